"""Sets one court paper: cover, contents, body; draws it; gives the truth about its pages, lines and paragraphs."""

from reportlab.pdfgen.canvas import Canvas

from . import markup, paper, truth
from .paginate import Line, Page, Setter, finish
from .wrap import width

PAPERS = {"pleading": paper.PLEADING, "ordinary": paper.ORDINARY}
COURT_ROW, CAPTION_ROW = 14, 22


def build(source, target):
    """Writes the PDF at `target` and returns its truth."""
    head, blocks = markup.read(source)
    sheet = PAPERS[head["paper"]]
    check_numbers(source, blocks, head.get("unanswered", []))
    pages = typeset(head, blocks, sheet)
    draw(target, head, sheet, pages)
    return truth.describe(head, sheet, pages, blocks)


def check_numbers(source, blocks, left_out):
    numbers = [int(block.number) for block in blocks if block.kind == "numbered"]
    expected = [number for number in range(1, max(numbers, default=0) + 1) if number not in left_out]
    if numbers != expected:
        raise SystemExit(f"{source}: paragraphs are out of order: {sorted(set(numbers) ^ set(expected))}")


def typeset(head, blocks, sheet):
    footnotes = {block.number: block.runs for block in blocks if block.kind == "footnote"}
    front, free_row = cover(head, sheet)
    if head["body_on_cover"]:
        setter = Setter(sheet, footnotes, first_row=free_row, pages=[front])
        pages = setter.set(blocks)
        number(pages, head)
    else:
        body = Setter(sheet, footnotes).set(blocks)
        number(body, head)
        pages = [front] + contents(head, sheet, body) + body
    return [finish(page, sheet) for page in pages]


def number(pages, head):
    for place, page in enumerate(pages, 1):
        page.label = str(place)


def cover(head, sheet):
    page, row = Page(), 0
    for text in head.get("counsel", []):
        if text:
            page.lines.append(single(text, row, sheet.left, "counsel"))
        row += 1
    for place, text in enumerate(head["court"]):
        middle = (sheet.left + sheet.right) / 2 - width(text, "b", 12) / 2
        page.lines.append(Line(max(row + row % 2, head.get("court_row", COURT_ROW)) + place * 2, middle, [(text, "b")], "court"))
    first = page.lines[-1].row + 4
    last = caption(page, head, sheet, first)
    return page, last + last % 2 + 2


def caption(page, head, sheet, first):
    left, right = head["caption_left"], head["caption_right"]
    middle = (sheet.left + sheet.right) / 2 - 14
    rows = max(len(left), len(right))
    for place in range(rows):
        row = first + place
        if place < len(left) and left[place]:
            page.lines.append(single(left[place], row, sheet.left, "caption"))
        page.lines.append(Line(row, middle, [(")", "")], "rule"))
        if place < len(right) and right[place]:
            page.lines.append(single(right[place], row, middle + 14, "caption"))
    page.lines.append(Line(first + rows, sheet.left, [("_" * 35 + ")", "")], "rule"))
    return first + rows


def single(text, row, x, kind):
    runs = [(part.replace("\u00a0", " "), style) for part, style in markup.inline(text)]
    return Line(row, x, runs, kind)


def contents(head, sheet, body):
    """One page of contents with dot leaders, labelled i."""
    if not head.get("contents"):
        return []
    page = Page(label="i")
    middle = (sheet.left + sheet.right) / 2 - width("TABLE OF CONTENTS", "b", 12) / 2
    page.lines.append(Line(0, middle, [("TABLE OF CONTENTS", "b")], "heading"))
    row = 4
    for printed, text, level in headings(body):
        row += row % 2 if level == 1 else 0
        page.lines.append(contents_line(sheet, row, printed, text, level))
        row += 2 if level == 1 else 1
    return [page]


def headings(body):
    found = []
    for page in body:
        for line in page.lines:
            if line.kind == "heading":
                if found and found[-1][3] == line.block:
                    found[-1][1] += " " + line.text()
                else:
                    level = 2 if line.x < 200 and line.text()[1:2] == "." and line.x < 150 else 1
                    found.append([page.label, line.text().replace("  ", " "), level, line.block])
    return [(printed, text, level) for printed, text, level, _ in found]


def contents_line(sheet, row, printed, text, level):
    left = sheet.left + (18 if level == 2 else 0)
    room = sheet.right - left - width(text + "  " + "00", "", 12)
    dots = "." * max(3, int(room / width(".", "", 12)))
    return Line(row, left, [(f"{text} {dots} {printed}", "")], "contents")


def draw(target, head, sheet, pages):
    canvas = Canvas(str(target), pagesize=(paper.WIDTH, paper.HEIGHT), invariant=1, pageCompression=0)
    canvas.setTitle(head["title"])
    canvas.setAuthor(head["author"])
    canvas.setCreator(head["author"])
    canvas.setSubject(paper.FICTION)
    month, day, year = head["filed"].split("/")
    canvas.setDateFormatter(lambda *_: f"D:20{year}{month}{day}090000-08'00'")
    for place, page in enumerate(pages, 1):
        paper.draw_page(canvas, sheet, page, head, place, len(pages))
    canvas.save()
