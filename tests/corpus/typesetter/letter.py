"""The letter as a Word document with letterhead, numbered list and one footnote.

python-docx has no footnotes, so their part is written here. The parts are packed without compression and with fixed
times: the same bytes on every machine."""

import datetime
import io
import tomllib
import zipfile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt

WRITTEN = datetime.datetime(2024, 10, 10, 9, 0, 0)
STYLES = {"body": "Normal", "heading": "Heading 2", "number": "List Number", "bullet": "List Bullet"}
FOOTNOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def build(source, target):
    letter = tomllib.loads(source.read_text(encoding="utf-8"))
    document = Document()
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Normal"].font.size = Pt(12)
    lighten(document)
    properties(document, letter)
    letterhead(document, letter)
    opening(document, letter)
    notes = [add_part(document, part, number) for number, part in enumerate(letter["parts"], 1)]
    for line in letter["closing"]:
        document.add_paragraph(line)
    add_footnotes(document, [note for note in notes if note])
    save(document, target)


def lighten(document):
    """Drops what the template of python-docx carries and this letter has no use for: nine tenths of its size."""
    for identifier, relation in list(document.part.rels.items()):
        if relation.reltype.endswith("stylesWithEffects"):
            del document.part.rels[identifier]
    styles = document.styles.element
    for style in list(styles):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:default")) is None:
            styles.remove(style)


def properties(document, letter):
    core = document.core_properties
    core.title, core.author, core.last_modified_by = letter["title"], letter["author"], letter["author"]
    core.comments = letter["foot"]
    core.created = core.modified = WRITTEN


def letterhead(document, letter):
    section = document.sections[0]
    header = section.header.paragraphs[0]
    header.alignment = WD_ALIGN_PARAGRAPH.CENTER
    header.add_run(letter["letterhead"][0]).bold = True
    header.add_run().add_break()
    header.add_run(letter["letterhead"][1]).font.size = Pt(9)
    section.footer.paragraphs[0].add_run(letter["foot"]).font.size = Pt(8)


def opening(document, letter):
    document.add_paragraph(letter["date"])
    document.add_paragraph(letter["delivery"]).runs[0].italic = True
    for line in letter["addressee"]:
        document.add_paragraph(line).paragraph_format.space_after = Pt(0)
    document.add_paragraph()
    document.add_paragraph().add_run(letter["regarding"]).bold = True
    document.add_paragraph(letter["salutation"])


def add_part(document, part, number):
    paragraph = document.add_paragraph(part["text"], style=STYLES[part["style"]])
    if "footnote" not in part:
        return None
    mark = f'<w:r {nsdecls("w")}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'
    paragraph._p.append(parse_xml(mark))
    return number, part["footnote"]


def add_footnotes(document, notes):
    special = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:r><w:{element}/></w:r></w:p></w:footnote>'
        for kind, number, element in (("separator", -1, "separator"), ("continuationSeparator", 0, "continuationSeparator"))
    )
    texts = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in notes
    )
    xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes {nsdecls("w")}>{special}{texts}</w:footnotes>'
    part = Part(PackURI("/word/footnotes.xml"), FOOTNOTES_TYPE, xml.encode("utf-8"), document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def save(document, target):
    packed = io.BytesIO()
    document.save(packed)
    with zipfile.ZipFile(packed) as read, zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as written:
        for name in read.namelist():
            if not name.startswith("docProps/thumbnail"):
                entry = zipfile.ZipInfo(name, (2024, 10, 10, 9, 0, 0))
                entry.create_system = 0
                written.writestr(entry, without_thumbnail(name, read.read(name)))


def without_thumbnail(name, content):
    """Drops the picture of an empty page that the template of python-docx carries."""
    if name != "_rels/.rels":
        return content
    text = content.decode("utf-8")
    start = text.index("<Relationship ", text.rindex("<Relationship ", 0, text.index("thumbnail.jpeg")) )
    return (text[:start] + text[text.index("/>", start) + 2 :]).encode("utf-8")
