"""Compares expected.toml with what was built: quotations must be there, at the places that it states."""

import email
import email.policy
import html
import re
import tomllib
import zipfile

from . import truth

PLACED = ("page", "ecf_page", "printed_page", "lines")


def faults(path, corpus, typeset):
    if not path.exists():
        return ["expected.toml is missing"]
    expected = tomllib.loads(path.read_text(encoding="utf-8"))
    texts = {document["file"]: words(corpus / document["file"], typeset) for document in expected["document"]}
    found = [fault for document in expected["document"] for fault in document_faults(document, typeset)]
    found += [fault for item in quotations(expected) for fault in quotation_faults(item, texts, typeset)]
    found += [fault for search in expected["search"] for fault in search_faults(search, texts)]
    return found + list(answer_faults(expected, typeset))


def quotations(expected):
    """Every table with `document` and `quote`, in whatever list it stands."""
    for item in expected["passage"] + expected["event"] + expected["decoy"]:
        if "quote" in item:
            yield item
    for tension in expected["tension"]:
        yield tension["first"]
        yield tension["second"]


def document_faults(document, typeset):
    described = typeset.get(document["file"])
    for name in ("page_count", "paragraph_count"):
        if described and name in document and document[name] != described[name]:
            yield f"{document['file']}: {name} is {described[name]}"


def quotation_faults(item, texts, typeset):
    name, quote = item["document"], item["quote"]
    if name not in texts:
        yield f"{name}: not among the documents"
    elif quote not in texts[name]:
        yield f"{name}: not there: {quote}"
    elif (place := located(item, typeset)) and any(item.get(key) != value for key, value in place.items()):
        yield f"{name}: should be {place}: {quote}"


def search_faults(search, texts):
    holding = [name for name in sorted(texts) if search["phrase"].lower() in texts[name].lower()]
    if holding != search["documents"]:
        yield f"{search['phrase']}: is in {holding}"


def located(item, typeset):
    """The place of a quotation in a typeset document, without what does not apply."""
    described = typeset.get(item["document"])
    if not described or described["paper"] == "scan":
        return {}
    place = truth.locate(described, item["quote"], item.get("paragraph"))
    if place is None:
        return {"paragraph": "not in this one"}
    lines = place["lines"] if place["lines"] and place["lines"][0] else None
    kept = {"page": place["page"], "ecf_page": place["ecf_page"], "printed_page": place["printed_page"], "lines": lines}
    if place["page_end"] != place["page"]:
        kept["page_end"] = place["page_end"]
    return {key: value for key, value in kept.items() if value is not None}


def answer_faults(expected, typeset):
    """Every paragraph of the complaint has a row in the answer table; the unanswered ones have no paragraph in the answer."""
    rows = {row["paragraph"]: row["response"] for row in expected["answer"]}
    asked = {item["number"] for item in typeset["complaint.pdf"]["paragraphs"]}
    answered = {item["number"] for item in typeset["answer.pdf"]["paragraphs"]}
    for number in sorted(asked ^ rows.keys(), key=int):
        yield f"answer table: paragraph {number} is in one of table and complaint only"
    for number, response in rows.items():
        if (response == "unanswered") == (number in answered):
            yield f"answer table: paragraph {number} cannot be {response}"


def words(path, typeset):
    """The text of a document with single spaces, for finding quotations in it."""
    return " ".join(raw(path, typeset).split())


def raw(path, typeset):
    if path.name in typeset:
        described = typeset[path.name]
        if described["paper"] == "scan":
            return " ".join(line for page in described["pages"] for line in page["lines"])
        return truth.readable(described)[0] + " ".join(note["text"] for note in described["footnotes"])
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as packed:
            text = " ".join(packed.read(f"word/{part}.xml").decode("utf-8") for part in ("document", "footnotes"))
        return html.unescape(re.sub("<[^>]+>", "", text.replace("</w:p>", " ")))
    if path.suffix == ".eml":
        message = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        return " ".join(part.get_content() for part in message.walk() if part.get_content_maintype() == "text")
    text = path.read_text(encoding="utf-8")
    return html.unescape(re.sub("<[^>]+>", "", text)) if path.suffix == ".html" else text


def place(path, typeset):
    """Writes the places of all quotations into expected.toml, under each `quote` line."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not re.match(rf"({'|'.join(PLACED)}|page_end) = ", line)]
    written = []
    for line in lines:
        written.append(placed_inline(line, typeset) if " = {" in line else line)
        if line.startswith("quote = "):
            item = tomllib.loads("\n".join(block_around(written)))
            written += [f"{key} = {toml(value)}" for key, value in located(item, typeset).items()]
    path.write_text("\n".join(written) + "\n", encoding="utf-8")


def block_around(written):
    """The lines of the block so far: document, paragraph and quote come first in each."""
    start = max(number for number, line in enumerate(written) if line.startswith("["))
    return written[start + 1 :]


def placed_inline(line, typeset):
    """The same for a quotation that is written as an inline table, `first = { … }`."""
    name, item = next(iter(tomllib.loads(line).items()))
    if not isinstance(item, dict) or "quote" not in item:
        return line
    kept = {key: value for key, value in item.items() if key not in PLACED + ("page_end",)}
    return f"{name} = {{ " + ", ".join(f"{key} = {toml(value)}" for key, value in (kept | located(kept, typeset)).items()) + " }"


def toml(value):
    if isinstance(value, list):
        return "[" + ", ".join(toml(item) for item in value) + "]"
    return str(value) if isinstance(value, int) else '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
