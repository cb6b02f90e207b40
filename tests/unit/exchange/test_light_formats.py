"""To-dos, Web Annotations and reports: what is in them, what is escaped, and that all they leave out is named."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html.parser import HTMLParser

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvo_tui.exchange import ical, report, webannotation
from dvo_tui.exchange.base import Encoded, Format
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.language import choose
from dvo_tui.review.records import Record, id_of
from tests import invented

FORMATS = [ical.FORMAT, webannotation.FORMAT, report.MARKDOWN, report.HTML]


def dataset(text: str = "Lijst sturen", due: str | None = "2021-04-12") -> Dataset:
    """The invented dataset with one action of these words."""
    base = dataset_of(invented.session(), "all")
    action = msgspec.structs.replace(base.actions[0], text=text, due=due)
    return msgspec.structs.replace(base, actions=(action,))


def encoded(form: Format, content: Dataset) -> Encoded:
    assert form.encode is not None
    return form.encode(content)


@pytest.mark.parametrize("form", FORMATS, ids=lambda form: form.name)
def test_every_record_is_written_or_named_as_left_out(form: Format) -> None:
    content = dataset()
    losses = encoded(form, content).losses
    layers: dict[str, Sequence[Record]] = {
        "entity": content.entities,
        "turn": content.turns,
        "agenda": content.agenda,
        "participant": content.participants,
    }

    whole = {loss.layer for loss in losses if not loss.values}  # what names a field is about part of a record
    assert whole & form.holds == set()
    for layer, records in layers.items():
        if layer not in form.holds:
            assert sorted(loss.id for loss in losses if loss.layer == layer) == sorted(map(id_of, records))
    assert not any(content.text[:20] in str(loss) for loss in losses)


@pytest.mark.parametrize(
    ("due", "day"),
    [
        ("2021-04-12", "20210412"),
        ("2021-04", "20210430"),
        ("2020-02", "20200229"),
        ("2021-Q1", "20210331"),
        ("2021", "20211231"),
    ],
)
def test_a_partial_due_date_is_its_last_day(due: str, day: str) -> None:
    (text,) = encoded(ical.FORMAT, dataset(due=due)).files.values()

    assert f"\r\nDUE;VALUE=DATE:{day}\r\n" in text.decode()


def test_an_action_without_a_due_date_is_named_as_left_out() -> None:
    done = encoded(ical.FORMAT, dataset(due=None))

    assert done.files[".ics"] == b""
    assert [str(loss) for loss in done.losses if loss.layer == "action"] == ["it has no due date"]


def test_a_day_that_no_calendar_has_is_no_due_date() -> None:
    assert encoded(ical.FORMAT, dataset(due="2021-02-30")).files[".ics"] == b""


@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=200))
def test_to_dos_are_folded_at_75_octets_and_unfold_to_what_was_meant(text: str) -> None:
    written = encoded(ical.FORMAT, dataset(text)).files[".ics"]
    lines = written.split(b"\r\n")
    unfolded = written.decode().replace("\r\n ", "").split("\r\n")
    summary = next(line for line in unfolded if line.startswith("SUMMARY:"))

    assert all(len(line) <= 75 for line in lines)
    meant = "".join(" " if (ord(c) < 32 and c not in "\t\n") or c == "\x7f" else c for c in text)
    assert unescaped(summary.removeprefix("SUMMARY:")) == meant


def unescaped(value: str) -> str:
    done, index = "", 0
    while index < len(value):
        if value[index] == "\\":
            done += "\n" if value[index + 1] == "n" else value[index + 1]
            index += 1
        else:
            done += value[index]
        index += 1
    return done


def test_web_annotations_quote_what_stands_at_their_position() -> None:
    content = dataset()
    files = encoded(webannotation.FORMAT, content).files
    page = json.loads(files[".jsonld"])
    text = files[".txt"].decode()

    assert (
        page["total"]
        == len(page["first"]["items"])
        == len(content.turns + content.entities + content.decisions + content.actions + content.notes)
    )
    for item in page["first"]["items"]:
        targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
        for target in targets:
            quote, position = target["selector"]
            assert quote["exact"] == text[position["start"] : position["end"]]
            assert text[: position["start"]].endswith(quote["prefix"])


def test_a_report_lists_decisions_and_actions_and_escapes_what_they_say() -> None:
    choose("en")
    content = dataset("Lijst | *sturen* <script>\nmet [link](x)")
    markdown = encoded(report.MARKDOWN, content).files[".md"].decode()
    html = encoded(report.HTML, content).files[".html"].decode()

    assert r"Lijst \| \*sturen\* \<script\> met \[link\](x)" in markdown
    assert "<script" not in html
    assert "## Decisions" in markdown
    rows = Rows()
    rows.feed(html)
    assert rows.count == len(content.decisions) + 1 + 2  # with the heads of both tables


def test_a_report_says_kinds_states_and_anchors_in_words_of_the_reader() -> None:
    base = dataset(due=None)
    action = msgspec.structs.replace(base.actions[0], due_text=None, due_anchor="next_meeting", state="done")
    content = msgspec.structs.replace(base, actions=(action,))
    choose("nl")
    markdown = encoded(report.MARKDOWN, content).files[".md"].decode()
    choose("en")

    assert content.decisions[0].kind == "agreed"
    assert "| akkoord |" in markdown
    assert "| volgende vergadering | gedaan |" in markdown


@given(
    st.lists(st.sampled_from(["~~", "&lt;", "&", "#", "*", "_", "`", "\\", "|", "<b>", "[a](b)", "x", " "]), min_size=1)
)
def test_every_sign_of_markdown_in_a_cell_is_escaped(pieces: list[str]) -> None:
    words = " ".join("".join(pieces).split())
    markdown = encoded(report.MARKDOWN, dataset(f"{words} x")).files[".md"].decode()
    row = markdown.splitlines()[-1].split(" | ", 2)[2]

    assert row.startswith(re.sub(r"[\\`*_\[\]<>|#~]|&(?=lt;)", r"\\\g<0>", f"{words} x") + " | ")


class Rows(HTMLParser):
    count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.count += tag == "tr"
