"""Breaks runs of styled text into lines by the widths of the base fonts."""

from reportlab.pdfbase.pdfmetrics import stringWidth

FONTS = {"": "Times-Roman", "i": "Times-Italic", "b": "Times-Bold", "mark": "Times-Roman"}
MARK_SCALE = 0.62


def width(text, style, size):
    scale = MARK_SCALE if style == "mark" else 1.0
    return stringWidth(text, FONTS[style], size * scale)


def atoms(runs):
    """Unbreakable pieces, each a list of (text, style), with the space that goes before it (True or False).

    A line may break at a space, and after a hyphen or an em dash inside a word."""
    piece, spaced, found = [], False, []
    for text, style in runs:
        word = ""
        for position, char in enumerate(text):
            if char == " ":
                if word:
                    piece.append((word, style))
                if piece:
                    found.append((piece, spaced))
                piece, word, spaced = [], "", True
                continue
            word += char
            inside = 0 < position < len(text) - 1 and text[position + 1].isalpha()
            if style != "mark" and inside and char in "-—" and text[position - 1].isalpha():
                found.append((piece + [(word, style)], spaced))
                piece, word, spaced = [], "", False
        if word:
            piece.append((word, style))
    if piece:
        found.append((piece, spaced))
    return found


def wrap(runs, size, first_width, other_width):
    """Lines as lists of (text, style); `glued` tells that a line ends in the word's own hyphen or dash."""
    lines, line, used, room = [], [], 0.0, first_width
    for piece, spaced in atoms(runs):
        size_of_piece = sum(width(text, style, size) for text, style in piece)
        gap = width(" ", "", size) if spaced and line else 0.0
        if line and used + gap + size_of_piece > room:
            lines.append((merge(line), not spaced))
            line, used, room, gap = [], 0.0, other_width, 0.0
        if gap:
            line.append((" ", piece[0][1] if piece[0][1] == line[-1][1] else ""))
        line.extend(piece)
        used += gap + size_of_piece
    if line:
        lines.append((merge(line), False))
    return lines


def merge(pieces):
    merged = []
    for text, style in pieces:
        text = text.replace("\u00a0", " ")
        if merged and merged[-1][1] == style:
            merged[-1] = (merged[-1][0] + text, style)
        else:
            merged.append((text, style))
    return merged
