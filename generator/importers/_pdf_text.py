"""Characters of a PDF page as text: lines, cells, what is struck out or raised."""

from statistics import median
from typing import Any

THIN = 3.0          # a filled rectangle thinner than this is a line
PADDING = 13.0      # white space at both sides of a cell, at most
RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
Box = tuple[float, float, float, float]


def box(o: dict[str, Any]) -> Box:
    """The place of an object."""
    return o["x0"], o["top"], o["x1"], o["bottom"]


def strikes(page: Any) -> set[Box]:
    """Lines through the middle of characters: what they cross is struck out."""
    thin = [o for o in (*page.lines, *page.rects, *page.curves) if o["bottom"] - o["top"] <= THIN < o["x1"] - o["x0"]]
    return {box(o) for o in thin if any(crosses(box(o), c) for c in page.chars)}


def crosses(line: Box, char: dict[str, Any]) -> bool:
    """The line goes through the middle of the character."""
    height = char["bottom"] - char["top"]
    middle, y = (char["x0"] + char["x1"]) / 2, (line[1] + line[3]) / 2
    return bool(line[0] <= middle <= line[2] and char["top"] + height * 0.25 < y < char["bottom"] - height * 0.2)


def cell_text(page: Any, place: Box, struck: set[Box]) -> tuple[str, str]:
    """(text, why it is doubtful). A number that the width of its cell broke over lines is whole again."""
    chars = [c for c in page.chars
             if place[0] <= (c["x0"] + c["x1"]) / 2 < place[2] and place[1] <= (c["top"] + c["bottom"]) / 2 < place[3]]
    kept = [c for c in chars if not any(crosses(line, c) for line in struck)]
    text = ""
    rows = lines(kept)
    usual = max((c["size"] for c in kept), default=0.0)
    for n, line in enumerate(rows):
        words = line_text(line, usual).strip()
        room = place[2] - place[0] - (rows[n - 1][-1]["x1"] - rows[n - 1][0]["x0"]) if n else 0.0
        forced = n and text[-1:].isdigit() and words[:1].isdigit() and room < line[0]["x1"] - line[0]["x0"] + PADDING
        text += words if forced else f"\n{words}"
    return text.strip(), "有划去的文字，未读" if len(kept) < len(chars) else ""


def lines(chars: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Characters by line, from top to bottom, each line from left to right."""
    made: list[list[dict[str, Any]]] = []
    for char in sorted(chars, key=lambda c: ((c["top"] + c["bottom"]) / 2, c["x0"])):
        middle = (char["top"] + char["bottom"]) / 2
        line = made[-1] if made else None
        if line and abs(middle - median((c["top"] + c["bottom"]) / 2 for c in line)) < max(char["size"], line[0]["size"]) * 0.5:
            line.append(char)
        else:
            made.append([char])
    return [sorted(line, key=lambda c: c["x0"]) for line in made]


def line_text(line: list[dict[str, Any]], usual: float = 0.0) -> str:
    """The characters of a line; small raised digits stay raised. `usual`: the size of characters beside the line."""
    text, before = "", None
    for char in line:
        if before is not None and char["x0"] - before["x1"] > max(before["size"], char["size"]) * 0.6 and not text.endswith(" "):
            text += " "
        size = max(usual, before["size"] if before is not None else 0.0)
        small = char["text"].isdigit() and char["size"] < size * 0.75
        text += char["text"].translate(RAISED) if small else char["text"]
        before = before if small else char
    return text
