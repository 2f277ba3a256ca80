"""Records pickled by their slots: dataclasses ask for their fields by name, for every record anew, which takes twice as long.

Every record of a build goes from the process that read it to the one that links, and into the cache.
"""

from collections.abc import Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def pickled(cls: type[T]) -> type[T]:
    """The frozen dataclass with slots, its state a tuple of its fields, of which there are several."""
    names = [field.name for field in fields(cls)]       # type: ignore[arg-type]
    values = attrgetter(*names)
    put = [getattr(cls, name).__set__ for name in names]

    def state(self: T) -> Any:
        return values(self)

    def restore(self: T, state: Sequence[Any]) -> None:
        for into, value in zip(put, state, strict=True):
            into(self, value)

    vars_: Any = cls
    vars_.__getstate__, vars_.__setstate__ = state, restore
    return cls
