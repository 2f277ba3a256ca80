"""行政机关 agency."""

from dataclasses import dataclass
from typing import Annotated

from generator.model.contact import Contact
from generator.model.pickled import pickled
from generator.model.written import AgencyId, Line, PartialDay, Web, choice, written

KINDS = {
    "government": "人民政府",
    "committee": "开发区、新区管委会",
    "office": "政府办公厅（室）",
    "department": "政府部门",
    "branch": "垂直管理、派出机构",
    "township": "乡镇政府、街道办事处",
    "institution": "公共企事业单位",
}
AGGREGATING = ("government", "committee")       # kinds whose report adds up others unless it says otherwise
HOW = {"merged": "并入", "renamed": "更名为", "split": "分设为", "abolished": "撤销，职能划入"}


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerName:
    """A name the same body bore until the report year `until`, that year included."""

    name: Line = written("曾用名", required=True)
    until: int = written("最后使用年度", required=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Succession:
    """What became of a body. `agency` is one of the portal; `name` one that is not in it."""

    agency: AgencyId | None = written("承继机关")
    name: Line | None = written("承继机关名称（本平台未收录）")
    date: PartialDay | None = written("日期")
    how: Annotated[str, choice(HOW)] = written("方式", required=True)


@pickled
@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """`id` is `<region>/<folder>`. Years are report years; None = not known."""

    id: str
    file: str
    name: Line = written("名称", required=True, example="淮北市商务局")
    kind: Annotated[str, choice(KINDS)] = written("类别", required=True)
    short_names: tuple[Line, ...] = written("简称", default=())
    former_names: tuple[FormerName, ...] = written("曾用名", default=())
    parent: AgencyId | None = written("汇总其数据的机关", example="huaibei/government")
    succeeded_by: tuple[Succession, ...] = written("承继机关", default=())
    credit_code: Line | None = written("统一社会信用代码")
    website: Web | None = written("网站")
    contact: Contact | None = written("联系方式")
    maintainers: tuple[Line, ...] = written("维护人", default=())
    first_year: int | None = written("首个报告年度")
    last_year: int | None = written("最后报告年度")

    @property
    def region(self) -> str:
        """Id of the region the agency stands in."""
        return self.id.partition("/")[0]

    def name_in(self, year: int) -> str:
        """The name the body bore in the report year."""
        names = [f for f in self.former_names if year <= f.until]
        return min(names, key=lambda f: f.until).name if names else self.name
