"""QR codes as sums of patterns are those that segno makes."""

import segno

from generator.pages import _qr


def test_codes_are_those_of_segno() -> None:
    """Every module, over lengths that change version and level, with characters beyond ASCII too."""
    for length in (0, 7, 8, 30, 31, 60, 61, 130):
        address = "https://示例.gov.cn/portal/" + "bz-9/"[: length % 5 + 1] * length
        data = address[: 12 + length].encode()
        made = segno.make(data, error="m", mode="byte", micro=False, mask=_qr.MASK)
        size, modules = _qr.code(data.decode())
        assert f"{modules:0{size * size}b}" == "".join("01"[m] for row in made.matrix for m in row), address


def test_the_drawing_is_that_of_segno() -> None:
    """The path of the SVG too."""
    address = "https://example.gov.cn/portal/example-city/commerce/2021/"
    made = segno.make(address.encode(), error="m", mode="byte", micro=False, mask=_qr.MASK)
    drawn = made.svg_inline(omitsize=True, border=_qr.QUIET, light="#fff", dark="#000", svgclass=None, lineclass=None)
    assert str(_qr.svg(address)).partition(" viewBox")[2] == drawn.partition(" viewBox")[2]
