#!/usr/bin/env python3
"""Are the counts of complaints found with their claims, and what the company told its users at the right ¶?

usage: ftc.py FOLDER [--bin PINCITE]     folder with complaints/*.md and structured/*.json, not in the project

A structured record names each count with its conclusion, and each representation with its paragraph.
Prints precision, recall and F1 over (count, claim), and the share of representations in whose paragraph
a finding stands whose speaker is the company.
"""
import argparse
import json
import pathlib
import re
import subprocess

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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bin", default="target/release/pincite")
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
            wanted = {c for c, form in CLAIMS.items() if re.search(form, count["conclusion"] + " " + count["title"])}
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


if __name__ == "__main__":
    main()
