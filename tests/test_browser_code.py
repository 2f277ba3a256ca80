"""The code of the browser is typed: TypeScript's checker reads the JSDoc of every file that begins with `// @ts-check`."""

import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
ASSETS = ROOT / "overrides" / "assets"
CHECKER = ROOT / "node_modules" / "typescript" / "bin" / "tsc"
SEARCH = sorted(ASSETS.glob("search*.js"))


@pytest.mark.parametrize("path", SEARCH, ids=lambda path: path.name)
def test_the_search_is_checked(path: Path) -> None:
    assert path.read_text("utf-8").startswith("// @ts-check\n")


def test_the_checker_finds_nothing() -> None:
    if not shutil.which("node") or not CHECKER.is_file():
        pytest.skip("NOT RUN: node or typescript is not installed")
    command = ["node", str(CHECKER), "--project", "tests/tsconfig.json"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
