"""The portal itself: `site.yml`."""

from dataclasses import dataclass
from typing import Annotated

from generator.model.contact import Contact
from generator.model.written import Line, MonthDay, Pattern, Web, choice, written

SEARCH = {"auto": "自动", "pagefind": "Pagefind", "ngram": "字词索引"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadlines:
    """Month and day of the year after the report year, by kind of agency."""

    department: MonthDay | None = written("部门")
    township: MonthDay | None = written("乡镇街道")
    government: MonthDay | None = written("人民政府")


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every page of the portal shows of its operator."""

    file: str
    title: Line = written("平台名称", required=True)
    url: Web = written("网址", required=True, example="https://example.gov.cn/portal/")
    organisation: Line = written("主办单位", required=True)
    operator: Line | None = written("承办单位")
    contact: Contact | None = written("联系方式")
    site_id_code: Annotated[str, Pattern(r"\d{10}|\d{12}|bm\d{8}", "十位数字或 bm 加八位数字")] | None = written("网站标识码")
    icp: Line | None = written("ICP备案号")
    public_security: Line | None = written("公安备案号")
    repository: Web | None = written("代码仓库")
    deadlines: Deadlines | None = written("发布时限")
    search: Annotated[str, choice(SEARCH)] = written("搜索", default="auto")
