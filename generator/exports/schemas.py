"""JSON Schemas of the files that agencies write, where the first line of each file says that they are."""

import json
from collections.abc import Iterator

from generator.formats import EDITIONS
from generator.layout.schema import schemas
from generator.model.site import Site


def files(site: Site) -> Iterator[tuple[str, str]]:
    """`schema/<kind>.json`, one a kind of file."""
    for kind, schema in schemas(EDITIONS, site.settings.url).items():
        yield f"schema/{kind}.json", json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
