"""gzip and ZIP files with the same bytes every time: no clock, no names of machines.

A piece of text is compressed once and can then stand in any number of files (a deflate stream that ends on a full flush
can be followed by another), so that bulk files by year, by region and of all cost no more than one of them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from functools import cache

LEVEL = 6
GZIP = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
END = b"\x03\x00"                       # an empty last block


class Stream:
    """Pieces one after the other, with the checksum of all their text."""

    __slots__ = ("crc", "pieces", "size")

    def __init__(self, *texts: bytes) -> None:
        self.pieces: list[bytes] = []
        self.crc = self.size = 0
        for text in texts:
            self.add(text, deflate(text))

    def add(self, text: bytes, compressed: bytes) -> None:
        """`compressed` is `deflate(text)`."""
        self.crc = zlib.crc32(text, self.crc)
        self.size += len(text)
        self.pieces.append(compressed)

    def join(self, other: "Stream") -> None:
        """All of another stream."""
        self.crc = _shifted(self.crc, other.size) ^ other.crc
        self.size += other.size
        self.pieces += other.pieces

    def text(self) -> bytes:
        """What it holds."""
        return zlib.decompress(b"".join((*self.pieces, END)), -15)

    def gzip(self) -> bytes:
        """One gzip member."""
        return b"".join((GZIP, *self.pieces, END, struct.pack("<II", self.crc, self.size & 0xFFFFFFFF)))


def deflate(text: bytes) -> bytes:
    """The text compressed so that more can follow."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)


def after(file: bytes, head: bytes) -> Stream:
    """What follows a first piece of text, of which only the text is given, in what `gzip` made."""
    crc, size = struct.unpack("<II", file[-8:])
    rest = Stream()
    rest.pieces = [file[len(GZIP) + len(deflate(head)):-8 - len(END)]]
    rest.size = size - len(head)
    rest.crc = crc ^ _shifted(zlib.crc32(head), rest.size)
    return rest


# A checksum is a polynomial over GF(2), modulo POLYNOMIAL, its highest power in the lowest bit; a byte more is a shift by eight.
POLYNOMIAL = 0xEDB88320


def _shifted(crc: int, size: int) -> int:
    """What a checksum contributes to that of a text which goes on for so many bytes (zlib's crc32_combine)."""
    for bit in range(size.bit_length()):
        if size >> bit & 1:
            crc = _product(_power(bit), crc)
    return crc


@cache
def _power(bit: int) -> int:
    """A shift by 2 ** bit bytes."""
    return _product(_power(bit - 1), _power(bit - 1)) if bit else 1 << 23


def _product(one: int, other: int) -> int:
    found = 0
    for bit in range(31, -1, -1):
        if one >> bit & 1:
            found ^= other
        other = other >> 1 ^ (POLYNOMIAL if other & 1 else 0)
    return found


def joined(streams: Mapping[str, Stream]) -> bytes:
    """A ZIP file whose members are already compressed."""
    out, central = [], []
    offset = 0
    for name, stream in streams.items():
        data = b"".join((*stream.pieces, END))
        raw = name.encode()
        fields = struct.pack("<HHHHHIIIHH", 20, 0x800, 8, 0, 0x21, stream.crc, len(data), stream.size, len(raw), 0)
        out += [b"PK\x03\x04", fields, raw, data]
        central.append(b"PK\x01\x02" + struct.pack("<H", 20) + fields + struct.pack("<HHHII", 0, 0, 0, 0, offset) + raw)
        offset += 4 + len(fields) + len(raw) + len(data)
    listing = b"".join(central)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, len(central), len(central), len(listing), offset, 0)
    return b"".join((*out, listing, end))


def members(archive: bytes) -> dict[str, Stream]:
    """What `joined` put together."""
    found = {}
    for info in zipfile.ZipFile(io.BytesIO(archive)).infolist():
        stream = found[info.filename] = Stream()
        start = info.header_offset + 30 + len(info.filename.encode())
        stream.pieces = [archive[start:start + info.compress_size - len(END)]]
        stream.size, stream.crc = info.file_size, info.CRC
    return found
