"""A version of the content: the commit that made a file what it is."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

CHINA = timedelta(hours=8)


@dataclass(frozen=True, slots=True, order=True)
class Version:
    """`moment` in seconds since 1970 comes first, so that the greater of two versions is the later one."""

    moment: int
    commit: str

    @property
    def day(self) -> date:
        """The day of the commit in China."""
        return (datetime.fromtimestamp(self.moment, UTC) + CHINA).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What git says of a content folder. Nothing outside a repository; a file with changes not yet committed has no version.

    moved: path of a file that once stood in another folder, by the path it had there: what leads from old addresses to new ones.
    """

    head: Version | None = None
    files: dict[str, Version] = field(default_factory=dict)         # by path, as `Document.file`
    moved: dict[str, str] = field(default_factory=dict)
