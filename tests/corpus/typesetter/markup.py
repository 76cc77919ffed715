"""Reads the small markup of the court papers in sources/*.md.

A source is a TOML head between `+++` lines and blocks separated by blank lines:

    # HEADING            centred, bold                ## heading      left, bold
    12. text             numbered paragraph           (a) text        sub-paragraph of the last number
    > text               single-spaced block quote    [^3]: text      footnote 3
    | text               line of a signature block    = text          paragraph without first-line indent
    text                 unnumbered paragraph         ^ text          single-spaced centred line

Inside a block: `*italic*`, `**bold**`, `[^3]` for a footnote mark, `~` for a space that must not break.
"""

import re
import tomllib
from dataclasses import dataclass


@dataclass
class Block:
    kind: str
    runs: list  # of (text, style); style is "", "i", "b" or "mark"
    number: str | None = None


KINDS = [
    ("heading2", re.compile(r"## (.*)", re.S)),
    ("heading1", re.compile(r"# (.*)", re.S)),
    ("quote", re.compile(r"> (.*)", re.S)),
    ("signature", re.compile(r"\| ?(.*)", re.S)),
    ("flush", re.compile(r"= (.*)", re.S)),
    ("centred", re.compile(r"\^ (.*)", re.S)),
]
INLINE = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|\[\^(\d+)\]")


def read(path):
    """The head (a dict) and the blocks of a source file."""
    _, head, body = path.read_text(encoding="utf-8").split("+++\n", 2)
    return tomllib.loads(head), list(blocks(body))


def blocks(body):
    for part in re.split(r"\n\s*\n", body.strip()):
        if part.startswith("|"):
            for line in part.splitlines():
                yield block(line)
        else:
            yield block(" ".join(part.split()))


def block(text):
    footnote = re.match(r"\[\^(\d+)\]: (.*)", text, re.S)
    if footnote:
        return Block("footnote", inline(footnote[2]), footnote[1])
    numbered = re.match(r"(\d+)\. (.*)", text, re.S)
    if numbered:
        return Block("numbered", inline(numbered[2]), numbered[1])
    sub = re.match(r"(\([a-z]\)) (.*)", text, re.S)
    if sub:
        return Block("sub", inline(sub[2]), sub[1])
    for kind, pattern in KINDS:
        match = pattern.fullmatch(text)
        if match:
            return Block(kind, inline(match[1]))
    return Block("body", inline(text))


def inline(text):
    text = re.sub(r"(§§?|¶¶?) ", "\\1\u00a0", text).replace("~", "\u00a0")
    runs, at = [], 0
    for match in INLINE.finditer(text):
        runs.append((text[at : match.start()], ""))
        style = "b" if match[1] else "i" if match[2] else "mark"
        runs.append((match[1] or match[2] or match[3], style))
        at = match.end()
    runs.append((text[at:], ""))
    return [run for run in runs if run[0]]


def plain(runs):
    """The words of runs, without footnote marks."""
    return "".join(text for text, style in runs if style != "mark").replace("\u00a0", " ")
