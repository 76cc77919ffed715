"""The two papers, and the furniture drawn on every page."""

from dataclasses import dataclass

from reportlab.lib.colors import Color, black

from .wrap import FONTS, MARK_SCALE, width

WIDTH, HEIGHT, PITCH = 612.0, 792.0, 12.0
STAMP_BLUE = Color(0, 0, 0.55)
FICTION = "Fictional document of the pincite sample matter"


@dataclass
class Paper:
    left: float
    right: float
    top: float  # baseline of row 0, from the top edge
    rows: int
    numbered: bool


PLEADING = Paper(left=110.0, right=558.0, top=74.0, rows=56, numbered=True)
ORDINARY = Paper(left=72.0, right=540.0, top=84.0, rows=52, numbered=False)


def baseline(paper, row):
    return HEIGHT - paper.top - row * PITCH


def draw_page(canvas, paper, page, head, number, total):
    if paper.numbered:
        draw_gutter(canvas, paper)
    draw_stamp(canvas, head, number, total)
    for line in page.lines:
        draw_line(canvas, paper, line)
    draw_notes(canvas, paper, page)
    draw_foot(canvas, paper, page, head)
    canvas.showPage()


def draw_gutter(canvas, paper):
    canvas.setLineWidth(0.7)
    for x in (97.0, 100.0, 567.0):
        canvas.line(x, 0, x, HEIGHT)
    canvas.setFont(FONTS[""], 12)
    for number in range(1, 29):
        canvas.drawRightString(86.0, baseline(paper, (number - 1) * 2), str(number))


def stamp(head, number, total):
    return f"Case {head['case_number']}   Document {head['document']}   Filed {head['filed']}   Page {number} of {total}"


def draw_stamp(canvas, head, number, total):
    canvas.setFont("Helvetica", 10)
    canvas.setFillColor(STAMP_BLUE)
    canvas.drawCentredString(WIDTH / 2, HEIGHT - 20, stamp(head, number, total))
    canvas.setFillColor(black)


def draw_line(canvas, paper, line):
    y = baseline(paper, line.row)
    if line.label:
        canvas.setFont(FONTS[""], line.size)
        canvas.drawString(paper.left + 36, y, line.label)
    text = canvas.beginText(line.x, y)
    for part, style in line.runs:
        mark = style == "mark"
        text.setFont(FONTS[style], line.size * (MARK_SCALE if mark else 1))
        text.setRise(line.size * 0.36 if mark else 0)
        text.textOut(part)
    text.setRise(0)  # the rise outlives the text object
    canvas.drawText(text)


def draw_notes(canvas, paper, page):
    if not page.notes:
        return
    y = baseline(paper, page.notes[0].row) + PITCH - 1
    canvas.setLineWidth(0.5)
    canvas.line(paper.left, y, paper.left + 144, y)
    for line in page.notes:
        draw_line(canvas, paper, line)


def foot_lines(page, head):
    """The furniture at the foot, from above: printed page number, title, the line that calls the document fictional."""
    return [part for part in (page.label, head.get("foot"), FICTION) if part]


def draw_foot(canvas, paper, page, head):
    middle = (paper.left + paper.right) / 2
    if head.get("foot"):
        canvas.setLineWidth(0.6)
        canvas.line(paper.left, 40, paper.right, 40)
    y = 30.0
    for part in foot_lines(page, head):
        size = 10 if part == page.label else 7.5
        canvas.setFont(FONTS[""], size)
        canvas.drawCentredString(middle, y, part)
        y -= 10.0


def text_width(text, size=12.0, style=""):
    return width(text, style, size)
