"""How to reach an office."""

from dataclasses import dataclass

from generator.model.pickled import pickled
from generator.model.written import Line, written


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Only what the source prints."""

    office: Line | None = written("受理机构")
    phone: Line | None = written("电话", example="0561-3062132")
    fax: Line | None = written("传真")
    email: Line | None = written("电子邮箱")
    address: Line | None = written("地址")
    postcode: Line | None = written("邮政编码", example="223100")
    hours: Line | None = written("办公时间")
