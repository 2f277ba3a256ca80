"""The comments under three pull requests (good, faulty, hostile), as a reviewer sees them: Markdown, HTML and a picture each.

python bench/comments.py OUT

Runs the steps of check and preview as they stand in the workflows, on a scratch repository with three forks (tests/scratch).
The HTML is that of GitHub-flavoured Markdown, near enough to judge by; GitHub's own style is imitated.
"""

import sys
import tempfile
from pathlib import Path

from markdown_it import MarkdownIt
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.browser import ARGUMENTS, find_chromium  # noqa: E402
from tests.scratch import hub, three  # noqa: E402

STYLE = """body { font: 14px/1.5 system-ui, sans-serif; width: 760px; margin: 16px; color: #1f2328 }
table { border-collapse: collapse } td, th { border: 1px solid #d1d9e0; padding: 6px 13px }
tr:nth-child(2n) { background: #f6f8fa } code { background: #eff1f3; padding: .2em .4em; border-radius: 6px }
pre { background: #f6f8fa; padding: 12px; overflow: auto } pre code { background: none; padding: 0 }
blockquote { border-left: 4px solid #9a6700; margin: 0; padding: 0 1em } h2, h3 { border-bottom: 1px solid #d1d9e0b3 }"""


def main() -> None:
    """Write OUT/N.md, OUT/N.html and OUT/N.png."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        repository = hub.hub(Path(place) / "main", ROOT / "tests" / "portal" / "content")
        comments = three.comments(repository, three.judge(repository))
    markdown = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 800, "height": 600})
        for number, text in comments.items():
            (out / f"{number}.md").write_text(text, encoding="utf-8")
            page.set_content(f'<meta charset="utf-8"><style>{STYLE}</style>{markdown.render(text)}')
            (out / f"{number}.html").write_text(page.content(), encoding="utf-8")
            page.screenshot(path=out / f"{number}.png", full_page=True)
        browser.close()


if __name__ == "__main__":
    main()
