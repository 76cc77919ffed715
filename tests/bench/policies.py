#!/usr/bin/env python3
"""Outside checks of the tags on published policy corpora, which are not part of the project.

usage: policies.py opp115 FOLDER [--bin PINCITE]     folder with train.json and valid.json (PLUE)
       policies.py piextract FOLDER [--bin PINCITE]  folder with CollectUse and Share (PI-Extract)

opp115: the ten categories of a segment, found by the rules of `opp115/categories.toml` and by the
built-in concepts that `opp115/map.json` names. Prints precision, recall and F1 of each, macro and micro.
piextract: are the words of a data type that the policy collects or shares covered by a finding of kind
`data`? Tokens and spans, and of spans in negated sentences how many findings are negated.
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess

HERE = pathlib.Path(__file__).parent


def tag(binary, texts, taxonomy=None, kind="policy"):
    lines = "".join(json.dumps({"id": i, "text": t, "document_kind": kind}) + "\n" for i, t in enumerate(texts))
    command = [binary, "tag", "--jsonl"] + (["--taxonomy", str(taxonomy)] if taxonomy else [])
    answer = subprocess.run(command, input=lines.encode(), stdout=subprocess.PIPE, check=False).stdout
    found = [[] for _ in texts]
    for line in answer.decode().splitlines():
        row = json.loads(line)
        found[row["id"]] = row["findings"]
    return found


def scores(right, false, missed):
    precision = right / (right + false) if right + false else 0.0
    recall = right / (right + missed) if right + missed else 0.0
    both = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return precision, recall, both


def opp115(folder, binary):
    mapping = json.loads((HERE / "opp115" / "map.json").read_text())
    for part in ("train", "valid"):
        rows = [json.loads(line) for line in (folder / f"{part}.json").open(encoding="utf-8")]
        texts = [row["text"] for row in rows]
        own = tag(binary, texts)
        categories = tag(binary, texts, HERE / "opp115", kind="other")
        counts = collections.defaultdict(lambda: [0, 0, 0])
        for row, concepts, found in zip(rows, own, categories):
            have = {mapping["categories"][f["concept"]] for f in found}
            for finding in concepts:
                have.update(mapping["concepts"].get(finding["concept"], []))
            for name in set(row["label"]) | have:
                counts[name][0 if name in row["label"] and name in have else 1 if name in have else 2] += 1
        print(f"{part}: {len(rows)} segments")
        f1 = []
        for name, count in sorted(counts.items()):
            p, r, f = scores(*count)
            f1.append(f)
            print(f"  {name:38} P {p:.3f}  R {r:.3f}  F1 {f:.3f}  ({count[0] + count[2]} segments)")
        micro = scores(*(sum(c[i] for c in counts.values()) for i in range(3)))
        print(f"  macro F1 {sum(f1) / len(f1):.3f}   micro P {micro[0]:.3f}  R {micro[1]:.3f}  F1 {micro[2]:.3f}")


def sentences(path):
    tokens, labels = [], []
    for line in path.open(encoding="utf-8"):
        parts = line.split()
        if not parts or parts[0] == "-DOCSTART-":
            if tokens:
                yield tokens, labels
            tokens, labels = [], []
        else:
            tokens.append(parts[0])
            labels.append(parts[3])
    if tokens:
        yield tokens, labels


def spans(labels):
    start = None
    for at, label in enumerate([*labels, "O"]):
        if start is not None and not label.startswith("I"):
            yield start, at
            start = None
        if label.startswith("B"):
            start = at


ACTS = {"CollectUse": "practice:collected", "Share": "practice:shared"}
DETERMINERS = set(
    "your the this these any other such certain personal a an all another our non - additional specific own "
    "personally identifiable identifying anonymous aggregate aggregated demographic contact account billing "
    "registration usage technical financial user customer that some and/or".split()
)
VERB = re.compile(
    r"(collect|use$|uses|using|disclos|shar|contain|gather|receiv|obtain|stor|record|log|sell|rent|transfer|provid"
    r"|we$|also|may|of$|about|from|process|retain|keep)",
    re.IGNORECASE,
)


def noun_phrase(tokens, start, end):
    """A finding reaches from the verb to the noun, a span of the corpus from the determiner to the noun."""
    last = [at for at in range(start, end - 1) if VERB.match(tokens[at])]
    start = last[-1] + 1 if last else start
    while start > 0 and tokens[start - 1].lower() in DETERMINERS:
        start -= 1
    return start, end


def data_spans(tokens, place, own, words, act):
    """Token ranges of data types, with polarity, in a sentence in which the act is named."""
    if not any(f["concept"] == act for f in words):
        return []
    found = []
    data = [f for f in own if f["concept"].startswith("data:") and f["concept"] != "data:inferences"]
    for finding in data + [f for f in words if f["concept"] == "practice:datum"]:
        at = [i for i, (start, end) in enumerate(place) if finding["start"] < end and start < finding["end"]]
        if at and not any(start <= at[-1] < end for start, end, _ in found):
            found.append((*noun_phrase(tokens, at[0], at[-1] + 1), finding["polarity"]))
    return found


def places_of(tokens):
    at, place = 0, []
    for token in tokens:
        place.append((at, at + len(token.encode())))
        at += len(token.encode()) + 1
    return place


def piextract(folder, binary):
    for name, act in ACTS.items():
        rows = list(sentences(folder / name / "validation.conll03"))
        texts = [" ".join(tokens) for tokens, _ in rows]
        own, words = tag(binary, texts), tag(binary, texts, HERE / "piextract", kind="other")
        by_token, by_span, negated = [0, 0, 0], [0, 0, 0], [0, 0]
        for (tokens, labels), mine, acts in zip(rows, own, words):
            found = data_spans(tokens, places_of(tokens), mine, acts, act)
            covered = [any(a <= i < b for a, b, _ in found) for i in range(len(tokens))]
            for label, hit in zip(labels, covered):
                if label != "O" or hit:
                    by_token[0 if label != "O" and hit else 1 if hit else 2] += 1
            wanted = list(spans(labels))
            met = sum(any(covered[a:b]) for a, b in wanted)
            by_span[0] += met
            by_span[1] += sum(all(label == "O" for label in labels[a:b]) for a, b, _ in found)
            by_span[2] += len(wanted) - met
            if wanted and {"not", "never"} & set(tokens):
                negated[0] += 1
                negated[1] += any(polarity == "negated" for _, _, polarity in found)
        print(f"{name}: {len(rows)} sentences")
        for what, count in (("tokens", by_token), ("spans (overlap)", by_span)):
            p, r, f = scores(*count)
            print(f"  {what:16} P {p:.3f}  R {r:.3f}  F1 {f:.3f}")
        print(f"  sentences with a data type and a negation: {negated[0]}; tagged negated: {negated[1]}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", choices=["opp115", "piextract"])
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--bin", default="target/release/pincite")
    arguments = parser.parse_args()
    {"opp115": opp115, "piextract": piextract}[arguments.corpus](arguments.folder, arguments.bin)


if __name__ == "__main__":
    main()
