"""The web pages: the text of each in the frame of its site; and the plain texts, copied as they are."""

import shutil
import tomllib


def build(sources, corpus):
    for page in tomllib.loads((sources / "pages.toml").read_text(encoding="utf-8"))["page"]:
        (corpus / page["output"]).write_text(fill(sources, page), encoding="utf-8", newline="\n")
    for text in sorted(sources.glob("as-is/*")):
        shutil.copyfile(text, corpus / text.name)


def fill(sources, page):
    frame = (sources / page["frame"]).read_text(encoding="utf-8")
    body = (sources / page["output"].replace(".html", ".body.html")).read_text(encoding="utf-8").rstrip("\n")
    for name, value in (page | {"body": body}).items():
        frame = frame.replace("{{" + name + "}}", value)
    return frame
