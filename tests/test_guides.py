"""The guides name commands and pictures that exist; no picture is heavy, none is left over; a portal's own page goes first."""

import re
from dataclasses import replace

from generator import guides
from generator.cli import main
from generator.link import link
from generator.load import load
from generator.model.prose import Prose
from tests.conftest import HERE, TODAY


def test_commands_and_options_exist() -> None:
    call = re.compile(r"^portal (\w+)((?: .*)?)$|`portal (\w+)([^`]*)`", re.MULTILINE)
    named = [found for guide in guides.GUIDES.values() for found in call.findall(guide.text)]
    assert len(named) > 8
    for first, more, inline, rest in named:
        command = main.commands[first or inline]
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(re.findall(r"--[a-z-]+", more or rest)) <= known, (first or inline, more or rest)


def test_pictures_are_those_shown_and_light() -> None:
    shown = {f"guides/{path}" for g in guides.GUIDES.values() for path in re.findall(r"!\[.{5,}\]\((pictures/.+?)\)", g.text)}
    pictures = guides.pictures()
    assert shown == set(pictures)
    assert all(data[8:12] == b"WEBP" and 1000 < len(data) <= 60_000 for data in pictures.values())


def test_a_page_of_the_portal_goes_before_the_guide_of_its_name() -> None:
    content = load(HERE / "portal" / "content", TODAY)[0]
    own = Prose(name="how-to-submit", file="content/pages/how-to-submit.md", title="本市怎样报送", text="找办公室。\n")
    site, _ = link(replace(content, prose={**content.prose, own.name: own}), TODAY)
    assert site and own.name not in site.guides and site.guides and own in site.written
