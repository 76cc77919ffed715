"""The message with its two attachments, written line by line so that no library's version changes a byte."""

import base64
import quopri
import tomllib


def build(source, folder, target):
    mail = tomllib.loads(source.read_text(encoding="utf-8"))
    outer, inner = mail["boundary"], mail["boundary"] + "_alt"
    lines = [f"{name}: {value}" for name, value in mail["headers"]]
    lines += [f'Content-Type: multipart/mixed; boundary="{outer}"', "", f"--{outer}"]
    lines += [f'Content-Type: multipart/alternative; boundary="{inner}"', ""]
    for kind, text in (("plain", mail["plain"]), ("html", mail["html"])):
        lines += [f"--{inner}", f"Content-Type: text/{kind}; charset=utf-8", "Content-Transfer-Encoding: quoted-printable", "", quoted(text)]
    lines += [f"--{inner}--", ""]
    for attachment in mail["attachments"]:
        lines += attach(attachment, folder, outer)
    lines += [f"--{outer}--", ""]
    target.write_bytes("\r\n".join(lines).encode("ascii"))


def attach(attachment, folder, boundary):
    text = (folder / attachment["file"]).read_text(encoding="utf-8")
    encoded = quoted(text) if attachment["encoding"] == "quoted-printable" else base64_lines(text)
    return [
        f"--{boundary}",
        f'Content-Type: {attachment["type"]}; charset=utf-8; name="{attachment["file"]}"',
        f'Content-Disposition: attachment; filename="{attachment["file"]}"',
        f'Content-Transfer-Encoding: {attachment["encoding"]}',
        "",
        encoded,
    ]


def quoted(text):
    return quopri.encodestring(text.encode("utf-8")).decode("ascii").replace("\n", "\r\n")


def base64_lines(text):
    encoded = base64.b64encode(text.encode("utf-8")).decode("ascii")
    return "\r\n".join(encoded[at : at + 76] for at in range(0, len(encoded), 76))
