"""What is printed where: the truth of a typeset court paper, for typeset.json."""

from . import paper


def describe(head, sheet, pages, blocks):
    return {
        "paper": head["paper"],
        "title": head["caption"]["title"],
        "court": head["caption"]["court"],
        "case_number": head["case_number"].rsplit("-", 1)[0],
        "stamp_case_number": head["case_number"],
        "document": head["document"],
        "filed": head["filed"],
        "plaintiffs": head["caption"]["plaintiffs"],
        "defendants": head["caption"]["defendants"],
        "page_count": len(pages),
        "paragraph_count": sum(block.kind == "numbered" for block in blocks),
        "pages": [describe_page(head, sheet, place, page, len(pages)) for place, page in enumerate(pages, 1)],
        "paragraphs": paragraphs(sheet, pages),
        "headings": headings(pages),
        "footnotes": footnotes(sheet, pages),
    }


def describe_page(head, sheet, place, page, total):
    return {
        "pdf_page": place,
        "ecf_page": place,
        "printed_label": page.label,
        "stamp": paper.stamp(head, place, total),
        "foot": paper.foot_lines(page, head),
        "lines": [describe_line(sheet, line) for line in printed_lines(page)],
    }


def printed_lines(page):
    """The lines of a page from top to bottom, without the rules of the caption."""
    body = sorted(page.lines, key=lambda line: (line.row, line.x))
    return [line for line in body + page.notes if line.kind != "rule"]


def describe_line(sheet, line):
    described = {"number": printed_number(sheet, line.row), "kind": line.kind, "text": line.text()}
    if line.label:
        described["label"] = line.label
    if line.paragraph and line.kind != "footnote":
        described["paragraph"] = line.paragraph
    if line.marks() and line.kind != "footnote":
        described["footnote_marks"] = line.marks()
    if line.glued:
        described["glued"] = True
    return described


def printed_number(sheet, row):
    """The number printed beside a line; null between two numbers and on ordinary paper."""
    return row // 2 + 1 if sheet.numbered and row % 2 == 0 else None


def number_above(sheet, row):
    return row // 2 + 1 if sheet.numbered else None


def flow(sheet, pages):
    """Body lines in reading order, each with its page."""
    for place, page in enumerate(pages, 1):
        for line in page.lines:
            if line.kind in ("text", "sub", "quote", "heading", "centred"):
                yield place, page.label, line


def paragraphs(sheet, pages):
    found = []
    for place, label, line in flow(sheet, pages):
        if line.paragraph is None:
            continue
        if line.label:
            found.append(start(sheet, place, label, line))
        elif found[-1]["_block"] != line.block:
            found[-1]["text"] += "\n" + line.text()
        else:
            found[-1]["text"] += ("" if found[-1]["_glued"] else " ") + line.text()
        extend(found[-1], sheet, place, label, line)
    return [{key: value for key, value in item.items() if not key.startswith("_")} for item in found]


def start(sheet, place, label, line):
    return {
        "number": line.paragraph, "text": line.text(), "page_start": place, "page_end": place,
        "printed_label_start": label, "printed_label_end": label,
        "line_start": number_above(sheet, line.row), "line_end": None,
    }


def extend(item, sheet, place, label, line):
    item.update(page_end=place, printed_label_end=label, line_end=number_above(sheet, line.row), _block=line.block, _glued=line.glued)


def headings(pages):
    found = []
    for place, page in enumerate(pages, 1):
        for line in page.lines:
            if line.kind == "heading" and found and found[-1]["_block"] == line.block:
                found[-1]["text"] += ("" if found[-1]["_glued"] else " ") + line.text()
                found[-1]["_glued"] = line.glued
            elif line.kind == "heading" and page.label != "i":
                found.append({"text": line.text(), "page": place, "_block": line.block, "_glued": line.glued})
    return [{"text": " ".join(item["text"].split()), "page": item["page"]} for item in found]


def footnotes(sheet, pages):
    found = []
    for place, page in enumerate(pages, 1):
        for line in page.notes:
            text = line.text().strip()
            if line.marks():
                found.append({"number": line.paragraph, "page": place, "text": text, "_glued": line.glued})
            else:
                found[-1]["text"] += ("" if found[-1]["_glued"] else " ") + text
                found[-1]["_glued"] = line.glued
    return [{key: value for key, value in item.items() if not key.startswith("_")} for item in found]


def locate(described, quotation, paragraph=None):
    """Where a quotation stands: page, ECF page, printed page and lines; None when it is not there.

    A quotation in a footnote has no printed lines."""
    text, places = readable(described, paragraph)
    at = text.find(quotation)
    if at >= 0:
        first, last = places[at], places[at + len(quotation) - 1]
        return {"page": first[0], "page_end": last[0], "printed_page": first[1], "ecf_page": first[0], "lines": [first[2], last[2]]}
    for note in described["footnotes"]:
        if quotation in note["text"]:
            label = described["pages"][note["page"] - 1]["printed_label"]
            return {"page": note["page"], "page_end": note["page"], "printed_page": label, "ecf_page": note["page"], "lines": None}
    return None


def readable(described, paragraph=None):
    """The body as one string, and for each character (page, label, printed line or the one above)."""
    text, places, glued = "", [], True
    for page in described["pages"]:
        above = None
        for line in page["lines"]:
            above = line["number"] or above
            if line["kind"] in ("footnote", "contents", "counsel", "court", "caption", "signature"):
                continue
            if paragraph and line.get("paragraph") != paragraph:
                continue
            added = ("" if glued else " ") + line["text"]
            text += added
            places += [(page["pdf_page"], page["printed_label"], above)] * len(added)
            glued = line.get("glued", False)
    return text, places
