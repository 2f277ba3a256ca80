"""The site's own CSS and JavaScript in one folder that has the hash of its content in its name.

    folder(files)   `assets/immutable/<hash>`: what pages name as PORTAL_ASSETS (mkdocs.yml)
    placed(files)   path below the site → content: every file in that folder, the doors beside it

A host may let browsers keep such a folder for ever (`hosting/headers.yaml`), and a page never meets the scripts of another
build. One folder and not a hash for each name, so that modules import each other by plain relative addresses and nothing
is rewritten. `build/docs` built without the pipeline has the same files unhashed in `assets/`.
"""

import hashlib
from collections.abc import Mapping

PLACE = "assets/immutable"
DOORS = ("search.js",)      # modules that others import by an address which never changes


def folder(files: Mapping[str, bytes]) -> str:
    """Folder below the site for these files, by their names."""
    whole = hashlib.sha256()
    for name, content in sorted(files.items()):
        whole.update(f"{name}\0{len(content)}\0".encode() + content)
    return f"{PLACE}/{whole.hexdigest()[:12]}"


def placed(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Where the files stand on the site."""
    here = folder(files)
    doors = {f"assets/{name}": f'export * from "./{here.removeprefix("assets/")}/{name}";\n'.encode() for name in DOORS}
    return {f"{here}/{name}": content for name, content in files.items()} | doors


__all__ = ["DOORS", "PLACE", "folder", "placed"]
