"""Rows of a grid and rows of the form, in order: the pairs with the most likeness in all."""

from collections.abc import Iterator

from generator.formats import Row, TableForm
from generator.importers._labels import EXACT, alike, same

Pair = tuple[int, str, float]           # row of the grid, row key, likeness


def align(form: TableForm, labels: list[list[str]]) -> list[Pair]:
    """(row of the grid, row key, likeness), in order, with the most likeness in all."""
    keys = [key for key, row in form.rows.items() if row.columns or form.any_rows]
    like = [[_likeness(form.rows[key], form, label) for key in keys] for label in labels]
    for scores in like:
        if max(scores, default=0) >= EXACT:             # a row that is one of the form's is not like another
            scores[:] = [s if s >= EXACT else 0.0 for s in scores]
    best = [[0.0] * (len(keys) + 1) for _ in range(len(labels) + 1)]
    for i in range(len(labels) - 1, -1, -1):
        for j in range(len(keys) - 1, -1, -1):
            here = like[i][j]
            best[i][j] = max(best[i + 1][j], best[i][j + 1], here + best[i + 1][j + 1] if here else 0.0)
    pairs = list(_path(best, like, labels, keys))
    return sorted([*pairs, *_out_of_order(pairs, like, keys)])


def _out_of_order(pairs: list[Pair], like: list[list[float]], keys: list[str]) -> Iterator[Pair]:
    """Rows that stand elsewhere than in the form, but whose label is one row's alone."""
    rows, taken = {i for i, _, _ in pairs}, {key for _, key, _ in pairs}
    for i, scores in enumerate(like):
        fits = [j for j, score in enumerate(scores) if score >= EXACT]
        alone = len(fits) == 1 and sum(other[fits[0]] >= EXACT for other in like) == 1
        if alone and i not in rows and keys[fits[0]] not in taken:
            yield i, keys[fits[0]], min(scores[fits[0]], 1.0)


def _path(best: list[list[float]], like: list[list[float]], labels: list[list[str]],
          keys: list[str]) -> Iterator[Pair]:
    i = j = 0
    while i < len(labels) and j < len(keys):
        if like[i][j] and best[i][j] == like[i][j] + best[i + 1][j + 1]:
            yield i, keys[j], min(like[i][j], 1.0)
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1


def _likeness(row: Row, form: TableForm, label: list[str]) -> float:
    """How like the row's own label, a little more when the heading beside it is the form's too."""
    if not label:
        return 0.0
    own = max(alike(label[-1], row.label), alike(label[-1], row.short_label))
    parent = form.rows.get(row.parent or "")
    beside = parent is not None and len(label) > 1 and same(label[-2], parent.label) >= EXACT
    return own + 0.02 if own and beside else own
