"""The page of a repository host to which the form leads: what its address holds, and that it is never longer than hosts take."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser_code import answers

RUN = """
import { place } from "./submit-host.js";
const answer = asked.map(([repository, contents, exists]) => place(repository, "content/regions/a/b/2025.yml", contents, exists));
"""
FILE = "title: 某局#1 & 2+3 %41 = \"引号\" '单'; {a: [1, 2]}\n\n  # 注\n"
NEW = {
    "https://github.com/o/r.git": ("https://github.com/o/r/new/main?filename=", 0),
    "https://ghe.example.gov.cn/o/r/": ("https://ghe.example.gov.cn/o/r/new/main?filename=", 0),
    "https://gitea.example.gov.cn/o/r": ("https://gitea.example.gov.cn/o/r/_new/main/?filename=", 0),
    "https://gitlab.example.gov.cn/o/r": ("https://gitlab.example.gov.cn/o/r/-/new/main?file_name=", -1),
    "https://gitee.com/o/r": ("https://gitee.com/o/r/new/main", -1),
}


def test_each_host_gets_what_it_takes(tmp_path: Path) -> None:
    """GitHub and Gitea path and content, GitLab the path; a file that is there is opened to be changed."""
    asked = [[repository, [FILE], False] for repository in NEW] + [[repository, [FILE], True] for repository in NEW]
    found = answers(tmp_path, RUN, asked)
    for one, (start, held) in zip(found, NEW.values(), strict=False):
        assert one["url"].startswith(start) and one["held"] == held
        if held == 0:
            assert parse_qs(urlsplit(one["url"]).query) == {"filename": ["content/regions/a/b/2025.yml"], "value": [FILE]}
    edits = [one["url"].partition("/o/r/")[2] for one in found[len(NEW):]]
    assert edits == [f"{way}/main/content/regions/a/b/2025.yml" for way in ("edit", "edit", "_edit", "-/edit", "edit")]


@pytest.mark.parametrize(("lengths", "held"), [((10, 5), 0), ((9000, 5), 1), ((9000, 9000), -1), ((881, 880), 1), ((880, 5), 0)])
def test_the_address_is_never_too_long(tmp_path: Path, lengths: tuple[int, int], held: int) -> None:
    """A Chinese character takes nine bytes of it; the shorter form goes where the whole one does not."""
    contents = ["公" * length for length in lengths]
    [found] = answers(tmp_path, RUN, [["https://github.com/o/r", contents, False]])
    assert found["held"] == held and len(found["url"]) <= 8000 and found["named"]
