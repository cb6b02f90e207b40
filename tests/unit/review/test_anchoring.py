from __future__ import annotations

import time
from hashlib import sha256
from itertools import pairwise

import msgspec
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dvo_tui.minutes.model import Minutes, Origin, Participant, Span, agenda_id, participant_id
from dvo_tui.review.anchoring import reanchor
from dvo_tui.review.commands import parse
from dvo_tui.review.opening import first_records
from dvo_tui.review.reanchored import Reanchored
from dvo_tui.review.records import Decision, Entity, Record, Turn, Unplaced, id_of, suggestion_id
from dvo_tui.review.session import ReviewSession
from dvo_tui.scheme import scheme
from dvo_tui.suggest.base import Suggestion
from tests import invented


def read(text: str, like: Minutes | None = None) -> Minutes:
    """The invented minutes as a reader would read another text: people by name, agenda items by their heading."""
    old = like or invented.minutes()
    sha = sha256(text.encode()).hexdigest()
    people = tuple(msgspec.structs.replace(p, id=participant_id(sha, p.name)) for p in old.participants)
    ids = {was.id: now.id for was, now in zip(old.participants, people, strict=True)}
    headings = [(item, text.find(f"{item.label} {item.title}")) for item in old.agenda]
    found = [(item, start) for item, start in headings if start >= 0]
    ends = [*(start for _, start in found[1:]), len(text)][: len(found)]
    agenda = tuple(
        msgspec.structs.replace(item, id=agenda_id(sha, item.label, item.title, start), span=Span(start, end))
        for (item, start), end in zip(found, ends, strict=True)
    )
    return msgspec.structs.replace(
        old,
        document=msgspec.structs.replace(old.document, id=f"verslag-noordrand-{sha[:8]}", text_sha256=sha),
        text=text,
        participants=people,
        agenda=agenda,
        meeting=msgspec.structs.replace(old.meeting, chair=ids.get(old.meeting.chair or "")),
    )


def proposed(new: Minutes, old: Minutes | None = None) -> list[Suggestion]:
    """The invented suggestions where their first quote stands in another text, as far as it does."""
    old = old or invented.minutes()
    ids = {was.id: now.id for was, now in zip(old.participants, new.participants, strict=True)}
    found = []
    for suggestion in invented.suggestions():
        (span,) = suggestion.spans
        words = invented.TEXT[span.start : span.end]
        nth = invented.TEXT[: span.start].count(words)
        start = -1
        for _ in range(nth + 1):
            start = new.text.find(words, start + 1)
        if start >= 0:
            link = ids.get(suggestion.link or "")
            found.append(msgspec.structs.replace(suggestion, spans=(Span(start, start + len(words)),), link=link))
    return found


def reread(session: ReviewSession, text: str) -> tuple[Reanchored, ReviewSession]:
    """The review carried over, and the session that goes on from it, its records in the history as a store does it."""
    new = read(text)
    result = reanchor(session.minutes, session.records.values(), session.history, new, proposed(new))
    return result, ReviewSession(new, result.records, "jdv", scheme.default(), clock=invented.ticking())


def find(session: ReviewSession, words: str, layer: str = "entity") -> str:
    return next(
        record.id
        for record in session.annotations(layer)
        if session.text[record.spans[0].start : record.spans[-1].end] == words
    )


def do(session: ReviewSession, **command: object) -> None:
    session.apply(parse(msgspec.json.encode(command)))


def settled() -> ReviewSession:
    """The invented review with everything accepted but `april`, which is rejected, and the column's DVO pending."""
    session = invented.session()
    for record in session.annotations():
        do(
            session,
            do="reject" if session.text[record.spans[0].start :].startswith("april") else "accept",
            id=record.id,
        )
    return session


def test_everything_stays_when_the_text_is_the_same() -> None:
    session = settled()
    result, _ = reread(session, invented.TEXT)
    assert {id_of(r): r for r in result.records} == dict(session.records)
    assert {p.how for p in result.placements} == {"kept"}
    assert not result.unplaced
    assert not result.added
    assert not result.dropped


def test_a_new_paragraph_moves_what_comes_after_and_links_and_items_follow() -> None:
    session = settled()
    text = invented.TEXT.replace("A Opening", "Kenmerk 123, vastgesteld door het overleg.\n\nA Opening")
    result, again = reread(session, text)
    assert not result.unplaced
    assert result.counts()["kept"] == 1  # the date above it
    mention = again.record(find(session, "Postma"))
    assert isinstance(mention, Entity)
    assert again.text[mention.start : mention.end] == mention.text == "Postma"
    assert again.name_of(mention.link) == "J. Postma"
    assert mention.link in again.records
    assert mention.item == again.item_at(mention.start).id  # type: ignore[union-attr]  # it stands in an item
    assert again.progress() == session.progress()


def test_other_white_space_is_no_change_and_the_mention_becomes_what_stands_there() -> None:
    session = settled()
    do(
        session,
        do="add",
        layer="entity",
        type="LOCATION",
        start=invented.place("Buurt in Meerdijk").start,
        end=invented.place("Buurt in Meerdijk").end,
    )
    identifier = find(session, "Buurt in Meerdijk")
    result, again = reread(session, invented.TEXT.replace("Buurt in Meerdijk", "Buurt  in\nMeerdijk"))
    mention = again.record(identifier)
    assert isinstance(mention, Entity)
    assert mention.text == "Buurt  in\nMeerdijk"
    assert not result.unplaced


def test_a_changed_mention_is_listed_with_its_quote_and_can_be_stored_as_json() -> None:
    session = settled()
    identifier = find(session, "Postna")
    do(session, do="set", id=identifier, field="note", value="Postma?")
    result, again = reread(session, invented.TEXT.replace("Mevr. Postna", "Mevr. Postema"))
    (left,) = [entry for entry in result.unplaced if entry.layer == "entity"]
    assert identifier not in again.records
    assert (left.of, left.quotes[0].exact) == (identifier, "Postna")
    assert left.quotes[0].prefix.endswith("verwacht. Mevr. ")
    back = msgspec.json.decode(msgspec.json.encode(left), type=Unplaced)
    assert back == left
    record = back.decoded()
    assert isinstance(record, Entity)
    assert (record.note, record.status) == ("Postma?", "accepted")
    assert again.item_at(again.text.index("Postema")).id == record.item  # type: ignore[union-attr]  # in B1


def test_a_word_changed_inside_a_turn_keeps_it_and_says_so() -> None:
    session = settled()
    identifier = find(session, "Mevr. Postma meldt dat de gemeente Meerdijk vuurwerk verwacht.", "turn")
    result, again = reread(
        session, invented.TEXT.replace("gemeente Meerdijk vuurwerk", "gemeente Meerdijk wat vuurwerk")
    )
    turn = again.record(identifier)
    assert isinstance(turn, Turn)
    assert again.text[turn.spans[0].start : turn.spans[0].end].endswith("Meerdijk wat vuurwerk verwacht.")
    assert [p.how for p in result.placements if p.id == identifier] == ["edited"]


def test_a_decision_in_a_reviewers_own_words_keeps_them() -> None:
    session = settled()
    identifier = find(session, "Het DVO geeft akkoord op het voorstel.", "decision")
    do(session, do="set", id=identifier, field="text", value="Akkoord")
    _, again = reread(session, "Concept.\n\n" + invented.TEXT)
    decision = again.record(identifier)
    assert isinstance(decision, Decision)
    assert decision.text == "Akkoord"


def test_what_was_pending_is_matched_added_or_dropped() -> None:
    session = invented.session()
    text = invented.TEXT.replace(" Mevr. Postna zegt toe de cijfers te delen.", "").replace(
        "A Opening", "Nu.\n\nA Opening"
    )
    result, again = reread(session, text)
    assert not result.unplaced
    assert find(session, "Postna") in result.dropped
    assert find(again, "Postma") == find(session, "Postma")
    assert {id_of(r) for r in result.beginning} >= set(result.added)
    assert all(record.status == "pending" for record in again.annotations())


def test_what_was_removed_is_not_proposed_again_at_the_next_reading_either() -> None:
    session = invented.session()
    do(session, do="remove", id=find(session, "Platform IVZ"))
    result, again = reread(session, "Concept.\n\n" + invented.TEXT)
    with pytest.raises(StopIteration):
        find(again, "Platform IVZ")
    stored = ReviewSession(again.minutes, result.beginning, "jdv", scheme.default())
    do(stored, do="complete")
    first = msgspec.structs.replace(stored.history[0], command={"do": "reanchor"}, deltas=result.deltas())
    going_on = ReviewSession(again.minutes, result.records, "jdv", scheme.default(), [first])
    _, third = reread(going_on, "Nieuw concept.\n\n" + invented.TEXT)
    with pytest.raises(StopIteration):
        find(third, "Platform IVZ")
    assert find(third, "Postma") == find(session, "Postma")


def test_a_mention_that_was_moved_is_not_proposed_again_where_it_was() -> None:
    session = invented.session()
    identifier = find(session, "Van der Zwaan")
    span = invented.place("Zwaan")
    do(session, do="span", id=identifier, start=span.start, end=span.end)
    _, again = reread(session, "Concept.\n\n" + invented.TEXT)
    near = [r for r in again.annotations("entity") if "Zwaan" in again.text[r.spans[0].start : r.spans[0].end]]
    assert [record.id for record in near] == [identifier]


def test_the_first_change_of_the_new_review_follows_from_its_beginning() -> None:
    result, again = reread(settled(), "Concept.\n\n" + invented.TEXT)
    session = ReviewSession(again.minutes, result.beginning, "jdv", scheme.default(), clock=invented.ticking())
    do(session, do="complete")
    change = msgspec.structs.replace(session.history[0], command={"do": "reanchor"}, deltas=result.deltas())
    fresh = ReviewSession(again.minutes, result.beginning, "jdv", scheme.default())
    fresh.repeat(change)
    assert dict(fresh.records) == dict(again.records)


def test_people_keep_what_the_reviewer_set_and_the_removed_stay_away() -> None:
    session = settled()
    old = {person.name: person.id for person in session.participants()}
    do(session, do="set", id=old["J. Postma"], field="organisation", value="Meerdijk")
    do(session, do="remove", id=old["P. Posthuma"])
    start = invented.place("Terpstra").start
    do(session, do="add", layer="participant", type="", start=start, end=start + 8)
    _, again = reread(session, "Concept.\n\n" + invented.TEXT)
    people = {person.name: person for person in again.participants()}
    assert sorted(people) == ["A. van der Zwaan", "J. Postma", "Terpstra"]
    assert people["J. Postma"].organisation == "Meerdijk"
    assert people["J. Postma"].id == participant_id(again.minutes.document.text_sha256, "J. Postma")
    (mention,) = people["Terpstra"].spans
    assert again.text[mention.start : mention.end] == "Terpstra"
    assert again.meeting.chair == people["A. van der Zwaan"].id


def test_someone_the_new_reading_lost_stays_while_a_settled_mention_links_there() -> None:
    session = settled()
    new = read("Concept.\n\n" + invented.TEXT)
    new = msgspec.structs.replace(new, participants=())
    result = reanchor(session.minutes, session.records.values(), session.history, new, ())
    names = {record.name for record in result.records if isinstance(record, Participant)}
    assert names == {"A. van der Zwaan", "J. Postma"}


def test_agenda_items_keep_what_the_reviewer_set_added_and_removed() -> None:
    session = settled()
    items = {item.label: item for item in session.agenda()}
    do(session, do="set", id=items["B1"].id, field="status", value="deferred")
    do(session, do="remove", id=items["C"].id)
    heading = invented.place("Actie Platform IVZ: toolkit delen in april.")
    do(session, do="add", layer="agenda", type="", start=heading.start, end=heading.end)
    result, again = reread(session, "Concept.\n\n" + invented.TEXT)
    assert [(item.label, item.status) for item in again.agenda()] == [
        ("A", "handled"),
        ("B1", "deferred"),
        (None, "handled"),
    ]
    spans = [item.span for item in again.agenda()]
    assert all(one.end == two.start for one, two in pairwise(spans))
    assert not [entry for entry in result.unplaced if entry.layer == "agenda"]
    added = again.agenda()[-1]
    assert added.id == session.agenda()[-1].id
    assert all(r.item in again.records for r in again.annotations() if r.item)


def test_an_added_item_whose_heading_is_gone_is_listed() -> None:
    session = settled()
    heading = invented.place("Actie Platform IVZ: toolkit delen in april.")
    do(session, do="add", layer="agenda", type="", start=heading.start, end=heading.end)
    result, _ = reread(session, invented.TEXT.replace("Actie Platform IVZ: toolkit delen in april.\n\n", ""))
    assert [e.quotes[0].exact for e in result.unplaced if e.layer == "agenda"] == [
        invented.TEXT[heading.start : heading.end]
    ]


def test_a_complete_review_is_open_again_when_something_is_left_to_place() -> None:
    session = settled()
    do(session, do="complete")
    assert not reread(session, "Concept.\n\n" + invented.TEXT)[0].reopened
    result, again = reread(session, invented.TEXT.replace("Postna", "Postema"))
    assert result.reopened
    assert not again.complete


# Any text

WORDS = [f"{a}{b}" for a in ("ver", "be", "ont", "op", "uit") for b in ("zoek", "leid", "gaan", "stel", "werk", "trek")]
COMMON = ("Akkoord.", "Het DVO stemt in.", "Mevr. Postma dankt de leden voor hun inbreng in dit overleg.")
sentences = st.one_of(
    st.sampled_from(COMMON), st.lists(st.sampled_from(WORDS), min_size=2, max_size=9).map(lambda w: " ".join(w) + ".")
)
documents = st.lists(sentences, min_size=1, max_size=14)
breaks = st.sampled_from([" ", "\n", "\n\n", "  "])


def joined(parts: list[str], gaps: list[str]) -> tuple[str, list[Span]]:
    text, spans = "", []
    for index, part in enumerate(parts):
        part = part.replace(" ", gaps[-1 - index % len(gaps)]) if len(gaps) > 3 else part
        text += gaps[index % len(gaps)] if text else ""
        spans.append(Span(len(text), len(text) + len(part)))
        text += part
    return text, spans


def bare(text: str) -> Minutes:
    return msgspec.structs.replace(read(text), participants=(), agenda=())


def accepted(text: str, spans: list[Span]) -> list[Record]:
    return [
        Entity(
            id=f"e{index}",
            type="PERSON",
            text=text[span.start : span.end],
            start=span.start,
            end=span.end,
            item=None,
            link=None,
            status="accepted",
            origin=Origin(by="jdv"),
        )
        for index, span in enumerate(spans)
    ]


def carried(old: str, spans: list[Span], new: str) -> tuple[dict[str, Entity], set[str]]:
    records = accepted(old, spans)
    result = reanchor(bare(old), records, (), bare(new), ())
    placed = {record.id: record for record in result.records if isinstance(record, Entity)}
    unplaced = {entry.of for entry in result.unplaced}
    assert set(placed) | unplaced == {id_of(record) for record in records}
    assert not set(placed) & unplaced
    for index, span in enumerate(spans):
        found = placed.get(f"e{index}")
        if found is not None:
            assert found.text == new[found.start : found.end]
            assert found.text.split() == old[span.start : span.end].split()
    return placed, unplaced


@settings(max_examples=150, deadline=None)
@given(documents, st.lists(breaks, min_size=1, max_size=6), st.data())
def test_after_one_edit_nothing_stands_on_a_sentence_that_it_did_not_stand_on(
    parts: list[str], gaps: list[str], data: st.DataObject
) -> None:
    old, spans = joined(parts, [" "])
    numbers = list(range(len(parts)))
    low = data.draw(st.integers(0, len(parts)))
    high = data.draw(st.integers(low, len(parts)))
    put = data.draw(st.lists(st.just("Nieuwe xyz alinea."), max_size=2)) if low == high else []
    rest = [*parts[:low], *put, *parts[high:]]
    numbers = [*numbers[:low], *(-1 for _ in put), *numbers[high:]]
    new, new_spans = joined(rest, gaps)
    placed, _ = carried(old, spans, new)
    for index in range(len(parts)):
        if f"e{index}" in placed:
            assert numbers.index(index) == new_spans.index(placed[f"e{index}"].spans[0])


@settings(max_examples=150, deadline=None)
@given(documents, documents, st.lists(breaks, min_size=1, max_size=6), st.data())
def test_after_any_edits_what_is_placed_stands_on_the_same_words(
    parts: list[str], others: list[str], gaps: list[str], data: st.DataObject
) -> None:
    old, spans = joined(parts, [" "])
    mixed = data.draw(st.permutations([*parts, *others]))
    new, _ = joined(mixed[: data.draw(st.integers(1, len(mixed)))], gaps)
    carried(old, spans, new)


@settings(max_examples=50, deadline=None)
@given(documents, st.lists(breaks, min_size=1, max_size=6))
@example(["Akkoord."], ["\n"])
@example(["Akkoord.", "Akkoord."], ["\n"])
def test_another_wrap_loses_nothing(parts: list[str], gaps: list[str]) -> None:
    old, spans = joined(parts, [" "])
    new, _ = joined(parts, gaps)
    assert not carried(old, spans, new)[1]


@settings(max_examples=50, deadline=None)
@given(st.integers(2, 12), st.data())
def test_paragraphs_that_differ_keep_their_annotations_when_two_change_places(count: int, data: st.DataObject) -> None:
    parts = [f"Alinea {n} over punt {n}a met kwestie {n}b en vervolg {n}c." for n in range(count)]
    one, two = data.draw(st.tuples(st.integers(0, count - 1), st.integers(0, count - 1)))
    swapped = list(parts)
    swapped[one], swapped[two] = swapped[two], swapped[one]
    old, spans = joined(parts, ["\n\n"])
    new, _ = joined(swapped, ["\n\n"])
    assert not carried(old, spans, new)[1]


def test_one_of_three_equal_sentences_gone_leaves_all_three_to_the_reviewer() -> None:
    parts = ["Opening door de heer Bos van de politie.", *["Akkoord."] * 3, "Sluiting door de heer Bos om tien uur."]
    old, spans = joined(parts, ["\n"])
    new, _ = joined([*parts[:2], *parts[3:]], ["\n"])
    placed, unplaced = carried(old, spans, new)
    assert unplaced == {"e1", "e2", "e3"}
    assert set(placed) == {"e0", "e4"}


def test_a_deleted_sentence_does_not_jump_to_its_double() -> None:
    parts = [
        "De burgemeester van Meerdijk vraagt naar de stand van zaken.",
        "Het voorstel wordt aangenomen.",
        "De wethouder van Oostwijk licht de begroting van dit jaar toe.",
        "Het voorstel wordt aangenomen.",
        "De politie meldt dat het aantal inbraken verder daalt.",
    ]
    old, spans = joined(parts, ["\n"])
    new, new_spans = joined([parts[0], *parts[2:]], ["\n"])
    placed, unplaced = carried(old, spans, new)
    assert unplaced == {"e1"}
    assert placed["e3"].spans[0] == new_spans[2]


def test_a_megabyte_with_ten_thousand_annotations_takes_seconds() -> None:
    parts = [
        f"{WORDS[n % 30].capitalize()} {WORDS[n * 7 % 29]} nr {n} {' '.join(WORDS[n * k % 30] for k in range(11))}."
        for n in range(11_000)
    ]
    old, spans = joined(parts, ["\n"])
    changed = [part for n, part in enumerate(parts) if n % 50]
    changed[100:140], changed[900:940] = changed[900:940], changed[100:140]
    new, _ = joined(changed, ["\n", " "])
    assert len(old) > 1_000_000
    began = time.perf_counter()
    placed, unplaced = carried(old, spans, new)
    assert time.perf_counter() - began < 15  # about 1.5 s on the machine it was written on
    assert len(placed) == len(changed)
    assert len(unplaced) == 220


@pytest.mark.parametrize("unit", ["a", "a ", "ab ", "Akkoord. ", ". "])
def test_repetition_without_end_takes_no_longer(unit: str) -> None:
    old = unit * (300_000 // len(unit))
    new = old[: len(old) // 2] + " Nieuw. " + old[len(old) // 2 :]
    began = time.perf_counter()
    carried(old, [Span(n * 10, n * 10 + 1) for n in range(1000) if old[n * 10].strip()], new)
    assert time.perf_counter() - began < 10


def test_ids_of_suggestions_are_those_of_the_new_text() -> None:
    new = read("Concept.\n\n" + invented.TEXT)
    (first, *_) = proposed(new)
    result = reanchor(new, first_records(new, ()), (), new, [first])
    assert result.added == (suggestion_id(first, new, first.spans),)
