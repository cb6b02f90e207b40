"""The Dutch interface is whole: every message of the code is translated, and what is compiled is what is written.

`make catalogues` mends what these tests find missing, except for the translation itself.
"""

from __future__ import annotations

import gettext
import importlib
import io
import os
import pkgutil
import string
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import dvo_tui
from dvo_tui import cli, language
from dvo_tui.errors import DvoError
from dvo_tui.tui.words import day, decimal
from tests.messages import PLACES, extract

PACKAGE = Path(dvo_tui.__file__).parent
ROOT = PACKAGE.parent
PO = PACKAGE / "locale/nl/LC_MESSAGES/dvo_tui.po"
MO = PO.with_suffix(".mo")


@pytest.fixture(autouse=True)
def _the_language_of_before() -> Iterator[None]:
    before = language.current()
    yield
    language.choose(before)


@cache
def catalogue() -> Catalog:
    with PO.open("rb") as file:
        return read_po(file, locale="nl", domain="dvo_tui", abort_invalid=True)


@cache
def translations() -> dict[str, str]:
    return {str(message.id): str(message.string) for message in catalogue() if message.id}


@cache
def messages() -> dict[str, str]:
    """Every message of the code, with a place where it stands."""
    found: dict[str, str] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        for line, _function, message, _comments in extract(io.BytesIO(path.read_bytes()), {}, (), {}):
            found.setdefault(message, f"{path.relative_to(ROOT)}:{line}")
    return found


def placeholders(template: str) -> list[str]:
    """What a template names, formats included, in alphabetical order."""
    return sorted(
        f"{name}!{how}:{form}" for _, name, form, how in string.Formatter().parse(template) if name is not None
    )


def test_every_message_of_the_code_has_a_dutch_translation() -> None:
    missing = {message: place for message, place in messages().items() if not translations().get(message, "").strip()}

    assert missing == {}


def test_the_catalogue_holds_nothing_that_the_code_no_longer_says() -> None:
    assert set(translations()) - set(messages()) == set()
    assert not catalogue().obsolete


def test_a_translation_names_what_the_message_names() -> None:
    differing = {
        english: dutch
        for english, dutch in translations().items()
        if dutch and placeholders(english) != placeholders(dutch)
    }

    assert differing == {}


def test_no_translation_is_a_guess() -> None:
    assert [message.id for message in catalogue() if message.fuzzy] == []


def test_a_translation_keeps_the_spaces_and_the_stop_at_its_ends() -> None:
    def ends(text: str) -> tuple[bool, bool, str]:
        return text[:1].isspace(), text[-1:].isspace(), text[-1:] if text[-1:] in ".…" else ""

    assert {english: dutch for english, dutch in translations().items() if dutch and ends(english) != ends(dutch)} == {}


def test_the_compiled_catalogue_is_the_written_one() -> None:
    compiled = io.BytesIO()
    write_mo(compiled, catalogue())
    compiled.seek(0)
    with MO.open("rb") as file:
        shipped = gettext.GNUTranslations(file)

    # The headers name the version of Babel that compiled them; all else is the same.
    assert said(shipped) == said(gettext.GNUTranslations(compiled))


def said(translation: gettext.GNUTranslations) -> dict[str, str]:
    return {english: translation.gettext(english) for english in translations()}


def test_the_catalogue_says_neither_when_nor_where_it_was_extracted() -> None:
    text = PO.read_text(encoding="utf-8")

    assert "POT-Creation-Date: 2000-01-01" in text
    assert not any(line.startswith("#:") for line in text.splitlines())


def test_every_error_takes_its_message_where_the_extraction_looks() -> None:
    for module in pkgutil.walk_packages(dvo_tui.__path__, "dvo_tui."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)

    assert {error.__name__ for error in errors(DvoError)} <= set(PLACES)


def errors(kind: type[DvoError]) -> Iterator[type[DvoError]]:
    yield kind
    for narrower in kind.__subclasses__():
        yield from errors(narrower)


def test_an_extracted_message_may_stand_in_an_f_string_or_be_one_of_two() -> None:
    code = b"f\"{_('saved')} {at}\"\nsay(_('a' if x else 'b'))\nraise StoreError('{file} is gone', file=1)\n"

    found = [message for _line, _function, message, _comments in extract(io.BytesIO(code), {}, (), {})]

    assert found == ["saved", "a", "b", "{file} is gone"]


def test_what_the_commands_say_about_themselves_is_translated() -> None:
    for command in (cli.commands, *cli.commands.commands.values()):
        options = [parameter for parameter in command.params if parameter.name != "version"]  # click's own words
        helps = [command.help, *(getattr(option, "help", None) for option in options)]
        assert {text for text in helps if text} <= {*translations(), *translations().values()}, command.name


@pytest.mark.parametrize(
    ("date", "said"),
    [("2020-10-05", "5 oktober 2020"), ("2023-03", "maart 2023"), ("2021-Q1", "2021-Q1"), ("2020", "2020")],
)
def test_days_are_written_as_the_dutch_write_them(date: str, said: str) -> None:
    language.choose("nl")

    assert day(date) == said


def test_a_number_has_a_decimal_comma_in_dutch() -> None:
    language.choose("nl")

    assert decimal(0.93) == "0,93"


def test_english_needs_no_catalogue() -> None:
    language.choose("en")

    assert language._("accept") == "accept"


def test_the_wheel_takes_the_catalogue_along(tmp_path: Path) -> None:
    wheel = pytest.importorskip("hatchling.builders.wheel")
    here = Path.cwd()
    os.chdir(ROOT)
    try:
        included = {file.distribution_path for file in wheel.WheelBuilder(str(ROOT)).recurse_included_files()}
    finally:
        os.chdir(here)

    assert "dvo_tui/locale/nl/LC_MESSAGES/dvo_tui.mo" in included


def test_the_project_builds_the_package_with_all_its_files() -> None:
    targets = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    ignored = (ROOT / ".gitignore").read_text(encoding="utf-8").split()

    assert targets["wheel"]["packages"] == ["dvo_tui"]
    assert not {"exclude", "only-include"} & set(targets["wheel"])
    assert not {"*.mo", "*.po", "locale/"} & set(ignored)  # hatch leaves out what git ignores
