"""One value as characters: bare where every reader takes it for the same, else quoted, long text below a bar."""

import re
import unicodedata

import yaml

from generator.layout.shapes import Shape
from generator.layout.tree import Scalar

# What some reader of YAML takes for something other than text.
SPECIAL = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|=|<<|"
    r"[-+]?(\.[0-9_]+|[0-9][0-9_,]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?|[-+]?\.(inf|nan)|\.nan|0[xob][0-9a-f_]+|"
    r"[-+]?[0-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([t ].*)?", re.IGNORECASE)
SAFE_START = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`]")
UNSAFE = re.compile(r": |:$| #|[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufffe\uffff]")
IN_FLOW = re.compile(r"[,\[\]{}?]")          # PyYAML takes “?” before “}” or “,” for a key
UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
TEXT = ("text", "markdown", "word")
WIDE = "WFA"        # East Asian widths that take two columns


def width(text: str) -> int:
    """Columns the text takes in a fixed-width font: a Chinese character takes two."""
    return sum(2 if unicodedata.east_asian_width(c) in WIDE else 1 for c in text)


def written(value: Scalar, shape: Shape, *, flow: bool = False) -> str:
    """The value on one line."""
    if value.null:
        return "~"
    if value.bare and not value.block and shape.kind not in TEXT:
        return value.text if _bare(value.text, flow) else quoted(value.text)
    if shape.kind in TEXT or value.block:
        return value.text if _bare(value.text, flow) and not SPECIAL.fullmatch(value.text) else quoted(value.text)
    if shape.kind == "any" and _bare(value.text, flow) and not SPECIAL.fullmatch(value.text):
        return value.text
    return quoted(value.text)           # a quoted number stays one: that is a fault the loader tells, not a matter of layout


def _bare(text: str, flow: bool) -> bool:
    if not text or text != text.strip() or UNSAFE.search(text) or (flow and IN_FLOW.search(text)):
        return False
    return bool(SAFE_START.match(text)) or bool(re.fullmatch(r"-?[0-9.]+", text))


def quoted(text: str) -> str:
    """The text in double quotes."""
    return '"' + "".join(ESCAPES.get(c) or (f"\\u{ord(c):04X}" if UNSEEN.match(c) else c) for c in text) + '"'


def stands_below(value: Scalar, shape: Shape) -> bool:
    """Long text that is written below a bar."""
    return shape.kind == "markdown" and ("\n" in value.text or (value.block and not value.text))


def below(text: str, indent: int) -> list[str] | None:
    """The text below a bar: `|` with its signs, then the lines; None when it cannot be written so."""
    if not text:
        return ["|"]
    lines = text.split("\n")
    ends = len(text) - len(text.rstrip("\n"))
    sign = "-" if not ends else "+" if ends > 1 or not text.strip("\n") else ""
    first = next((line for line in lines if line), "")
    depth = "2" if first.startswith((" ", "\t")) or not lines[0] else ""
    kept = lines[:-1] if ends else lines

    def body(pad: str) -> list[str]:
        return [f"|{depth}{sign}", *(pad + line if line else "" for line in kept)]

    try:
        trial = yaml.load("a:\n  b: " + "\n".join(body("    ")) + "\n", Loader=yaml.CSafeLoader)
    except yaml.YAMLError:
        return None
    return body(" " * indent) if trial == {"a": {"b": text}} else None
