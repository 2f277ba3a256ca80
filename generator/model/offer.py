"""What the portal offers as open data, for the pages that say so: known once the files are made."""

from dataclasses import dataclass, field

from generator.model.made import Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """A file below docs with what it holds."""

    path: str
    title: str
    made: Made


@dataclass(frozen=True, slots=True, kw_only=True)
class Resource:
    """A kind of file of the API. `template` has parameters in braces, `example` is one that is there ("" for none),
    `keys` are (key, type, meaning) of its object, or of an entry when it is a list.
    """

    title: str
    template: str
    example: str
    schema: str
    listed: bool
    keys: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Groups of bulk files by heading; the kinds of files of the API; what is promised of both."""

    groups: tuple[tuple[str, tuple[Download, ...]], ...] = ()
    resources: tuple[Resource, ...] = ()
    promise: str = ""
    files: int = 0
    size: int = field(default=0)
