"""Regions and agencies for the tests of the suggestions: enough of them that names collide, as they do in a province."""

from datetime import date

from generator.link import link
from generator.model.agency import Agency, FormerName
from generator.model.document import Document
from generator.model.region import Region
from generator.model.report import Report
from generator.model.settings import Settings
from generator.model.site import Content, Site
from generator.model.summary import Summary

TODAY = date(2026, 11, 22)
REGIONS = {     # id: name, level, parent
    "anhui": ("安徽省", "province", None), "huaibei": ("淮北市", "prefecture", "anhui"),
    "xiangshan": ("相山区", "county", "huaibei"), "luan": ("六安市", "prefecture", "anhui"),
    "jiangsu": ("江苏省", "province", None), "huaian": ("淮安市", "prefecture", "jiangsu"),
    "hongze": ("洪泽区", "county", "huaian"), "nanjing": ("南京市", "prefecture", "jiangsu"),
    "nanjing-gulou": ("鼓楼区", "county", "nanjing"), "fujian": ("福建省", "province", None),
    "fuzhou": ("福州市", "prefecture", "fujian"), "fuzhou-gulou": ("鼓楼区", "county", "fuzhou"),
    "pingtan": ("平潭综合实验区（平潭县）", "county", "fuzhou"), "chongqing": ("重庆市", "province", None),
    "yuzhong": ("渝中区", "county", "chongqing"), "inner-mongolia": ("内蒙古自治区", "province", None),
    "wulanchabu": ("乌兰察布市", "prefecture", "inner-mongolia"), "guangxi": ("广西壮族自治区", "province", None),
    "wuzhou": ("梧州市", "prefecture", "guangxi"), "enshi": ("恩施土家族苗族自治州", "prefecture", "hubei"),
    "hubei": ("湖北省", "province", None),
}
DEPARTMENTS = {
    "commerce": "商务局", "market-regulation": "市场监督管理局", "health": "卫生健康委员会", "education": "教育局",
    "reform": "发展和改革委员会", "human-resources": "人力资源和社会保障局", "housing": "住房和城乡建设局",
    "environment": "生态环境局", "planning": "自然资源和规划局", "emergency": "应急管理局", "insurance": "医疗保障局",
    "finance": "财政局", "civil-affairs": "民政局", "agriculture": "农业农村局", "audit": "审计局",
}
FULL = ("huaibei", "huaian", "luan", "wulanchabu", "wuzhou")
"""Regions that have all departments."""


def site() -> Site:
    """The synthetic portal."""
    found: dict[str, Agency] = {}
    papers: dict[str, Document] = {}

    def add(id: str, name: str, *years: int, kind: str = "department", **more: object) -> None:
        found[id] = Agency(id=id, file="", name=name, kind=kind, **more)    # type: ignore[arg-type]
        for year in years:
            papers[f"{id}/{year}"] = Report(agency=id, year=year, kind="report", file="", title=name, format="2021")

    for region, (name, *_) in REGIONS.items():
        if region in FULL:
            for folder, department in DEPARTMENTS.items():
                add(f"{region}/{folder}", name + department, *((2018, 2019, 2024) if region == "huaibei" else (2019, 2024)))
        if region not in ("pingtan", "hongze"):
            add(f"{region}/government", f"{name}人民政府", 2018, 2024, kind="government")
    add("hongze/government", "淮安市洪泽区人民政府", 2023, 2024, kind="government",
        former_names=(FormerName(name="洪泽县人民政府", until=2016),))
    add("anhui/commerce", "安徽省商务厅", 2024)
    add("jiangsu/commerce", "江苏省商务厅", 2024)
    add("anhui/health", "安徽省卫生健康委员会", 2024)
    add("pingtan/zone-committee", "平潭综合实验区管理委员会", 2019, 2022, kind="committee")
    add("pingtan/taxation", "国家税务总局平潭综合实验区税务局", 2018, kind="branch")
    add("pingtan/local-tax", "平潭综合实验区地方税务局", 2013, kind="branch", last_year=2017)
    add("wulanchabu/industry-commerce", "乌兰察布市工商行政管理局", 2018, last_year=2018, short_names=("市工商局",))
    add("yuzhong/education", "重庆市渝中区教育委员会", 2024)
    add("luan/culture", "六安市文化和旅游局", 2024, former_names=(FormerName(name="六安市文化广电新闻出版局", until=2018),))
    add("nanjing/city-management", "南京市城市管理局", 2024)
    add("nanjing-gulou/city-management", "南京市鼓楼区城市管理局", 2024)
    add("fuzhou-gulou/housing", "福州市鼓楼区住房和城乡建设局", 2024)
    id = "huaibei/commerce/2024-summary"
    papers[id] = Summary(agency="huaibei/commerce", year=2024, kind="summary", file="", title="总结")
    return linked(found, papers)


def linked(agencies: dict[str, Agency], papers: dict[str, Document], regions: dict[str, Region] | None = None) -> Site:
    """The site of these records."""
    settings = Settings(file="", title="示例", url="https://example.gov.cn/", organisation="示例")
    places = regions or {
        id: Region(id=id, file="", name=name, level=level, parent=parent) for id, (name, level, parent) in REGIONS.items()
    }
    made, findings = link(
        Content(settings=settings, regions=places, agencies=agencies, documents=papers, prose={}), TODAY)
    assert made, findings
    return made


def large(count: int) -> Site:
    """A province and more: `count` agencies in regions with invented names."""
    first, second = "淮庐宿蚌亳滁芜宣铜池黄马安阜六巢", "北南东西阳阴山水城州江河湖海源平"
    shires = [a + b for a in first for b in second]
    regions = {"province": Region(id="province", file="", name="示例省", level="province")}
    agencies: dict[str, Agency] = {}
    papers: dict[str, Document] = {}
    for at in range(count):
        number, which = divmod(at, len(DEPARTMENTS))
        home = f"shire-{number}"
        name = shires[number % len(shires)] + ("市", "县", "区")[number // len(shires) % 3]
        regions.setdefault(home, Region(id=home, file="", name=name, level="county", parent="province"))
        folder, department = list(DEPARTMENTS.items())[which]
        id = f"{home}/{folder}"
        agencies[id] = Agency(id=id, file="", name=name + department, kind="department", short_names=(f"{name[-1]}{department}",))
        for year in range(2019 + at % 4, 2025):
            papers[f"{id}/{year}"] = Report(agency=id, year=year, kind="report", file="", title=name, format="2021")
    return linked(agencies, papers, regions)
