"""Puts blocks on pages.

Both papers have a grid of 56 half rows of 12 points: double-spaced text stands on every second half row (on pleading
paper beside a printed number), quotations, footnotes and signature blocks on each. So the printed line of every word is known."""

from dataclasses import dataclass, field

from . import markup
from .wrap import width, wrap

BODY, NOTE = 12.0, 10.0


@dataclass
class Line:
    row: int  # half row on the page, from 0
    x: float
    runs: list
    kind: str
    size: float = BODY
    glued: bool = False
    paragraph: str | None = None
    block: int | None = None
    label: str = ""  # printed before the text, not part of it: `12.`, `(a)` stays text

    def text(self):
        return "".join(text for text, style in self.runs if style != "mark")

    def marks(self):
        return [text for text, style in self.runs if style == "mark"]


@dataclass
class Page:
    lines: list = field(default_factory=list)
    notes: list = field(default_factory=list)
    label: str | None = None


class Setter:
    """Fills pages from the top; the foot rows belong to the footnotes of the page."""

    def __init__(self, paper, footnotes, first_row=0, pages=None):
        self.paper, self.footnotes = paper, footnotes
        self.pages = pages or [Page()]
        self.row, self.foot = first_row, 0
        self.left, self.right = paper.left, paper.right
        self.paragraph, self.block, self.after_centred = None, 0, False

    def set(self, blocks):
        for place, block in enumerate(blocks):
            if block.kind == "footnote":
                continue
            self.block += 1
            if block.kind == "numbered":
                self.paragraph = block.number
            elif block.kind in ("heading1", "heading2", "signature", "body", "flush", "centred"):
                self.paragraph = None
            getattr(self, "set_" + block.kind)(block)
        return self.pages

    def set_numbered(self, block):
        self.prose(block, indent=36.0, label=block.number + ".", hang=72.0)

    def set_body(self, block):
        self.prose(block, indent=36.0)

    def set_flush(self, block):
        self.prose(block, indent=0.0)

    def set_sub(self, block):
        runs = [(block.number + "\u00a0\u00a0", "")] + block.runs
        self.place(runs, "sub", self.left + 54, 0.0, 2)

    def set_quote(self, block):
        self.place(block.runs, "quote", self.left + 45, 0.0, 1, right=self.right - 36)
        self.row += 1
        self.align()

    def set_signature(self, block):
        if block.runs:
            self.place(block.runs, "signature", self.left + 210, 0.0, 1)
        else:
            self.row += 1

    def set_centred(self, block):
        self.centred(block.runs, "centred", 1)
        self.after_centred = True

    def set_heading1(self, block):
        self.align()
        self.centred([(text, style or "b") for text, style in block.runs], "heading", 2, keep=10)

    def set_heading2(self, block):
        self.align()
        label, _, rest = markup.plain(block.runs).partition(" ")
        runs = [(label + "\u00a0\u00a0", "b"), (rest, "b")]
        lines = wrap(runs, BODY, self.right - self.left - 36, self.right - self.left - 60)
        self.break_if(len(lines) + 4)
        for place, (line, glued) in enumerate(lines):
            self.line(line, "heading", self.left + (36 if place == 0 else 58), 1, glued)
        self.align()

    def prose(self, block, indent, label="", hang=0.0):
        self.row += self.after_centred
        self.after_centred = False
        self.align()
        self.place(block.runs, "text", self.left, hang or indent, 2, label=label)

    def place(self, runs, kind, left, indent, step, right=None, label=""):
        room = (right or self.right) - left
        for place, (line, glued) in enumerate(wrap(runs, BODY, room - indent, room)):
            x = left + indent if place == 0 else left
            self.line(line, kind, x, step, glued, label if place == 0 else "")

    def centred(self, runs, kind, step, keep=0):
        lines = wrap(runs, BODY, 440.0, 440.0)
        self.break_if(len(lines) * step + keep)
        for line, glued in lines:
            size = sum(width(text, style, BODY) for text, style in line)
            self.line(line, kind, (self.left + self.right - size) / 2, step, glued)

    def align(self):
        self.row += self.row % 2

    def break_if(self, rows):
        if self.row + rows > self.paper.rows - self.foot:
            self.new_page()

    def new_page(self):
        self.pages.append(Page())
        self.row, self.foot = 0, 0

    def line(self, runs, kind, x, step, glued, label=""):
        """One line, on this page if it and the footnotes that it calls fit."""
        new = Line(0, x, runs, kind, glued=glued, paragraph=self.paragraph, block=self.block, label=label)
        notes = [self.note_lines(mark) for mark in new.marks()]
        needed = sum(len(lines) for lines in notes) + (1 if notes and not self.foot else 0)
        if self.row + 1 > self.paper.rows - self.foot - needed:
            self.new_page()
            needed = sum(len(lines) for lines in notes) + (1 if notes else 0)
        new.row = self.row
        self.foot += needed
        self.pages[-1].lines.append(new)
        self.pages[-1].notes.extend(line for lines in notes for line in lines)
        self.row += step

    def note_lines(self, mark):
        runs = [(mark, "mark"), ("\u00a0", "")] + self.footnotes[mark]
        room = self.right - self.left
        return [
            Line(0, self.left, line, "footnote", size=NOTE, glued=glued, paragraph=mark)
            for line, glued in wrap(runs, NOTE, room, room)
        ]


def finish(page, paper):
    """Gives the footnotes of a page their rows: they end on the last row."""
    start = paper.rows - len(page.notes)
    for place, line in enumerate(page.notes):
        line.row = start + place
    return page
