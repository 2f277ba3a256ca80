"""An address as a QR code: a small picture in the page, black on white in every colour scheme.

Placing bits, checksums (Reed–Solomon) and the mask are all linear over bits: the code of a text is the code of as many
zero bytes, with the modules turned that each of its bits turns. segno makes the code of one zero, and knows which modules hold
data; what a bit turns is worked out here once for all texts of that version and level. To have segno make each code would take
longer than all the rest of a page. The mask is one for all: readers learn it from the code.
"""

import struct
import zlib
from base64 import b64encode
from collections.abc import Iterable
from functools import cache, lru_cache, reduce
from itertools import accumulate
from operator import xor
from typing import Any, NamedTuple

import segno
from markupsafe import Markup
from segno import consts

MASK = 2
QUIET = 2       # white modules around: on a white page more are there anyhow
SCALE = 4       # pixels a module, so that a printer that smooths pictures leaves it sharp; and a module is a hexadecimal digit
BITS = [[k for k in range(8) if byte & 0x80 >> k] for byte in range(256)]
DOUBLE = [byte << 1 ^ (0x11d if byte & 0x80 else 0) for byte in range(256)]        # in the field of the checksum
WINDOW, ZLIB = 14, b"\x78\x9c"        # ample for the largest code; to clear the usual one, which is said to be used, takes longer
LEVELS = "HQM"                  # of error correction, the highest first
WHITE = ord("f")
BYTES, FILLING = 4, b"\xec\x11"             # the mode, and what stands behind the data
DATA = (consts.TYPE_DATA_DARK, consts.TYPE_DATA_LIGHT)


class Code(NamedTuple):
    """`pixels`: the picture row by row, white margin and all, as the hexadecimal digits of one number: 0 = black, f = white. A
    digit is a module, and a row is filled up to whole bytes."""

    version: int
    level: str
    size: int
    pixels: int


def image(address: str) -> Markup:
    """The code as an `<img>` with an accessible name."""
    data = b64encode(png(code(address))).decode()
    return Markup(f'<img alt="本页地址的二维码" width="112" height="112" src="data:image/png;base64,{data}">')


def png(made: Code) -> bytes:
    """The code as a picture of one bit a pixel."""
    digits = _digits(made.size)
    rows = made.pixels.to_bytes((made.size + 2 * QUIET) * digits // 2, "big")
    again = (b"\2" + bytes(digits // 2)) * (SCALE - 1)       # lines as the one above
    lines = (again + b"\0").join([rows[start:start + digits // 2] for start in range(0, len(rows), digits // 2)])
    deflate = zlib.compressobj(wbits=WINDOW, strategy=zlib.Z_FILTERED)         # a sixth less than without
    packed = ZLIB + (deflate.compress(b"\0" + lines + again) + deflate.flush())[len(ZLIB):]
    return _begin(made.size) + _chunk(b"IDAT", packed) + END


@cache
def _begin(size: int) -> bytes:
    width = (size + 2 * QUIET) * SCALE
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, width, 1, 0, 0, 0, 0))


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


END = _chunk(b"IEND", b"")


def _digits(size: int) -> int:
    """Hexadecimal digits of a row of the picture, an even number."""
    return (size + 2 * QUIET + 1) // 2 * 2


def code(text: str) -> Code:
    """The code of an address."""
    data = text.encode()
    folder = data[:data.rfind(b"/", 0, -1) + 1]
    return _with(_begun(folder, len(data)), len(folder), data[len(folder):])


@lru_cache(maxsize=64)          # addresses of an agency's documents begin alike
def _begun(folder: bytes, length: int) -> Code:
    return _with(_zeros(length), 0, folder)


def _with(zeros: Code, place: int, data: bytes) -> Code:
    """The code with the data where there were zero bytes, from the place on."""
    version, level, size, pixels = zeros
    for at, byte in enumerate(data, place):
        pixels ^= _turns(version, level, at, byte)
    return Code(version, level, size, pixels)


@cache
def _zeros(length: int) -> Code:
    """The code of zero bytes: that of one, with the modules turned that the length turns, and the filling behind the bytes."""
    version, level = _kind(length)
    turned, code = _turned(version, level), _one(version, level)
    pixels = code.pixels
    for n, (was, now) in enumerate(zip(_data(version, level, 1), _data(version, level, length), strict=True)):
        pixels = reduce(xor, (turned[8 * n + bit] for bit in BITS[was ^ now]), pixels)
    return code._replace(pixels=pixels)


def _kind(length: int) -> tuple[int, str]:
    """Version and level of the code of so many bytes, as segno chooses them: the smallest version, and its highest level."""
    def fits(version: int, level: str) -> bool:
        return _room(version, level) >= _head(version) + 8 * length

    version = next((version for version in range(1, 41) if fits(version, LEVELS[-1])), None)
    if version is None:
        raise ValueError(f"no QR code holds an address of {length} bytes")
    return version, next(level for level in LEVELS if fits(version, level))


def _room(version: int, level: str) -> int:
    """Bits of data."""
    capacity: Any = consts.SYMBOL_CAPACITY
    return int(capacity[version][consts.ERROR_MAPPING[level]])


def _head(version: int) -> int:
    """Bits before the text: the mode and the length."""
    return 4 + (8 if version < 10 else 16)


def _data(version: int, level: str, length: int) -> bytes:
    """The data of zero bytes: mode and length, the bytes, four bits of end, and what fills the code, as segno has it."""
    head, room = _head(version), _room(version, level) // 8
    written = (BYTES << head - 4 | length) << 8 * length + 4
    return (written.to_bytes((head + 8 * length + 4) // 8, "big") + b"\0" + FILLING * room)[:room]


@cache
def _one(version: int, level: str) -> Code:
    """The code of one."""
    made = segno.make(bytes(1), error=level, mode="byte", micro=False, mask=MASK, version=version, boost_error=False)
    size = len(made.matrix)
    dark = [_place(size, x, y) for y, row in enumerate(made.matrix) for x, module in enumerate(row) if module]
    return Code(version, level, size, _picture(size, range((size + 2 * QUIET) * _digits(size))) ^ _picture(size, dark))


def _place(size: int, x: int, y: int) -> int:
    """Which digit of the picture is a module."""
    return (y + QUIET) * _digits(size) + x + QUIET


def _picture(size: int, places: Iterable[int]) -> int:
    """The modules at these places."""
    digits = bytearray(b"0") * ((size + 2 * QUIET) * _digits(size))
    for place in places:
        digits[place] = WHITE
    return int(digits, 16)


@cache
def _turns(version: int, level: str, place: int, byte: int) -> int:
    """The modules that the byte turns at its place in a text."""
    first = _head(version) + 8 * place
    turned = _turned(version, level)[first:first + 8]
    return reduce(xor, (turned[bit] for bit in BITS[byte]), 0)


@cache
def _turned(version: int, level: str) -> tuple[int, ...]:
    """For each bit of the data of a code, the modules that it turns: its own, and those of the checksum of its block."""
    size, order = 17 + 4 * version, _order(version)
    ecc: Any = consts.ECC
    blocks = [(b.num_data, b.num_total - b.num_data) for b in ecc[version][consts.ERROR_MAPPING[level]]
              for _ in range(b.num_blocks)]
    first = [0, *accumulate(data for data, _ in blocks)]            # bytes of the data, block after block
    rows = max(data for data, _ in blocks)                          # as they are sent: the first of each block, the second …
    sent = {place: n for n, place in enumerate((b, i) for i in range(rows) for b, (data, _) in enumerate(blocks) if i < data)}
    turned: list[int] = []
    for b, (data, checks) in enumerate(blocks):
        starts = [8 * (first[-1] + n * len(blocks) + b) for n in range(checks)]
        for i, checksum in enumerate(reversed(_remainders(data, checks))):
            byte: list[int] = []
            remainder = checksum
            for bit in reversed(range(8)):          # each is worth twice the one behind it
                turns = [order[at + k] for at, part in zip(starts, remainder, strict=True) for k in BITS[part]]
                byte.append(_picture(size, [order[8 * sent[b, i] + bit], *turns]))
                remainder = [DOUBLE[part] for part in remainder]
            turned += reversed(byte)
    return tuple(turned)


def _order(version: int) -> list[int]:
    """The places of the modules that hold data, in the order of the data: in pairs of columns from the right, up and down by
    turns."""
    zeros = segno.make(b"", error="l", mode="byte", micro=False, mask=MASK, version=version, boost_error=False)
    kinds = [list(row) for row in zeros.matrix_iter(border=0, verbose=True)]
    size, found, upwards = len(kinds), [], True
    kinds[8][size - 9] = consts.TYPE_DATA_DARK          # which segno takes for a ninth module of the format there
    for right in (*range(size - 1, 6, -2), 5, 3, 1):      # the column of the timing pattern is left out
        for y in range(size - 1, -1, -1) if upwards else range(size):
            found += [_place(size, x, y) for x in (right, right - 1) if kinds[y][x] in DATA]
        upwards = not upwards
    return found


def _times(a: int, b: int) -> int:
    """The product of two bytes in the field of the checksum."""
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = DOUBLE[a]
        b >>= 1
    return product


def _remainders(data: int, checks: int) -> list[list[int]]:
    """The checksums of a block whose data is 1 in one place and 0 else, from the last place to the first."""
    generator, root = [1], 1
    for _ in range(checks):
        generator = [a ^ _times(b, root) for a, b in zip([*generator, 0], [0, *generator], strict=True)]
        root = _times(root, 2)
    found = [generator[1:]]
    while len(found) < data:
        last = found[-1]
        found.append([a ^ _times(g, last[0]) for a, g in zip([*last[1:], 0], generator[1:], strict=True)])
    return found
