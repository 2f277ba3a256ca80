"""`portal init`: a new repository that holds only content."""

import re
import subprocess
from pathlib import Path

import click

from generator import init, pipeline

NAME = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
NOBODY = "OWNER/PORTAL"
NOTHING = "0" * 40


@click.command(epilog="例：portal init reports --generator owner/portal --ref 0123456789abcdef0123456789abcdef01234567")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--generator", default=None, metavar="OWNER/REPO", help="GitHub 上的生成器仓库（默认：本程序的来源）。")
@click.option("--ref", default=None, metavar="COMMIT", help="生成器的提交号，40 位（默认：本程序的提交）。")
@click.option("--upgrade", is_flag=True, help="只把已有仓库的工作流换成这个提交的，其余不动。")
def command(folder: Path, generator: str | None, ref: str | None, upgrade: bool) -> None:
    """在空文件夹 DIR 中建立只放内容的仓库：示例内容、检查和发布的工作流、编辑器设置、议题和合并请求模板。"""
    if upgrade and not (folder / "content").is_dir():
        raise click.UsageError(f"{folder} 不是内容仓库：没有 content/")
    if not upgrade and folder.is_dir() and any(p.name != ".git" for p in folder.iterdir()):
        raise click.UsageError(f"{folder} 不是空文件夹")
    name = generator or (_written(folder, "generator") if upgrade else "") or _origin() or NOBODY
    commit = ref or _own("rev-parse", "HEAD") or NOTHING
    if not NAME.fullmatch(name) or not re.fullmatch(r"[0-9a-f]{40}", commit):
        raise click.UsageError("--generator 应为 owner/repository，--ref 应为 40 位提交号")
    for path, text in init.files(name, commit).items():
        if upgrade and not path.startswith(".github/workflows/"):
            continue
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    done = "已更新工作流；变动见生成器的 CHANGELOG" if upgrade else f"已建立 {folder}；下一步见 {folder / 'README.zh-CN.md'}"
    click.echo(done, err=True)
    if name == NOBODY or commit == NOTHING:
        click.echo("不知道生成器在 GitHub 上的仓库或提交（本程序不是从那里取得的）；用 GitHub 的工作流以前，请运行"
                   " portal init --upgrade --generator owner/portal --ref 提交号 .", err=True)


def _written(folder: Path, key: str) -> str:
    """What the workflows of the repository name as their generator, or as its commit (`generator-ref`)."""
    file = folder / ".github" / "workflows" / "check.yml"
    match = re.search(rf"(?m)^ +{key}: (\S+)$", file.read_text(encoding="utf-8")) if file.is_file() else None
    return match[1] if match and match[1] != NOBODY else ""


def _origin() -> str:
    """`owner/repository` of the repository this program runs from; "" when it is not on GitHub."""
    match = re.search(r"github\.com[:/]([^/]+/[^/]+?)(?:\.git)?$", _own("remote", "get-url", "origin"))
    return match[1] if match else ""


def _own(*command: str) -> str:
    """What git says of this program's own repository; "" when it was installed from a wheel, whatever repository that is in."""
    top = _git("rev-parse", "--show-toplevel")
    return _git(*command) if top and Path(top).resolve() == pipeline.HERE.resolve() else ""


def _git(*command: str) -> str:
    try:
        done = subprocess.run(["git", "-C", str(pipeline.HERE), *command], capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
