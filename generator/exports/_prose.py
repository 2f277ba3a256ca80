"""Markdown of a document as plain paragraphs, for files that are not web pages."""

import re

MARK = re.compile(r"^ {0,3}(#{1,6}|>|[-*+])\s+")
BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]+)\)")
ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|~<>])")


def paragraphs(text: str) -> list[str]:
    """A line is a paragraph, as on the page; marks of headings, lists, emphasis and links go, the words stay."""
    return [plain for line in text.split("\n") if (plain := _plain(line))]


def _plain(line: str) -> str:
    line = MARK.sub("", line)
    line = LINK.sub(r"\1（\2）", BOLD.sub(r"\2", line))
    return ESCAPED.sub(r"\1", line).strip()
