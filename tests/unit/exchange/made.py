"""Datasets of all kinds of text, made by hypothesis, and what of them must survive a format."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import exporting, registry
from dvo_tui.exchange.base import Format, Loss
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.marks import annotations_of, label_of
from dvo_tui.exchange.partial import Draft, Structure
from dvo_tui.minutes.model import AgendaItem, Meeting, Participant, Span
from dvo_tui.review.records import Annotation

PIECES = (
    *("Van der Zwaan ", "meldt ", "akkoord. ", "a", "Ë", "e\u0308", "\u0301", "👍", "👨\u200d👩\u200d👧", "𝔸𝔹", "🚦 "),
    *("\r\n", "\n", "\r", "\t", "\u00a0", "\u202e", "\u2067", "\u200b", "\ufeff", "\u2028", "\x85", "\x0b", "\x0c"),
    *(" ", "  ", ";", ",", '"', "'", "\\", "=1+1", "@", "#", "<b>", "&amp;", "{}", "3.", "-DOCSTART-", "\x1b"),
)
TEXTS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=30).map("".join)
WORDS = st.lists(st.sampled_from(PIECES), max_size=4).map("".join)
PERSON = "paaaaaaaaaaaaa"
LABELS = ("PERSON", "LOCATION", "turn", "decision-agreed", "action-action", "note-editorial", "Eigen soort")


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """A dataset of one text with annotations of every layer, some within others, some of several spans."""
    text = draw(TEXTS)
    draft = Draft(text, "verslag.txt", "test", structure(text))
    for _ in range(draw(st.integers(0, 6))):
        label = draw(st.sampled_from(LABELS))
        entity = label not in LABELS[2:6]
        spans = draw(st.lists(spans_in(text), min_size=1, max_size=1 if entity else 3, unique=True))
        draft.add("", label, spans, draw(fields(label)))
    return draft.dataset()


def structure(text: str) -> Structure:
    person = Participant(
        id=PERSON, name="J. de Wit", attendance="present", role="chair", organisation=None, spans=(Span(0, 1),)
    )
    meeting = Meeting(
        body="DVO", kind=None, date="2021-03-08", start=None, end=None, location=None, openness=None, chair=PERSON,
        secretary=None,
    )  # fmt: skip
    item = AgendaItem(
        id="aaaaaaaaaaaaaa", label="1", section=None, number="1", title="Opening", parent=None, order=0,
        status="handled", span=Span(0, len(text)),
    )  # fmt: skip
    return Structure(meeting=meeting, participants=(person,), agenda=(item,))


def spans_in(text: str) -> st.SearchStrategy[tuple[int, int]]:
    offsets = st.integers(0, len(text))
    return st.tuples(offsets, offsets).map(lambda pair: (min(pair), max(pair))).filter(lambda pair: pair[0] < pair[1])


def fields(label: str) -> st.SearchStrategy[dict[str, Any]]:
    link = st.sampled_from([None, PERSON, "Platform IVZ"])
    common: dict[str, Any] = {
        "status": st.sampled_from(["pending", "accepted", "rejected"]),
        "note": st.none() | WORDS.filter(bool),
        "flag": st.booleans(),
        "origin": st.sampled_from([{"by": "persons", "rule": "honorific", "confidence": 0.97}, {"by": "jdv"}]),
    }
    if label == "turn":
        common |= {"speaker": link, "speaker_text": WORDS}
    elif label.startswith("decision"):
        common |= {"vote": st.none() | WORDS.filter(bool), "text": WORDS.filter(bool)}
    elif label.startswith("action"):
        owners = st.lists(st.sampled_from([PERSON, "Politie", "gemeente"]), max_size=3, unique=True)
        common |= {"owners": owners, "due": st.sampled_from([None, "2021-04"]), "text": WORDS.filter(bool)}
        common |= {"state": st.sampled_from(["open", "done"]), "strength": st.sampled_from(["explicit", "weak"])}
    elif not label.startswith("note"):
        common |= {"link": link, "normalized": st.none() | WORDS.filter(bool)}
    return st.fixed_dictionaries(common)


def through(form: Format, *contents: Dataset) -> tuple[list[Dataset], list[Loss]]:
    """Datasets written in a format and read again, and what was left out."""
    losses: list[Loss] = []
    with tempfile.TemporaryDirectory() as folder:
        output = Path(folder) / ("out" if form.unit != "file" else f"out{form.suffix}")
        assert form.encode is not None
        assert form.decode is not None
        for content in contents:
            losses += form.encode(content).losses
        named = [exporting.Named(f"document-{number}", content) for number, content in enumerate(contents)]
        exporting.export_all(named, form, output)
        paths = sorted(output.glob(f"*{form.suffix}")) if form.unit == "document" else [output]
        return [dataset for path in paths for dataset in form.decode(path)], losses


def survives(name: str, content: Dataset) -> None:
    """Check that a format keeps all it says it holds, and names all it does not write."""
    form = registry.usable(name)
    ((found,), losses) = through(form, content)
    lost = {loss.id for loss in losses if str(loss) != "" and "no place for" not in str(loss)}
    expected = [record for record in annotations_of(content) if record.id not in lost]

    assert found.text == content.text
    assert kept(found, form) == {one.id: comparable(one, form) for one in expected}
    assert {one.id for one in every(content)} == {one.id for one in expected} | lost & {
        one.id for one in every(content)
    }
    for layer, names in (("participant", "participants"), ("agenda", "agenda"), ("meeting", "meeting")):
        if layer in form.holds:
            assert getattr(found, names) == getattr(content, names)
        else:
            assert any(loss.layer == layer for loss in losses)
    if "document" in form.holds:
        assert found.document == content.document


def every(content: Dataset) -> Iterable[Annotation]:
    return (*content.turns, *content.entities, *content.decisions, *content.actions, *content.notes)


def kept(found: Dataset, form: Format) -> dict[str, Any]:
    return {one.id: comparable(one, form) for one in every(found)}


def comparable(record: Annotation, form: Format) -> Any:
    return record if "agenda" in form.holds else msgspec.structs.replace(record, item=None)


def labelled(content: Dataset) -> list[tuple[str, list[Span]]]:
    return sorted((label_of(one), list(one.spans)) for one in annotations_of(content))


def refuses_cleanly(name: str, data: bytes, beside: bytes | None = None) -> bool:
    """Whether a decoder reads the bytes; what it cannot read it refuses in one line, and nothing else happens."""
    form = registry.usable(name)
    assert form.decode is not None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"minutes{form.suffix}"
        path.write_bytes(data)
        if beside is not None:
            path.with_suffix(".txt").write_bytes(beside)
        try:
            for dataset in form.decode(path):
                check_spans(dataset)
        except DatasetError as error:
            refusal = str(error)
        else:
            return True
    assert "\n" not in refusal
    return False


def check_spans(dataset: Dataset) -> None:
    for record in every(dataset):
        for span in record.spans:
            assert 0 <= span.start < span.end <= len(dataset.text)
    for entity in dataset.entities:
        assert dataset.text[entity.start : entity.end] == entity.text
