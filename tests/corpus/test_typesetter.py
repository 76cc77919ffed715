"""python3 -m unittest discover -s tests/corpus: the typesetting keeps every word, and the truth says where it stands."""

import json
import tempfile
import unittest
from pathlib import Path

from typesetter import court, markup, truth
from typesetter.wrap import atoms, width, wrap

HERE = Path(__file__).resolve().parent
PAPERS = ["complaint", "answer", "order"]


def set_paper(name):
    with tempfile.TemporaryDirectory() as folder:
        return court.build(HERE / "sources" / f"{name}.md", Path(folder) / "paper.pdf")


def source_paragraphs(name):
    """Each numbered paragraph with its sub-paragraphs and quotations, straight from the source."""
    _, blocks = markup.read(HERE / "sources" / f"{name}.md")
    found, open_paragraph = [], False
    for block in blocks:
        if block.kind == "numbered":
            found.append([block.number, markup.plain(block.runs)])
        elif block.kind in ("sub", "quote") and open_paragraph:
            label = block.number + "  " if block.kind == "sub" else ""
            found[-1][1] += "\n" + label + markup.plain(block.runs)
        open_paragraph = block.kind in ("numbered", "sub", "quote") or (block.kind == "footnote" and open_paragraph)
    return found


class Typesetter(unittest.TestCase):
    def test_every_paragraph_comes_out_with_the_words_of_its_source(self):
        for name in PAPERS:
            described = set_paper(name)
            self.assertEqual(source_paragraphs(name), [[item["number"], item["text"]] for item in described["paragraphs"]])

    def test_no_line_is_wider_than_its_room(self):
        for block in markup.read(HERE / "sources" / "complaint.md")[1]:
            for line, _ in wrap(block.runs, 12.0, 200.0, 240.0):
                pieces = [piece for piece, _ in atoms(line)]
                too_wide = sum(width(text, style, 12.0) for text, style in line) > 240.0
                self.assertFalse(too_wide and len(pieces) > 1, line)

    def test_a_line_breaks_after_a_hyphen_and_is_marked_as_glued(self):
        lines = wrap(markup.inline("the off-marketplace signal"), 12.0, 40.0, 200.0)
        self.assertEqual([("the off-", ""), ("marketplace signal", "")], [line[0] for line, _ in lines])
        self.assertEqual([True, False], [glued for _, glued in lines])

    def test_a_section_mark_stays_with_its_number(self):
        for line, _ in wrap(markup.inline("under 18 U.S.C. § 2511 and ¶ 4"), 12.0, 80.0, 80.0):
            self.assertFalse("".join(text for text, _ in line).endswith(("§", "¶")))

    def test_no_two_lines_stand_on_one_row(self):
        for name in PAPERS:
            for page in set_paper(name)["pages"][2:]:
                numbers = [line["number"] for line in page["lines"] if line["number"]]
                self.assertEqual(len(numbers), len(set(numbers)))

    def test_a_quotation_over_a_page_break_has_both_places(self):
        described = set_paper("complaint")
        place = truth.locate(described, "whatever is not in it")
        self.assertIsNone(place)
        broken = next(item for item in described["paragraphs"] if item["page_end"] > item["page_start"])
        place = truth.locate(described, broken["text"], broken["number"])
        self.assertEqual([broken["line_start"], broken["line_end"]], place["lines"])
        self.assertEqual([broken["page_start"], broken["page_end"]], [place["page"], place["page_end"]])

    def test_the_kept_truth_is_that_of_the_sources(self):
        kept = json.loads((HERE / "typeset.json").read_text(encoding="utf-8"))
        for name in PAPERS:
            self.assertEqual(kept[f"{name}.pdf"], json.loads(json.dumps(set_paper(name))))


if __name__ == "__main__":
    unittest.main()
