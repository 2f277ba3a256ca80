"""What is said of a promise that is not kept: the words of `portal check`, of the pages and of the form in the browser.

A sentence is named after the kind of promise; `{…}` are filled in by `said` here and by `promises.js` in the browser.
"""

WORDS = {
    "cell": "“{row}”{column}",
    "sum": "{cell}应为 {expected}（{of}之和），实为 {found}",
    "balance": "{cell}应为 {expected}，实为 {found}：{left}之和为 {came}，{right}之和为 {went}",
    "balance_only": "{cell}实为 {found}：{left}之和为 {came}，{right}之和为 {went}",
    "at_most": "{cell}应不大于{whole}的 {limit}，实为 {found}",
    "at_least": "{cell}应不大于{of}之和 {limit}，实为 {found}",
    "equal": "{cell}应与{other}的 {expected} 相等，实为 {found}",
    "carry_over": "{cell}应为 {expected}（{year}年“{row}”），实为 {found}",
    "rows": "各行",
    "columns": "各列",
    "items": "“{row}”等 {count} 项",
}


def said(sentence: str, **filled: object) -> str:
    """The sentence with its places filled in."""
    return WORDS[sentence].format(**filled)
