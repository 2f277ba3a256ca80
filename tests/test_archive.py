"""Compressed pieces put together again without their text."""

import gzip
import io
import zipfile
import zlib

from generator.exports._archive import Stream, after, joined, members


def test_pieces_of_files_make_a_file_with_the_right_checksum() -> None:
    """Of none, one and many bytes."""
    head, texts = b"a,b\r\n", [b"", b"1", "一,二\r\n".encode() * 10_000, bytes(range(256)) * 999]
    whole = Stream(head)
    for text in texts:
        rest = after(Stream(head, text).gzip(), head)
        assert (rest.size, rest.crc, rest.text()) == (len(text), zlib.crc32(text), text)
        whole.join(rest)
    assert gzip.decompress(whole.gzip()) == head + b"".join(texts)


def test_members_of_an_archive_are_taken_out_as_they_were_put_in() -> None:
    archive = joined({"一": Stream(b"one", b"two"), "none": Stream()})
    assert zipfile.ZipFile(io.BytesIO(archive)).read("一") == b"onetwo"
    assert joined(members(archive)) == archive
