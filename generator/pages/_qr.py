"""An address as a QR code in SVG: black on white in every colour scheme.

Placing bits, checksums (Reed–Solomon) and the mask are all linear over bits: the code of a text is the code of as many
zero bytes, with the modules turned that each of its bytes turns. So a site's thousands of codes are sums of a few hundred
patterns that segno made; to have segno make each would take as long as all the rest of a page. The mask is one for all:
readers learn it from the code.
"""

import re
from functools import cache

import segno
from markupsafe import Markup

MASK = 2
QUIET = 2       # white modules around: on a white page more are there anyhow
RUN = re.compile("1+")


def svg(address: str) -> Markup:
    """The code as inline SVG with an accessible name."""
    size, modules = code(address)
    width = size + 2 * QUIET
    rows = f"{modules:0{size * size}b}"
    path, x, y = [], 0, 0
    for line in range(size):
        for run in RUN.finditer(rows, line * size, (line + 1) * size):
            start, end = run.span()
            column = start - line * size
            path.append(f"m{column - x} {line - y}h{end - start}")
            x, y = column + end - start, line
    return Markup(
        f'<svg role="img" aria-label="本页地址的二维码" viewBox="0 0 {width} {width}"><path fill="#fff" d="M0 0h{width}v{width}'
        f'h-{width}z"/><path stroke="#000" d="M{QUIET} {QUIET}.5{"".join(path).removeprefix("m0 0")}"/></svg>')


def code(text: str) -> tuple[int, int]:
    """Modules a side, and all modules row by row as the bits of one number, 1 = black."""
    data = text.encode()
    version, size, modules = _zeros(len(data))
    turned = _turned(version)
    for place, byte in enumerate(data):
        change = turned.get((place, byte))
        if change is None:
            alone = bytes(place) + bytes([byte]) + bytes(len(data) - place - 1)
            change = turned[place, byte] = _made(alone)[2] ^ _zeros(len(data))[2]
        modules ^= change
    return size, modules


@cache
def _turned(version: str) -> dict[tuple[int, int], int]:
    """What a byte at a place turns in codes of this version and level, as far as it was asked for."""
    return {}


@cache
def _zeros(length: int) -> tuple[str, int, int]:
    return _made(bytes(length))


def _made(data: bytes) -> tuple[str, int, int]:
    """Version and level, modules a side, modules."""
    made = segno.make(data, error="m", mode="byte", micro=False, mask=MASK)
    return made.designator, len(made.matrix), int("".join("01"[module] for row in made.matrix for module in row), 2)
