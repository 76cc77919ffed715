#!/usr/bin/env python3
"""Builds corpus/ from tests/corpus/sources, byte for byte the same each time.

    python3 tests/corpus/build.py            write corpus/ and tests/corpus/typeset.json, check expected.toml
    python3 tests/corpus/build.py --check    build elsewhere and compare: exit 1 when anything differs
    python3 tests/corpus/build.py --place    also write the places of the quotations into expected.toml
"""

import filecmp
import json
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

from typesetter import court, expectations, letter, mail, scan, web  # noqa: E402

SOURCES, CORPUS = HERE / "sources", HERE.parent.parent / "corpus"


def main(arguments):
    if arguments == ["--check"]:
        return check()
    CORPUS.mkdir(exist_ok=True)
    typeset = build(CORPUS, HERE / "typeset.json")
    if arguments == ["--place"]:
        expectations.place(HERE / "expected.toml", typeset)
    return report(expectations.faults(HERE / "expected.toml", CORPUS, typeset))


def build(corpus, typeset_path):
    typeset = {}
    for source in sorted(SOURCES.glob("*.md")):
        if source.read_text(encoding="utf-8").startswith("+++"):
            typeset[source.stem + ".pdf"] = court.build(source, corpus / (source.stem + ".pdf"))
    typeset["exhibit-c.pdf"] = scan.build(SOURCES / "exhibit-c.toml", corpus / "exhibit-c.pdf")
    letter.build(SOURCES / "letter-2024-10-10.toml", corpus / "letter-2024-10-10.docx")
    mail.build(SOURCES / "email-2024-10-02.toml", SOURCES, corpus / "email-2024-10-02.eml")
    web.build(SOURCES, corpus)
    typeset_path.write_text(json.dumps(typeset, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return typeset


def check():
    with tempfile.TemporaryDirectory() as folder:
        typeset = build(Path(folder), Path(folder) / "typeset.json")
        built = {path.name: path for path in Path(folder).iterdir()}
        kept = {path.name: path for path in CORPUS.iterdir()} | {"typeset.json": HERE / "typeset.json"}
        faults = [f"{name}: only here or only there" for name in built.keys() ^ kept.keys()]
        faults += [f"{name}: differs" for name in built.keys() & kept.keys() if not filecmp.cmp(built[name], kept[name], shallow=False)]
        return report(faults + expectations.faults(HERE / "expected.toml", CORPUS, typeset))


def report(faults):
    for fault in sorted(faults):
        print(fault, file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
