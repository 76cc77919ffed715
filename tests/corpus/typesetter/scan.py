"""The scanned exhibit: text drawn into an image, turned a little, speckled, and put on a PDF page without a text layer."""

import io
import random
from pathlib import Path

import reportlab
import tomllib
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

FONT = Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"
BOLD = FONT.with_name("VeraBd.ttf")
PAPER_GREY, INK = 246, 38


def build(source, target):
    described = tomllib.loads(source.read_text(encoding="utf-8"))
    picture = speckle(draw(described).rotate(described["skew_degrees"], Image.Resampling.BICUBIC, fillcolor=PAPER_GREY), described["seed"])
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=58)
    canvas = Canvas(str(target), pagesize=(612, 792), invariant=1, pageCompression=0)
    canvas.setTitle("Exhibit C to the Complaint")
    canvas.drawImage(ImageReader(io.BytesIO(buffer.getvalue())), 0, 0, 612, 792)
    canvas.showPage()
    canvas.save()
    return truth(described)


def draw(described):
    scale = described["dots_per_inch"] / 72
    picture = Image.new("L", (round(612 * scale), round(792 * scale)), PAPER_GREY)
    pen = ImageDraw.Draw(picture)
    middle = picture.width / 2
    pen.text((middle, 16 * scale), described["stamp"], INK, font(9, scale), anchor="mt")
    pen.text((middle, 60 * scale), described["title"], INK, font(20, scale, BOLD), anchor="mt")
    down = 120.0
    for line in described["lines"]:
        size = line.get("size", 11.5)
        down += line.get("gap", 0)
        pen.text((72 * scale, down * scale), line["text"], INK, font(size, scale, BOLD if size > 12 else FONT))
        if "right" in line:
            pen.text((470 * scale, down * scale), line["right"], INK, font(size, scale), anchor="ra")
        down += size * 1.75
    pen.text((middle, 764 * scale), described["foot"], INK, font(8, scale), anchor="mt")
    return picture


def font(size, scale, path=FONT):
    return ImageFont.truetype(str(path), round(size * scale), layout_engine=ImageFont.Layout.BASIC)


def speckle(picture, seed):
    chance = random.Random(seed)
    for _ in range(2600):
        x, y = int(chance.random() * picture.width), int(chance.random() * picture.height)
        picture.putpixel((x, y), int(60 + chance.random() * 150))
    return picture


def truth(described):
    words = [described["title"]] + [line["text"] + " " + line.get("right", "") for line in described["lines"]]
    return {
        "paper": "scan", "text_layer": False, "title": "Exhibit C", "page_count": 1, "paragraph_count": 0,
        "case_number": "3:24-cv-90417", "document": "1-3", "filed": "03/05/24", "stamp": described["stamp"],
        "pages": [{"pdf_page": 1, "ecf_page": 1, "printed_label": None, "lines": [" ".join(text.split()) for text in words]}],
        "headings": [], "footnotes": [], "paragraphs": [],
    }
