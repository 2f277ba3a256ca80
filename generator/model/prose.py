"""A hand-written page of `content/pages`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """`name` is the file's name without `.md`; `text` is Markdown without its first heading, which is `title`."""

    name: str
    file: str
    title: str
    text: str
