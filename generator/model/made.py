"""What is known of a file once it is made."""

import hashlib
from typing import NamedTuple


class Made(NamedTuple):
    """Size in bytes and SHA-256 in hex."""

    size: int
    sha256: str

    @classmethod
    def of(cls, data: bytes) -> "Made":
        """Of the file's content."""
        return cls(len(data), hashlib.sha256(data).hexdigest())
