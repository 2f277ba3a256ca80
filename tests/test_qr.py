"""QR codes as sums of patterns are those that segno makes, and the picture shows them."""

import struct
import zlib
from base64 import b64decode

import segno

from generator.pages import _qr


def _segno(data: bytes) -> list[str]:
    made = segno.make(data, error="m", mode="byte", micro=False, mask=_qr.MASK)
    return ["".join("01"[m] for m in row) for row in made.matrix]


def _modules(code: _qr.Code) -> list[str]:
    """Row by row, 1 = black, without the margin, which is white."""
    wide = code.size + 2 * _qr.QUIET
    digits = f"{code.pixels:x}"
    across = len(digits) // wide
    rows = [digits[n:n + across].replace("f", ".").replace("0", "1").replace(".", "0") for n in range(0, len(digits), across)]
    inner = [row[_qr.QUIET:_qr.QUIET + code.size] for row in rows[_qr.QUIET:-_qr.QUIET]]
    assert "".join(rows).count("1") == "".join(inner).count("1")
    return inner


def test_codes_are_those_of_segno() -> None:
    """Every module, over lengths that change version, level and number of blocks, with characters beyond ASCII too."""
    for length in (0, 7, 8, 30, 31, 60, 61, 90, 130, 200, 260):
        address = "https://示例.gov.cn/portal/" + "bz-9/"[: length % 5 + 1] * length
        data = address[: 12 + length].encode()
        assert _modules(_qr.code(data.decode())) == _segno(data), address


def test_codes_of_a_folder_in_any_order() -> None:
    """What addresses of a folder share is worked out once."""
    for name in ("", "2021/", "2022/", "2021-plan/", "2022-plan/", "x/2021/", "2021/"):
        address = f"https://example.gov.cn/portal/example-city/commerce/{name}"
        assert _modules(_qr.code(address)) == _segno(address.encode()), name


def test_the_picture_shows_the_code() -> None:
    """Read back pixel by pixel: a quiet zone, and each module a square."""
    address = "https://example.gov.cn/portal/example-city/commerce/2021/"
    png = b64decode(str(_qr.image(address)).partition("base64,")[2].partition('"')[0])
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    assert (depth, colour) == (1, 0)
    at = png.index(b"IDAT")
    raw = zlib.decompress(png[at + 4:at + 4 + int.from_bytes(png[at - 4:at], "big")])
    rows, above = [], bytes(-(-width // 8))
    for n in range(height):
        line = raw[n * (len(above) + 1):(n + 1) * (len(above) + 1)]
        above = bytes((x + (y if line[0] == 2 else 0)) & 255 for x, y in zip(line[1:], above, strict=True))
        rows.append("".join(f"{byte:08b}" for byte in above)[:width])
    border = _qr.QUIET * _qr.SCALE
    assert {*rows[:border], *rows[-border:]} == {"1" * width}
    dark = [row[border:-border:_qr.SCALE].translate({48: "1", 49: "0"}) for row in rows[border:-border]]
    assert dark == [row for row in _segno(address.encode()) for _ in range(_qr.SCALE)]
    assert len(png) < 500
