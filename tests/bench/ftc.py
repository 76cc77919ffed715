#!/usr/bin/env python3
"""Are the counts of complaints found with their claims, and what the company told its users at the right ¶?

usage: ftc.py FOLDER [--bin PINCITE] [--pleadings FOLDER]

FOLDER holds complaints/*.md and structured/*.json, the other the same complaints as PDF files; neither is in
the project.

A structured record names each count with its conclusion, and each representation with its paragraph.
Prints precision, recall and F1 over (count, claim), and the share of representations in whose paragraph
a finding stands whose speaker is the company. With --pleadings also what the brief of each PDF lists: the
counts under their claims, as its claims table has them.
"""
import argparse
import csv
import io
import json
import pathlib
import re
import subprocess
import tempfile
import zipfile

CLAIMS = {
    "claim:fed.coppa": r"COPPA|Children.s Online Privacy|16 C\.F\.R\. § 312",
    "claim:fed.hbnr": r"HBNR|Health Breach Notification|16 C\.F\.R\. § 318",
    "claim:fed.ftca": r"Section 5|FTC Act|§ 45|unfair (acts?|practices?)|deceptive (acts?|practices?)|false or misleading",
}


def paragraphs(text):
    """Number of the count, number of the paragraph, words; a new complaint starts each count by a heading."""
    count = 0
    for part in re.split(r"\n(?=#|\*\*\d+\.\*\*)", text):
        heading = re.match(r"#+\s*\**\s*COUNT\s+([IVX]+|\d+)", part, re.I)
        numbered = re.match(r"\*\*(\d+)\.\*\*\s*(.*)", part, re.S)
        if heading:
            count += 1
        if numbered:
            body = re.sub(r"!\[[^\]]*\]\([^)]*\)|\*+", "", numbered.group(2))
            yield count, int(numbered.group(1)), f"{numbered.group(1)}. " + re.sub(r"\s+", " ", body).strip()


def tag(binary, rows, company):
    form = {"document_kind": "complaint", "context": f"about: {company}"}
    lines = "".join(json.dumps({"id": i, "text": text, **form}) + "\n" for i, (_, _, text) in enumerate(rows))
    answer = subprocess.run([binary, "tag", "--jsonl"], input=lines.encode(), stdout=subprocess.PIPE, check=False)
    return [json.loads(line)["findings"] for line in answer.stdout.decode().splitlines()]


NUMBERS = {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7, "VIII": 8, "IX": 9, "X": 10}


def listed(binary, pdf):
    """(number of the count, claim) of all counts that the brief of one complaint lists."""
    with tempfile.TemporaryDirectory() as folder:
        table = pathlib.Path(folder) / "brief.zip"
        command = [binary, "brief", pdf, "--no-ocr", "--matter", pathlib.Path(folder) / "matter", "-o", table]
        subprocess.run(command, stdout=subprocess.DEVNULL, check=False)
        rows = csv.DictReader(io.StringIO(zipfile.ZipFile(table).read("claims.csv").decode()))
        found = set()
        for row in rows:
            for number in re.findall(r"(?i)\bcount\s+([IVX]+|\d+)\b", row["counts"]):
                found.add((NUMBERS.get(number.upper()) or int(number), row["claim"]))
        return found


def wanted_of(count):
    """The claims that a structured record gives for a count."""
    return {c for c, form in CLAIMS.items() if re.search(form, count["conclusion"] + " " + count["title"])}


def score_listed(arguments):
    """Prints what the briefs of the PDF files list against the records."""
    right = false = missed = 0
    for record in sorted((arguments.folder / "structured").glob("*.json")):
        name = re.sub(r"^[\d.]+_|\.json$", "", record.name).split("_")[0].replace("-", "")
        pdf = next((p for p in sorted(arguments.pleadings.glob("*.pdf")) if p.name.startswith(name[:5])), None)
        if pdf is None:
            print(f"  no PDF for {record.name}")
            continue
        counts = json.loads(record.read_text(encoding="utf-8"))["complaint"]["counts"]
        wanted = {(count["count_number"], claim) for count in counts for claim in wanted_of(count)}
        have = listed(arguments.bin, pdf)
        right, false, missed = right + len(wanted & have), false + len(have - wanted), missed + len(wanted - have)
        for word, pairs in (("false", have - wanted), ("missed", wanted - have)):
            for number, claim in sorted(pairs):
                print(f"  {pdf.name}: {word}: count {number} under {claim or 'no claim'}")
    f1 = 2 * right / max(2 * right + false + missed, 1)
    print(f"(count, claim) as the brief lists them: {right} right, {false} false, {missed} missed, F1 {f1:.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bin", default="target/release/pincite")
    parser.add_argument("--pleadings", type=pathlib.Path)
    arguments = parser.parse_args()
    right = false = missed = told = all_told = 0
    for record in sorted((arguments.folder / "structured").glob("*.json")):
        written = json.loads(record.read_text(encoding="utf-8"))
        complaint, company = written["complaint"], written["case_info"]["company"]["name"].split(",")[0]
        name = re.sub(r"^[\d.]+_|\.json$", "", record.name).split("_")[0].replace("-", "")
        path = next(p for p in (arguments.folder / "complaints").glob("*.md") if p.name.startswith(name[:5]))
        rows = list(paragraphs(path.read_text(encoding="utf-8")))
        found = tag(arguments.bin, rows, company)
        for count in complaint["counts"]:
            wanted = wanted_of(count)
            have = {
                f["concept"]
                for (number, _, _), findings in zip(rows, found)
                if number == count["count_number"]
                for f in findings
                if f["concept"] in CLAIMS and f["mode"] in ("alleged", "law")
            }
            right += len(wanted & have)
            false += len(have - wanted)
            missed += len(wanted - have)
            if wanted != have:
                print(f"  {path.stem} count {count['count_number']}: {sorted(have)} for {sorted(wanted)}")
        for representation in complaint["representations_made"]:
            all_told += 1
            of = [fs for (_, number, _), fs in zip(rows, found) if number == representation["source_paragraph"]]
            if any(f["speaker"] == "company" for findings in of for f in findings):
                told += 1
            else:
                print(f"  {path.stem} ¶ {representation['source_paragraph']}: {representation['description'][:110]}")
    f1 = 2 * right / (2 * right + false + missed)
    print(f"(count, claim): {right} right, {false} false, {missed} missed, F1 {f1:.3f}")
    print(f"representations at their paragraph: {told} of {all_told}, {told / all_told:.3f}")
    if arguments.pleadings:
        score_listed(arguments)


if __name__ == "__main__":
    main()
