"""How a record says which of its fields agencies write, and what characters each takes.

The loader, the JSON Schema and the data dictionary all read these marks; there is no second list of keys.
A field made by `written(...)` is a key of the YAML file; any other field is known from the path or computed.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Any


@dataclass(frozen=True, slots=True)
class OneLine:
    """Text as written, without a line break."""


@dataclass(frozen=True, slots=True)
class Pattern(OneLine):
    """One line that matches a regular expression; `meaning` says in Chinese what must stand there."""

    regex: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of a few words; `labels` maps each allowed word to the Chinese that readers see."""

    labels: tuple[tuple[str, str], ...]


def choice(labels: dict[str, str]) -> Choice:
    """The mark for a field that takes one of the keys of `labels`."""
    return Choice(tuple(labels.items()))


Line = Annotated[str, OneLine()]
Markdown = Annotated[str, None]
Day = Annotated[date, None]
_DAYS = r"(0[13578]|1[02])-(0[1-9]|[12]\d|3[01])|(0[469]|11)-(0[1-9]|[12]\d|30)|02-(0[1-9]|1\d|2[0-8])"
PartialDay = Annotated[str, Pattern(rf"\d{{4}}(-(0[1-9]|1[0-2])|-({_DAYS}|02-29))?", "日期：YYYY、YYYY-MM 或 YYYY-MM-DD")]
MonthDay = Annotated[str, Pattern(_DAYS, "每年都有的月-日，如 01-31")]
Slug = Annotated[str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*", "小写英文、数字，以连字符分隔")]
AgencyId = Annotated[str, Pattern(r"[a-z0-9]+(-[a-z0-9]+)*/[a-z0-9]+(-[a-z0-9]+)*", "“行政区划/机关”，如 huaibei/commerce")]
Key = Annotated[str, Pattern(r"[a-z][a-z0-9_]*", "小写英文、数字和下划线，以字母开头")]
Web = Annotated[str, Pattern(r"https?://[^\s<>\"'`\\]+", "以 http:// 或 https:// 开头的网址")]
Number = int | Decimal


def written(title: str, *, required: bool = False, default: Any = None, key: str = "", example: Any = None) -> Any:
    """A key that agencies write.

    title    the Chinese name of the field, used in messages, schema and data dictionary
    key      the key in the file when it cannot be the field's own name (`from`)
    """
    metadata = {"title": title, "required": required, "key": key, "example": example}
    return field(metadata=metadata) if required else field(default=default, metadata=metadata)
