"""Redacted copies: what was settled holds, nobody private is named anywhere in any format, and doubts are listed."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from dvo_tui.errors import StoreError
from dvo_tui.exchange import exporting, publishing, registry
from dvo_tui.exchange.dataset import Dataset, accepted, dataset_of
from dvo_tui.exchange.exporting import Named
from dvo_tui.exchange.redaction import HIDDEN, Key, Settings, redact
from dvo_tui.exchange.second_look import second_look
from dvo_tui.exchange.yaml import dump
from dvo_tui.minutes.model import Origin, Participant, Span
from dvo_tui.review.checks import check
from dvo_tui.review.commands import Add, Edit, Remove, SetField
from dvo_tui.review.records import Action, Entity, id_of
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.scheme.strict_yaml import load_strict
from dvo_tui.suggest.base import KnownPublicity
from tests import invented

FORMATS = registry.names()
PRIVATE = ("zwaan", "postma", "postna", "posthuma", "terpstra", "jdvries", "van dijk-oosterhof")


def reviewed() -> ReviewSession:
    """The invented review with private names in every comment, and in records that only the history still has."""
    session = invented.session("jdvries")
    postma = session.participants()[1].id
    for number, record in enumerate(list(session.records.values())):
        if hasattr(record, "note"):
            values: dict[str, object] = {"note": f"Van der Zwaan belt mevr. Postma, {number}", "flag": True}
            session.apply(Edit(id=id_of(record), values=values))
    for action in session.annotations("action"):
        session.apply(
            Edit(
                id=action.id, values={"owners": [postma, "P. Posthuma"], "text": "Terpstra belt J. Postma en Posthuma"}
            )
        )
    span = invented.place("Terpstra")
    session.apply(
        Add(layer="entity", type="PERSON", start=span.start, end=span.end, values={"note": "mevr. Terpstra!"})
    )
    for annotation in session.annotations():
        if annotation.status == "pending":
            session.apply(Edit(id=annotation.id, values={"item": annotation.item}))
    gone = session.annotations("turn")[-1]
    session.apply(SetField(id=gone.id, field="note", value="Van Dijk-Oosterhof sprak hier"))
    session.apply(Remove(id=gone.id))
    return session


def by_others(dataset: Dataset) -> Dataset:
    """As after a merge: what another reviewer added by hand, under a name of that reviewer."""
    entities = (msgspec.structs.replace(dataset.entities[0], origin=Origin("J. Postma")), *dataset.entities[1:])
    return msgspec.structs.replace(dataset, entities=entities)


def written(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and content of every file there, unpacked where it is a package."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path.suffix == ".parquet":
            parquet = pytest.importorskip("pyarrow.parquet")
            yield path.name, str(parquet.read_table(path).to_pylist())
        elif path.is_file() and path.suffix == ".spacy":
            tokens = pytest.importorskip("spacy.tokens")
            spacy = pytest.importorskip("spacy")
            found = tokens.DocBin().from_disk(path).get_docs(spacy.blank("nl").vocab)
            yield path.name, str([(doc.text, doc.user_data, doc.to_json()) for doc in found])
        elif path.is_file():
            assert not zipfile.is_zipfile(path)
            yield path.name, path.read_bytes().decode()


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_names_anybody_private_in_text_comments_or_what_the_history_still_has(
    name: str, tmp_path: Path
) -> None:
    form = registry.format_of(name)
    for module in form.modules:
        pytest.importorskip(module)
    session = reviewed()
    assert any("Oosterhof" in str(change) for change in session.history)
    dataset = by_others(dataset_of(session, "all"))
    output = tmp_path / "out" / ("copy" + form.suffix * (form.unit == "file"))

    publishing.publish([Named("x", dataset)], form, output, Settings(), tmp_path / "keys" / "key.json", "all")

    found = list(written(tmp_path / "out"))
    assert any("persoon-" in content for _, content in found)
    for file, content in found:
        for private in PRIVATE:
            assert private not in f"{file}\n{content}".casefold(), (file, private)


def test_what_the_reviewer_settled_holds_until_the_command_line_says_otherwise() -> None:
    session = invented.session()
    zwaan, postma, _posthuma = session.participants()
    session.apply(SetField(id=postma.id, field="public", value=True))
    session.apply(Edit(id=zwaan.id, values={"role": "burgemeester", "public": False, "ground": "5.1.2h"}))
    dataset = dataset_of(session, "all")

    copy = redact(dataset, Settings(), Key())
    assert "Postma" in copy.dataset.text
    assert "Zwaan" not in copy.dataset.text
    assert {one.ground for one in copy.redactions if one.written == "persoon-01"} == {"5.1.2h"}

    other = Settings(public=frozenset({zwaan.name}), private=frozenset({postma.name}), grounds={postma.name: "5.1.2i"})
    copy = redact(dataset, other, Key())
    assert "Postma" not in copy.dataset.text
    assert "Zwaan" in copy.dataset.text
    assert {one.ground for one in copy.redactions} >= {"5.1.2i"}


def test_what_was_settled_in_another_document_holds_here() -> None:
    dataset = dataset_of(invented.session(), "all")

    known = {"j postma": KnownPublicity(public=True), "a zwaan": KnownPublicity(ground="5.1.1b")}
    copy = redact(dataset, Settings(elsewhere=known), Key())

    assert "Postma" in copy.dataset.text
    assert "5.1.1b" in {one.ground for one in copy.redactions}


def test_a_settled_participant_goes_through_our_own_formats_and_an_unsettled_one_adds_nothing(tmp_path: Path) -> None:
    session = invented.session()
    plain = dump(dataset_of(session))
    session.apply(Edit(id=session.participants()[0].id, values={"public": False, "ground": "5.1.2c"}))
    dataset = dataset_of(session)

    assert "public" not in plain
    assert 'public: false, ground: "5.1.2c"' in dump(dataset)
    for name in ("yaml", "json", "jsonl", "prodigy", "labelstudio", "uima"):
        form = registry.usable(name)
        output = tmp_path / (name + form.suffix * (form.unit == "file"))
        exporting.export_all([Named("x", dataset)], form, output)
        path = output if output.is_file() else next(output.glob(f"*{form.suffix}"))
        assert form.decode is not None
        (again,) = form.decode(path)
        assert again.participants == dataset.participants, name


@pytest.mark.parametrize("name", ["akomantoso", "ori", "csv", "conll", "brat", "webannotation", "ical", "report"])
def test_a_format_that_cannot_say_who_is_public_names_that_as_left_out(name: str, tmp_path: Path) -> None:
    session = invented.session()
    one = session.participants()[0]
    session.apply(SetField(id=one.id, field="public", value=True))

    exporting.export_all([Named("x", dataset_of(session))], registry.usable(name), tmp_path / "out")

    (report,) = (path for path in tmp_path.rglob("*losses.jsonl"))
    assert one.id in report.read_text(encoding="utf-8")


@pytest.mark.parametrize("value", ["yes", '"true"', "1", "[true]"])
def test_the_reader_is_strict_about_who_is_public(value: str, tmp_path: Path) -> None:
    session = invented.session()
    session.apply(SetField(id=session.participants()[0].id, field="public", value=True))
    file = tmp_path / "x.yaml"
    file.write_text(dump(dataset_of(session)).replace("public: true", f"public: {value}"), encoding="utf-8")

    with pytest.raises(Exception, match=r"participants\[0\]\.public"):
        list(registry.usable("yaml").decode(file))  # type: ignore[misc]


# The second look


def look(session: ReviewSession, **settings: object) -> list[tuple[str, str, str]]:
    copy = redact(dataset_of(session, "all"), Settings(**settings), Key())  # type: ignore[arg-type]
    return [(one.kind, one.words, one.field) for one in second_look(accepted(copy.dataset))]


def test_every_comment_is_listed_since_a_nickname_looks_like_no_name() -> None:
    session = invented.session()
    zwaan = session.participants()[0]
    entity = session.annotations("entity")[0]
    session.apply(SetField(id=zwaan.id, field="note", value="de lange Jappie was boos"))
    session.apply(Edit(id=entity.id, values={"note": "zie jp", "link": None}))

    found = look(session)

    assert ("comment", "de lange Jappie was boos", "note") in found
    assert ("comment", "zie jp", "note") in found
    assert ("comment", HIDDEN, "note") in look(session, hidden=frozenset({"de lange Jappie was boos"}))


def test_names_in_titles_roles_and_wordings_are_listed_with_their_field() -> None:
    session = invented.session()
    (action,) = session.annotations("action")
    item = session.agenda()[2]
    person = session.participants()[2]
    session.apply(Edit(id=action.id, values={"text": "Bellen met Ravenstijn", "owners": ["Wolbers"]}))
    session.apply(SetField(id=item.id, field="title", value="Het gesprek met Drakenstein"))
    session.apply(SetField(id=person.id, field="role", value="mantelzorger van Vlasblom"))
    session.apply(SetField(id="meeting", field="location", value="bij mevrouw Kapelhof thuis"))

    found = look(session)

    assert {("name", "Ravenstijn", "text"), ("name", "Wolbers", "owners"), ("name", "Drakenstein", "title")} <= set(
        found
    )
    assert ("name", "Kapelhof", "location") in found
    assert any(field == "role" and "Vlasblom" in words for _kind, words, field in found)


def test_what_is_marked_as_something_else_is_not_listed_and_what_is_hidden_is_gone() -> None:
    session = invented.session()
    span = invented.place("Terpstra")
    assert ("name", "Terpstra", "") in look(session)

    assert ("name", "Terpstra", "") not in look(session, hidden=frozenset({"Terpstra"}))
    session.apply(Add(layer="entity", type="LOCATION", start=span.start, end=span.end))
    assert ("name", "Terpstra", "") not in look(session)


def test_hidden_words_are_gone_from_text_and_strings_and_the_copy_is_sound() -> None:
    session = invented.session()
    (action,) = session.annotations("action")
    session.apply(SetField(id=action.id, field="text", value="toolkit delen met Buurt"))

    copy = redact(dataset_of(session, "all"), Settings(hidden=frozenset({"pilot  Buurt", "Buurt"})), Key())

    assert "Buurt" not in str(copy.dataset)
    assert check(copy.dataset.document, copy.dataset.text, copy.dataset.records, scheme.default()) == ()
    assert HIDDEN in copy.dataset.text
    assert isinstance(copy.dataset.actions[0], Action)


def test_a_place_of_the_copy_is_found_again_in_the_minutes() -> None:
    session = invented.session()
    dataset = dataset_of(session, "all")
    copy = redact(dataset, Settings(), Key())

    for entity in copy.dataset.entities:
        before = session.record(copy.records[entity.id])
        assert isinstance(before, Entity)
        assert copy.original(entity.spans[0]) == before.spans[0]
    for words in ("Jaarwisseling", "voorstel", "aandacht"):
        at = copy.dataset.text.index(words)
        span = copy.original(Span(at, at + len(words)))
        assert session.text[span.start : span.end] == words


def test_nobody_who_is_private_keeps_a_name_among_the_participants_of_a_copy() -> None:
    session = invented.session()
    session.apply(SetField(id=session.participants()[2].id, field="public", value=True))

    copy = redact(dataset_of(session), Settings(), Key()).dataset
    names = {person.name: person.public for person in copy.participants}

    assert set(names) == {"persoon-01", "persoon-02", "P. Posthuma"}
    assert all(isinstance(person, Participant) for person in copy.participants)
    assert load_strict(dump(copy).encode(), "copy")["participants"][2]["public"] is True


def test_where_the_key_cannot_be_kept_no_copy_is_made(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file in the way")
    named = Named("x", dataset_of(invented.session()))

    with pytest.raises(StoreError):
        publishing.publish(
            [named], registry.usable("yaml"), tmp_path / "out", Settings(), tmp_path / "keys" / "k.json", "all"
        )

    assert [path.name for path in tmp_path.iterdir()] == ["keys"]


@pytest.mark.parametrize("file", ["verslag-zwaan-2021.md", "Verslag_Van_der_Zwaan.PDF", "zwaan.postma", "zwaan"])
def test_a_file_named_after_somebody_private_is_named_otherwise(file: str) -> None:
    dataset = dataset_of(invented.session())
    dataset = msgspec.structs.replace(dataset, document=msgspec.structs.replace(dataset.document, file=file))

    document = redact(dataset, Settings(), Key()).dataset.document

    assert "zwaan" not in f"{document.id} {document.file}"
    assert "persoon-" in document.file
    assert document.file.casefold().endswith((".md", ".pdf", ".txt"))


def test_a_first_name_in_the_name_of_the_file_is_listed() -> None:
    dataset = dataset_of(invented.session())
    dataset = msgspec.structs.replace(
        dataset, document=msgspec.structs.replace(dataset.document, file="van-marleen.md")
    )

    found = second_look(redact(dataset, Settings(), Key()).dataset)

    assert ("Marleen", "file") in {(one.words, one.field) for one in found}
