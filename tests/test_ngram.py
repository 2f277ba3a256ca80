"""The n-gram index: its texts are those of the tokens, its files can be read again and give what stands on the pages."""

import itertools
import json
import random
import shutil
import zlib
from functools import partial
from itertools import accumulate
from pathlib import Path

import numpy as np
import pytest

from generator import addresses, pipeline, search
from generator.model.page import Heading, Page, Searchable
from generator.search import ngram, tokens
from generator.search.ngram.gram import grams, numbers, shards_of, spelled
from generator.search.ngram.index import Index
from generator.search.ngram.shards import Encoded, number_of_shards
from generator.search.ngram.texts import Texts, words
from tests.browser.small_portal import PAGES
from tests.conftest import TODAY
from tests.test_search import REPORT, SENTENCES

CHARS = "政務公开13.59 aB.é,，。、“”（）()【】《》〔〕[]{}·—_|~^@`\\\t\n\u3000\u200b𠮷①２％/#…<&>-'："


def blocks() -> list[str]:
    chance = random.Random(1)
    made = ["".join(chance.choices(CHARS, k=chance.randint(0, 24))) for _ in range(3000)]
    return ["", "。", *SENTENCES, *made]


def test_texts_are_those_of_the_tokens() -> None:
    """What is shown is the tokens without the spaces between; what is searched, their letters."""
    codes = sorted(tokens.codes().values(), key=len, reverse=True)
    for block in blocks():
        own = tokens.tokens(block.replace("\t", " ").replace("\n", " ").replace("\u3000", " "))
        texts = Texts.of(Searchable(headings=(Heading(id="", text=block),), filters={}))
        assert texts.shown == "".join(own), block
        bare = texts.shown
        for code in codes:
            bare = bare.replace(code, "")
        letters = "".join(c for c in bare if c.isalnum() or c == ".").lower()
        assert texts.words == letters, block


def test_words_of_a_block() -> None:
    assert words("臺北市２０１８年，收费1.3亿元（ＷＴＯ）。") == "台北市2018年收费1.3亿元wto"
    assert words("a. b c.d") == "abc.d"


def test_blocks_and_anchors() -> None:
    assert REPORT.texts
    texts = Texts.of(REPORT.texts)
    assert texts.words.count("\n") == texts.shown.count("\n") == 5
    assert texts.anchors == ((1, "一政务公开落实情况"), (4, '二"<'))


def test_grams() -> None:
    expected = {"2", "0", "1", "8", "年", "20", "01", "18", "8年", "201", "018", "18年", "2018"}
    assert set(spelled(grams("2018年"))) == expected
    assert {gram for gram in spelled(grams("训3次\n5天")) if len(gram) > 2} == {"训3次"}
    assert set(spelled(grams("𠮷1.5𠮷"))) == {"𠮷", "1", ".", "5", "𠮷1", "1.", ".5", "5𠮷", "𠮷1.", "1.5", ".5𠮷"}
    assert all(len(grams(text)) == 0 for text in ("", "\n", "\n\n\n\n\n"))


def shard_of(gram: str, shards: int) -> int:
    """As search-ngram.js reckons."""
    number = 0x811C9DC5
    for char in gram:
        number = (number ^ ord(char)) * 0x01000193 & 0xFFFFFFFF
    return number % shards


def test_shards_of_grams() -> None:
    found = grams("政务公开2018年𠮷3.5")
    assert shards_of(found, 8).tolist() == [shard_of(gram, 8) for gram in spelled(found)]


def written(index: Index) -> list[bytes]:
    """All shards."""
    encoded = Encoded.of(index)
    count = number_of_shards(encoded.weight)
    return list(encoded.shards(count, np.arange(count)))


def read(index: Index) -> dict[str, list[int]]:
    """Numbers of the pages by gram."""
    found: dict[str, list[int]] = {}
    shards = written(index)
    for at, shard in enumerate(shards):
        length = int.from_bytes(shard[:4], "little")
        names = shard[4:4 + length].decode().split("\n") if length else []
        numbers = shard[4 + length:]
        place = 0

        def number() -> int:
            nonlocal place
            value = shift = 0
            while True:
                byte = numbers[place]       # noqa: B023 - called within this round only
                place += 1
                value |= (byte & 0x7F) << shift
                if byte < 0x80:
                    return value
                shift += 7

        sizes = [number() for _ in names]
        for name, size in zip(names, sizes, strict=True):
            assert shard_of(name, len(shards)) == at
            end, page = place + size, 0
            pages: list[int] = []
            while place < end:
                first = number()
                length = number() + 2 if first & 1 else 1
                pages += range(page + (first >> 1), page + (first >> 1) + length)
                page = pages[-1] + 1
            found[name] = pages
    return found


@pytest.mark.parametrize("size", [0, 1, 2, 40])
def test_index_gives_the_pages_of_every_gram(size: int) -> None:
    chance = random.Random(size)
    texts = ["\n".join("".join(chance.choices("政务公开2019.𠮷", k=8)) for _ in range(2)) for _ in range(size)]
    found = read(Index.of(texts))
    expected = {gram for text in texts for gram in spelled(grams(text))}
    assert found.keys() == expected
    for gram, pages in found.items():
        assert pages == [number for number, text in enumerate(texts) if gram in text], gram


@pytest.mark.parametrize("cuts", [(0, 40), (0, 1, 2, 3, 40), (0, 13, 13, 27, 40), tuple(range(41))])
def test_indexes_joined_are_the_index_of_all(cuts: tuple[int, ...]) -> None:
    """Wherever the pages are cut, byte for byte."""
    chance = random.Random(9)
    texts = ["".join(chance.choices("政务公开2019", weights=(1, 9, 9, 1, 1, 1, 1, 1), k=6)) for _ in range(cuts[-1])]
    joined = Index.joined([Index.of(texts[start:end]) for start, end in itertools.pairwise(cuts)])
    assert written(joined) == written(Index.of(texts))


@pytest.mark.parametrize("size", [0, 1, 60])
def test_shards_read_again_are_the_index(size: int) -> None:
    chance = random.Random(size)
    index = Index.of(["".join(chance.choices("政务公开2019.𠮷", k=8)) for _ in range(size)])
    again = Encoded.read(written(index)).index(size, index.grams)
    assert np.array_equal(numbers(spelled(index.grams)), index.grams)
    for column in ("grams", "first", "end"):
        assert np.array_equal(getattr(again, column), getattr(index, column))


def test_long_numbers_are_read_again() -> None:
    found = read(Index.of(["甲" if number in (0, 300, 19_999) else "乙" for number in range(20_000)]))
    assert found["甲"] == [0, 300, 19_999]
    assert len(found["乙"]) == 19_997


class Portal:
    """Pages that are edited, and their index, of which the next one takes over what it can."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(ngram, "PART", 4)
        self.chance = random.Random(5)
        self.pages: dict[str, tuple[str, str]] = {}
        self.before: ngram.Before | None = None
        for _ in range(60):
            self.put()

    def put(self) -> None:
        """A new page."""
        path = f"{self.chance.choice('abcdefgh')}/{self.chance.choice('xyz')}/{self.chance.randrange(2000, 2026)}.md"
        self.pages[path] = f"{path[0]}报告", self.text(60)

    def text(self, size: int) -> str:
        """Words."""
        return "".join(self.chance.choices("政务公开信息条例主动依申请答复2019.3", k=size))

    def edit(self) -> None:
        """Of one page: its words, its title, or whether it is there."""
        path = self.chance.choice(sorted(self.pages))
        title, text = self.pages[path]
        at = self.chance.randrange(len(text))
        match self.chance.choice(["number", "words", "title", "put", "gone"]):
            case "number":
                self.pages[path] = title, text[:at] + str(self.chance.randrange(10)) + text[at + 1:]
            case "words":
                self.pages[path] = title, text[:at] + self.text(9)
            case "title":
                self.pages[path] = title + "新", text
            case "put":
                self.put()
            case _:
                del self.pages[path]

    def listed(self) -> list[ngram.Listed]:
        """As the index is told of the pages."""
        return [ngram.Listed(path, title, {"类型": (title[:1],)}, None, f"{path}{title}{text}", partial(self.texts, title, text))
                for path, (title, text) in self.pages.items()]

    @staticmethod
    def texts(title: str, text: str) -> Searchable:
        """Words of one page."""
        return Searchable(headings=(Heading(id="", text=title), Heading(id="a", text="一", blocks=(text,))), filters={})

    def build(self) -> tuple[bool, int]:
        """Again, which must give what a clean build gives. Whether pages were the same, and how many shards there are."""
        clean, same = ngram.build(self.listed()), False
        if self.before:
            built = ngram.build(self.listed(), before=self.before)
            same = built.kept.pages == self.before.kept.pages
            files = {name: self.before.file(data) if isinstance(data, str) else data for name, data in built.files.items()}
            assert files == clean.files
            assert (built.choice, built.kept) == (clean.choice, clean.kept)
            for key, index in clean.parts.items():
                own = built.parts[key] or self.before.part(key)
                assert own
                assert index
                assert written(own) == written(index)
        self.before = ngram.Before(clean.kept, clean.parts.get, lambda name: bytes(clean.files[name]))    # type: ignore[arg-type]
        return same, json.loads(clean.choice)["shards"]


def test_an_index_after_changes_is_that_of_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Byte for byte, with pages that come and go, other words, numbers, titles."""
    portal = Portal(monkeypatch)
    portal.build()
    same = 0
    for number in range(80):
        for _ in range(1 + number % 3):
            portal.edit()
        same += portal.build()[0]
    assert 20 < same < 80


def test_an_index_that_grows_has_more_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pages with more and more words, then with fewer: at each power of two the shards are cut anew."""
    portal = Portal(monkeypatch)
    counts = [portal.build()[1]]
    for size in (60, 400, 1_200, 60):
        for path, (title, _) in portal.pages.items():
            portal.pages[path] = title, portal.text(size)
            if len(counts) % 3 == 0 or path.endswith("0.md"):
                counts.append(portal.build()[1])
        counts.append(portal.build()[1])
    assert len(set(counts)) > 1


def test_few_files_are_made_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """After a change of one page its texts, and shards of the grams that changed; the catalogue if its title did."""
    portal = Portal(monkeypatch)
    portal.build()
    path, (title, text) = sorted(portal.pages.items())[7]
    portal.pages[path] = title, text + "9"
    anew = [name for name, data in ngram.build(portal.listed(), before=portal.before).files.items() if isinstance(data, bytes)]
    assert [name for name in anew if name.startswith(("t", "pages"))] == [n for n in anew if n.startswith("t")]
    assert sum(name.startswith("t") for name in anew) == 1


def unpacked(files: dict[str, bytes], name: str) -> bytes:
    folder = json.loads(files["search.json"])["folder"]
    return zlib.decompress(files[folder + name])


def test_catalogue_gives_titles_addresses_and_filters() -> None:
    files = ngram.files(PAGES)
    data = json.loads(unpacked(files, "pages.bin"))
    columns = [list(accumulate(column)) for column in data["columns"]]
    expected = {addresses.url(p.path): p for p in PAGES if p.texts}
    folder, name, title, year, pack, *sets = columns
    found = [data["folders"][f] + data["names"][n] for f, n in zip(folder, name, strict=True)]
    assert found == sorted(expected)
    for number, address in enumerate(found):
        page = expected[address]
        assert page.texts
        filters = {}
        for key, values, own, column in zip(data["keys"], data["values"], data["sets"], sets, strict=True):
            filters[key] = tuple(values[v] for v in own[column[number]])
        assert {key: value for key, value in filters.items() if value} == page.texts.filters
        holes = data["titles"][title[number]]
        for k, key in enumerate(data["keys"], 1):
            holes = holes.replace(chr(k), filters[key][-1] if filters[key] else chr(k))
        assert holes == page.title
        assert (year[number] or None) == page.texts.year
        texts = json.loads(unpacked(files, f"t{pack[number]}.bin"))
        shown, anchors = texts[number - pack.index(pack[number])]
        own = Texts.of(page.texts)
        assert (shown, tuple((at, name) for at, name in anchors)) == (own.shown, own.anchors)


def test_titles_are_stored_once() -> None:
    data = json.loads(unpacked(ngram.files(PAGES), "pages.bin"))
    assert data["titles"] == ["收费\x01", "\x03\x04年度政府信息公开工作报告"]


def test_files_are_the_same_whatever_the_order() -> None:
    assert ngram.files(PAGES) == ngram.files(reversed(PAGES))
    other = [*PAGES, Page(path="new.md", title="新", texts=Searchable(headings=(Heading(id="", text="新"),), filters={}))]
    folders = [json.loads(ngram.files(pages)["search.json"])["folder"] for pages in (PAGES, other)]
    assert folders[0] != folders[1]


def test_a_portal_without_pages_has_an_index() -> None:
    files = ngram.files([])
    assert json.loads(unpacked(files, "pages.bin"))["folders"] == []


@pytest.mark.parametrize(("wanted", "documents", "expected"), [
    ("auto", search.LARGE - 1, "pagefind"), ("auto", search.LARGE, "ngram"), ("ngram", 1, "ngram"),
    ("pagefind", 10 * search.LARGE, "pagefind"),
])
def test_engine(wanted: str, documents: int, expected: str) -> None:
    assert search.engine(wanted, documents) == expected


def test_pipeline_builds_the_engine_that_is_wanted(portal_content: Path, tmp_path: Path) -> None:
    shutil.copytree(portal_content, tmp_path / "content")
    settings = tmp_path / "content" / "site.yml"
    lines = [line for line in settings.read_text("utf-8").splitlines() if not line.startswith("search:")]
    settings.write_text("\n".join([*lines, "search: ngram", ""]), "utf-8")
    assert pipeline.build(tmp_path / "content", tmp_path / "out", TODAY).built
    site = tmp_path / "out" / "site"
    choice = json.loads((site / "assets" / "search.json").read_bytes())
    assert choice["engine"] == "ngram"
    assert (site / "assets" / choice["folder"] / "pages.bin").is_file()
    assert not (site / "pagefind").exists()
