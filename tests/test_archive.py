"""Compressed pieces put together again without their text."""

import gzip
import zlib

from generator.exports._archive import Stream, after, deflate


def _stream(*texts: bytes) -> Stream:
    stream = Stream()
    for text in texts:
        stream.add(text, deflate(text))
    return stream


def test_pieces_of_files_make_a_file_with_the_right_checksum() -> None:
    """Of none, one and many bytes."""
    head, texts = b"a,b\r\n", [b"", b"1", "一,二\r\n".encode() * 10_000, bytes(range(256)) * 999]
    whole = _stream(head)
    for text in texts:
        rest = after(_stream(head, text).gzip(), head)
        assert (rest.size, rest.crc, rest.text()) == (len(text), zlib.crc32(text), text)
        whole.join(rest)
    assert gzip.decompress(whole.gzip()) == head + b"".join(texts)
