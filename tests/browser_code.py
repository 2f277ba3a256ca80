"""Runs modules of the browser's code in Node, where they are pure: what they say is compared with what the program says."""

import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from generator.exports._json import text

ASSETS = Path(__file__).parent.parent / "overrides" / "assets"
ASKED = 'import { readFileSync } from "node:fs";\nconst asked = JSON.parse(readFileSync(0, "utf8"));\n'


def answers(folder: Path, script: str, asked: Any) -> Any:
    """What the script answers: it imports modules by "./name.js", finds `asked`, and leaves its value in `answer`."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("NOT RUN: no node found")
    (folder / "code").mkdir()
    for module in ASSETS.glob("*.js"):
        shutil.copy(module, folder / "code")
    (folder / "code" / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    (folder / "code" / "run.js").write_text(f"{ASKED}{script}\nconsole.log(JSON.stringify(answer));\n", encoding="utf-8")
    done = subprocess.run([node, str(folder / "code" / "run.js")], input=text(asked).encode(), capture_output=True, check=False)
    assert not done.returncode, done.stderr.decode()
    return json.loads(done.stdout)
