"""只有机关自己的维护人可以改动本机关的文件。

合并请求改动的每个机关文件夹，提交人都应在该机关**已公布的** `agency.yml` 的 `maintainers` 中；请求本身新加的维护人要等合并
以后才算。新的机关、没有写维护人的机关，以及行政区划、平台设置和页面，由平台维护人允许后才能改动（加标签“允许跨机关”，
即 `--allow-foreign`）。团队（`@组织/团队`）的成员无从得知，也须允许。删去或移走已公布的文件，会使公众引用的网址和数字失效，
本机关的维护人也须经平台维护人允许。只在写明提交人时检查（`portal check --changed-from … --author …`）。

PASS:
    --- regions/area/agency/agency.yml
    maintainers: ["@Zhang-San", "@li"]
    --- author
    zhang-san
    --- regions/area/agency/2024.yml
    published: 2025-01-20

PASS:
    --- regions/area/agency/2024.yml
    published: 2025-01-20

FAIL 1:1: “wang”不在“示例机关”的维护人（@li）中:
    --- regions/area/agency/agency.yml
    maintainers: ["@li"]
    --- author
    wang
    --- regions/area/agency/2024.yml
    published: 2025-01-20

FAIL 1:1: 只有平台维护人可以改动:
    --- author
    wang
    --- regions/area/region.yml
    name: 示例市
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.model.changes import Changes
from generator.model.finding import Finding

SEVERITY = "error"
SCOPE = "change"
AGENCY = 5      # parts of the path of a file of an agency: content/regions/<region>/<agency>/<file>
DOCUMENT = re.compile(r"/\d{4}(-[a-z]+)?\.yml$")
REMEDY = "请撤回对它的改动；确须改动的，由平台维护人加标签“允许跨机关”"


def check(changes: Changes) -> Iterator[Finding]:
    """One finding for each agency that the author may not change, or may not take so much from, and for each other file."""
    if not changes.author:
        return
    there = {document.file for document in changes.after.documents.values()}
    folders: dict[str, list[str]] = defaultdict(list)
    for file in sorted(changes.files):
        parts = file.split("/")
        inside = len(parts) >= AGENCY and parts[1] == "regions"
        folders["/".join(parts[2:4]) if inside else ""].append(file)
    for id, files in folders.items():
        if not id:
            yield from (_finding(f, changes.author, "这个文件只有平台维护人可以改动") for f in files)
            continue
        owners = changes.owners.get(id)
        agency = changes.after.agencies.get(id)
        name = agency.name if agency else id
        if changes.author.lower() in {o.removeprefix("@").lower() for o in owners or ()}:
            if gone := [f for f in files if DOCUMENT.search(f) and f not in there]:
                yield _finding(gone[0], changes.author, f"“{name}”已公布的文件被删去或移走，共 {len(gone)} 份")
            continue
        more = f"，共改动 {len(files)} 个文件" if len(files) > 1 else ""
        if owners is None:
            why = f"“{name}”是新的机关，须由平台维护人允许{more}"
        elif not owners:
            why = f"“{name}”没有写维护人，只有平台维护人可以改动{more}"
        else:
            why = f"提交人“{changes.author}”不在“{name}”的维护人（{'、'.join(owners)}）中{more}"
        yield _finding(files[0], changes.author, why)


def _finding(file: str, author: str, message: str) -> Finding:
    return Finding(file=file, line=1, column=1, found=author, message=message, remedy=REMEDY)
