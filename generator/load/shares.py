"""Content in shares of about the same size, each of whole regions: what one machine of several builds."""

from collections import Counter
from datetime import date
from pathlib import Path

from generator.load import tree

EACH = 5_000        # documents that one machine makes in a few minutes


def advised(folder: Path, today: date, each: int = EACH) -> int:
    """Into how many shares to divide: as few as hold at most `each` documents, and no more than there are regions."""
    found = [item for item in tree.walk(folder, today.year + 1).found if item.region]
    return max(1, min(-(-sum(item.year > 0 for item in found) // each), len({item.region for item in found})))


def shares(folder: Path, today: date, number: int) -> list[frozenset[str]]:
    """Names of the files (as findings write them) of each share; those of no region belong to the first.

    The same folder gives the same shares: the largest region goes to the share that is smallest so far.
    """
    found = tree.walk(folder, today.year + 1).found
    sizes = Counter(item.region for item in found if item.region)
    filled = [0] * number
    share_of = {"": 0}
    for region, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0])):
        smallest = filled.index(min(filled))
        share_of[region] = smallest
        filled[smallest] += size
    return [frozenset(i.file for i in found if share_of[i.region] == n) for n in range(number)]
