"""UIMA XMI: out and in again everything is the same, whatever the text; what is broken is one clear line."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvo_tui.errors import DatasetError
from dvo_tui.exchange import uima, xml
from dvo_tui.exchange.dataset import Dataset
from dvo_tui.exchange.partial import NotTakenOverWarning
from tests.peers.document import document
from tests.unit.exchange.drafts import datasets


def written(dataset: Dataset) -> bytes:
    assert uima.FORMAT.encode is not None
    return uima.FORMAT.encode(dataset).files[".xmi"]


def read(data: bytes) -> Dataset:
    assert uima.FORMAT.decode is not None
    with TemporaryDirectory() as folder:
        path = Path(folder) / "verslag.xmi"
        path.write_bytes(data)
        (found,) = uima.FORMAT.decode(path)
    return found


def without_review(dataset: Dataset) -> Dataset:
    return msgspec.structs.replace(dataset, review=read(written(document())).review)


def test_everything_comes_back() -> None:
    assert without_review(read(written(document()))) == without_review(document())


@settings(max_examples=60, deadline=None)
@given(datasets().filter(lambda dataset: xml.legal(dataset.text) == dataset.text and bool(dataset.text)))
def test_mentions_of_any_text_come_back(dataset: Dataset) -> None:
    back = read(written(dataset))

    assert back.text == dataset.text
    assert {(one.id, one.start, one.end, one.text, one.type, one.link) for one in back.entities} == {
        (one.id, one.start, one.end, one.text, one.type, one.link) for one in dataset.entities
    }


def test_what_somebody_changed_in_a_feature_goes_over_our_details() -> None:
    data = (
        written(document()).replace(b'label="MONEY"', b'label="LAW"').replace(b'link="A. van der', b'link="B. van der')
    )
    back = read(data)

    assert [one.text for one in back.entities if one.type == "LAW"] == ["€ 12.000"]
    assert [one.link for one in back.entities if one.text == "Van der Zwaan"] == ["B. van der Zwaan"] * 2


def test_named_entities_of_inception_are_entities() -> None:
    entity = '<type4:NamedEntity xmlns:type4="http:///de/ner.ecore" xmi:id="9" sofa="1" begin="0" end="7" value="ORG"/>'
    token = '<t:Token xmlns:t="http:///de/t.ecore" xmi:id="10" sofa="1" begin="0" end="7"/>'
    data = re.sub(rb"<dvo:.*?/>\n", b"", written(document()))
    with pytest.warns(NotTakenOverWarning, match=r"Token \(1\)"):
        back = read(data.replace(b"<cas:Sofa", (entity + token).encode() + b"<cas:Sofa"))

    assert [(one.type, one.text) for one in back.entities] == [("ORGANISATION", "Verslag")]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<xmi:XMI", "<!DOCTYPE x [<!ENTITY a 'b'>]><xmi:XMI", "it declares a document type"),
        ("<xmi:XMI", "<xmi:XMI><", "it is no XML"),
        ('encoding="UTF-8"', 'encoding="klingon"', "it is no XML"),
        ('begin="8"', 'begin="36"', "it begins or ends inside a character"),
        ('begin="8"', 'begin="80000"', "does not lie in the text"),
        ('begin="8"', 'begin="-1"', "begin and end are no numbers"),
        ("<cas:Sofa", '<cas:Sofa xmi:id="3" sofaString=""/><cas:Sofa', "it has 2 texts, not one"),
        ("&quot;participants&quot;", "&quot;people&quot;", "Object contains unknown field"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(old: str, new: str, why: str) -> None:
    data = written(document()).decode().replace(old, new, 1).encode()

    with pytest.raises(DatasetError, match=rf"^verslag\.xmi.*{why}"):
        read(data)


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_any_other_byte_is_refused_or_read(data: st.DataObject) -> None:
    good = written(document())
    at = data.draw(st.integers(0, len(good) - 1))
    changed = good[:at] + data.draw(st.binary(max_size=4)) + good[at + data.draw(st.integers(0, 4)) :]

    try:
        back = read(changed)
    except DatasetError:
        return
    except NotTakenOverWarning:  # a warning is an error in tests
        return
    assert all(back.text[one.start : one.end] == one.text for one in back.entities)
