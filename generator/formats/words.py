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
    "roll_up": "{cell}应为 {expected}（{members} 个机关之和），实为 {found}",
    "roll_up_least": "{cell}应不小于 {expected}（{members} 个机关中已报 {reported} 个的数），实为 {found}",
    "roll_up_many": "表“{table}”有 {count} 格与各机关之和不符，如{one}",
    "rows": "各行",
    "columns": "各列",
    "items": "“{row}”等 {count} 项",
}


def said(sentence: str, **filled: object) -> str:
    """The sentence with its places filled in."""
    return WORDS[sentence].format(**filled)
