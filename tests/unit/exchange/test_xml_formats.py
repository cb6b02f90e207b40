"""FoLiA and Akoma Ntoso: whatever the text, it is XML, every mention is where it was or named as left out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from xml.etree import ElementTree as etree  # noqa: N813

import msgspec
import pytest
from hypothesis import given, settings

from dvo_tui.exchange import akomantoso, folia, xml
from dvo_tui.exchange.base import Encoded, Format
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.minutes.model import Span
from dvo_tui.review.records import Entity
from tests.peers.document import document, place
from tests.unit.exchange.drafts import datasets

FOLIA = "{http://ilk.uvt.nl/folia}"
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def encoded(form: Format, dataset: Dataset) -> Encoded:
    assert form.encode is not None
    return form.encode(dataset)


def tree(form: Format, dataset: Dataset) -> etree.Element:
    return etree.fromstring(next(iter(encoded(form, dataset).files.values())))


def not_written(form: Format, dataset: Dataset) -> set[str]:
    """The ids of mentions that were left out whole, not some field of them."""
    return {
        loss.id for loss in encoded(form, dataset).losses if loss.layer == "entity" and "no place for" not in loss.why
    }


def folia_words(root: etree.Element) -> Iterator[tuple[str, str]]:
    """The words under each mention, by its id."""
    words = {word.get(XML_ID): word.findtext(f"{FOLIA}t", "") for word in root.iter(f"{FOLIA}w")}
    for entity in root.iter(f"{FOLIA}entity"):
        yield entity.get(XML_ID, ""), "".join(words[one.get("id")] for one in entity.iter(f"{FOLIA}wref"))


def bare(text: str) -> str:
    """The text without blanks and what XML has no character for; some of that is a blank to Python."""
    return unicodedata.normalize("NFC", "".join(xml.legal("".join(text.split())).replace("\ufffd", "").split()))


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_folia_holds_every_mention_or_names_it(dataset: Dataset) -> None:
    written = dict(folia_words(tree(folia.FORMAT, dataset)))
    lost = not_written(folia.FORMAT, dataset)

    assert written.keys() | lost == {entity.id for entity in dataset.entities}
    for entity in dataset.entities:
        if entity.id in written:
            assert bare(written[entity.id]) == bare(entity.text)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_folia_holds_every_word_of_the_text_once(dataset: Dataset) -> None:
    words = [word.findtext(f"{FOLIA}t", "") for word in tree(folia.FORMAT, dataset).iter(f"{FOLIA}w")]

    assert bare("".join(words)) == bare(dataset.text)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_akoma_ntoso_holds_every_word_of_the_text_once(dataset: Dataset) -> None:
    without = msgspec.structs.replace(dataset, agenda=())
    root = tree(akomantoso.FORMAT, without)
    text = "".join("".join(p.itertext()) for p in root.iter(f"{AKN}p"))

    assert bare(text) == bare(dataset.text)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_akoma_ntoso_holds_every_mention_or_names_it(dataset: Dataset) -> None:
    root = tree(akomantoso.FORMAT, dataset)
    lost = not_written(akomantoso.FORMAT, dataset)
    names = ("person", "organization", "location", "date", "quantity", "event", "entity")
    found = ["".join(one.itertext()) for name in names for one in root.iter(AKN + name) if one.get("name") != "action"]
    meant = [xml.legal(entity.text) for entity in dataset.entities if entity.id not in lost]

    assert sorted(found) == sorted(meant)


@settings(max_examples=60, deadline=None)
@given(datasets())
def test_whatever_an_element_refers_to_is_there(dataset: Dataset) -> None:
    root = tree(akomantoso.FORMAT, dataset)
    ids = [one.get("eId") for one in root.iter() if one.get("eId")]
    references = {one.get(name, "") for one in root.iter() for name in ("refersTo", "by", "as", "href", "source")}

    assert len(ids) == len(set(ids))
    assert {name[1:] for name in references if name.startswith("#")} <= set(ids)


def test_a_mention_across_two_sentences_is_named_as_left_out() -> None:
    dataset = with_entity("vergadering. Zij groet")

    assert not_written(folia.FORMAT, dataset) == {dataset.entities[-1].id}


def test_a_mention_in_the_middle_of_a_word_cuts_the_word() -> None:
    dataset = with_entity("toolkit")
    cut = msgspec.structs.replace(dataset.entities[-1], start=place("toolkit").start + 4, text="kit")
    written = dict(folia_words(tree(folia.FORMAT, msgspec.structs.replace(dataset, entities=(cut,)))))

    assert written == {cut.id: "kit"}


def with_entity(surface: str) -> Dataset:
    base = document()
    span = place(surface)
    entity = msgspec.structs.replace(
        base.entities[0], id="eaaaaaaaaaaaaa", start=span.start, end=span.end, text=surface
    )
    return msgspec.structs.replace(base, entities=(*base.entities, entity))


def test_a_decision_across_speakers_is_cut_and_still_one() -> None:
    base = document()
    decision = msgspec.structs.replace(
        base.decisions[0], spans=(Span(place("<samen>").start, place("De camera's").end),)
    )
    root = tree(akomantoso.FORMAT, msgspec.structs.replace(base, decisions=(decision,)))
    parts = list(root.iter(f"{AKN}outcome"))

    assert ["".join(part.itertext()).strip() for part in parts] == ["<samen>.”", "De camera's"]
    assert len({part.get("refersTo") for part in parts}) == 1


def test_a_section_stands_in_the_item_it_is_under() -> None:
    base = document()
    first, second = base.agenda
    nested = msgspec.structs.replace(second, parent=first.id)
    body = tree(akomantoso.FORMAT, msgspec.structs.replace(base, agenda=(first, nested))).find(f".//{AKN}debateBody")

    assert body is not None
    assert [one.findtext(f"{AKN}num") for one in body] == ["A"]
    assert [one.findtext(f"{AKN}num") for one in body.findall(f"{AKN}debateSection/{AKN}debateSection")] == ["B1"]


def test_a_cut_turn_is_two_speeches_of_one_speaker() -> None:
    base = document()
    turn = base.turns[1]
    cut = msgspec.structs.replace(turn, spans=(place("Dhr. Van der Zwaan"), place("brandweer <samen>.”")))
    speeches = list(
        tree(akomantoso.FORMAT, msgspec.structs.replace(base, turns=(base.turns[0], cut))).iter(f"{AKN}speech")
    )[1:]

    assert ["".join(one.itertext()) for one in speeches] == ["Dhr. Van der Zwaan", "brandweer <samen>.”"]
    assert len({(one.get("by"), one.get("refersTo")) for one in speeches}) == 1


@pytest.mark.parametrize("form", [folia.FORMAT, akomantoso.FORMAT], ids=lambda form: form.name)
def test_what_was_rejected_does_not_pass_for_true(form: Format) -> None:
    base = document()
    entity: Entity = msgspec.structs.replace(base.entities[0], status="rejected")
    written = encoded(form, msgspec.structs.replace(base, entities=(entity,)))
    data = next(iter(written.files.values())).decode()

    if "status" in form.holds:
        assert '<feat subset="status" class="rejected"/>' in data
    else:
        assert "organization eId=" not in data
        assert [loss.id for loss in written.losses if str(loss) == "it was rejected"] == [entity.id]
