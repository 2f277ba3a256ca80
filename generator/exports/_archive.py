"""gzip and ZIP files with the same bytes every time: no clock, no names of machines.

A piece of text is compressed once and can then stand in any number of files (a deflate stream that ends on a full flush
can be followed by another), so that bulk files by year, by region and of all cost no more than one of them.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping

LEVEL = 6
NEVER = (1980, 1, 1, 0, 0, 0)           # the first day a ZIP file knows
END = b"\x03\x00"                       # an empty last block


class Stream:
    """Pieces one after the other, with the checksum of all their text."""

    __slots__ = ("crc", "pieces", "size")

    def __init__(self) -> None:
        self.pieces: list[bytes] = []
        self.crc = self.size = 0

    def add(self, text: bytes, compressed: bytes) -> None:
        """`compressed` is `deflate(text)`."""
        self.crc = zlib.crc32(text, self.crc)
        self.size += len(text)
        self.pieces.append(compressed)

    def gzip(self) -> bytes:
        """One gzip member."""
        head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
        return b"".join((head, *self.pieces, END, struct.pack("<II", self.crc, self.size & 0xFFFFFFFF)))


def deflate(text: bytes) -> bytes:
    """The text compressed so that more can follow."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -15)
    return packer.compress(text) + packer.flush(zlib.Z_FULL_FLUSH)


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


def zipped(members: Iterable[tuple[str, Iterable[bytes]]]) -> bytes:
    """A ZIP file of members given in chunks, compressed as they come."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        for name, chunks in members:
            info = zipfile.ZipInfo(name, NEVER)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 3
            with archive.open(info, "w", force_zip64=False) as out:
                for chunk in chunks:
                    out.write(chunk)
    return buffer.getvalue()
