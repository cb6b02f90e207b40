"""Copies that may be published: what was annotated is gone in every way to write it, what was not is listed."""

from __future__ import annotations

import random
import re
from hashlib import sha256

import msgspec
import pytest

from dvo_tui import names
from dvo_tui.exchange.dataset import Dataset, dataset_of
from dvo_tui.exchange.identifiers import identifiers, is_iban, passes_eleven_test
from dvo_tui.exchange.redaction import Key, Settings, redact
from dvo_tui.exchange.second_look import second_look
from dvo_tui.exchange.variants import Person, Variants
from dvo_tui.minutes.model import Origin, Participant, Span, participant_id, record_id
from dvo_tui.review.checks import check
from dvo_tui.review.publicity import GROUNDS
from dvo_tui.review.records import Entity, Turn
from dvo_tui.scheme import scheme
from tests import invented

FIRSTS = names.listed(
    "Anouk Bram Chaima Dirk Elif Femke Gijs Hanneke Imre Joost Karim Lotte Milan Nadia Otto Petra Ruben Sanne"
)
LASTS = names.listed(
    """
    Abbenhuis Bruggeman Castelein Doornbos Elsinga Faddegon Gerritzen Hoogerbrugge Iedema Jongsma Kuipersma Lubberding
    Meulenkamp Nieuwkoop Oosterbaan Pijnacker Quispel Rademaker Schimmel Terpstra Uittenbogaard Vlasblom Wapenaar
    """
)
BETWEEN = ["", "", "", "van ", "van der ", "de ", "ter "]
SENTENCES = [
    "{} zegt toe de lijst voor de zomer te sturen.",
    "De voorzitter bedankt {} voor de bijdrage.",
    "Volgens {} is het aantal meldingen gelijk gebleven.",
    "Met {} is afgesproken dat dit in het najaar terugkomt.",
    "Hierover heeft {} contact met de wijkagent.",
]
PLANTED = [
    "Hij is bereikbaar op {}.".format,
    "Het nummer {} staat in het dossier.".format,
    "De brief ging naar {} en kwam terug.".format,
]


def people(count: int, seed: int) -> list[tuple[str, str, str]]:
    """First name, tussenvoegsel and surname of so many people, none of whom share one."""
    chance = random.Random(seed)
    lasts = chance.sample(sorted(LASTS), count)
    return [(chance.choice(sorted(FIRSTS)), chance.choice(BETWEEN), last) for last in lasts]


def misspelt(word: str, chance: random.Random) -> str:
    """One letter left out, doubled, exchanged with the next or replaced; never the first."""
    at = chance.randrange(1, len(word) - 1)
    turned = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    return chance.choice(
        [word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], turned, word[:at] + "q" + word[at + 1 :]]
    )


def variants(first: str, between: str, last: str, chance: random.Random) -> list[str]:
    whole = f"{first} {between}{last}"
    letters = "".join(word[0] for word in between.split())
    return [
        whole,
        f"{first[0]}. {between}{last}",
        f"mevrouw {(between[:1].upper() + between[1:])}{last}",
        last,
        last.upper(),
        whole.upper(),
        last.lower(),
        f"{last}s",
        f"{last}'s",
        misspelt(last, chance),
        f"{first[0]}{letters}{last[0]}",
        first,
    ]


def dataset_with(text: str, mentions: list[Span], participants: tuple[Participant, ...] = ()) -> Dataset:
    """A dataset over a text in which just these mentions of people are annotated."""
    base = dataset_of(invented.session())
    sha = sha256(text.encode()).hexdigest()
    entities = tuple(
        Entity(
            id=record_id("e", sha, span.start),
            type="PERSON",
            text=text[span.start : span.end],
            start=span.start,
            end=span.end,
            item=None,
            link=None,
            status="accepted",
            origin=Origin(by="jdv"),
        )
        for span in mentions
    )
    return msgspec.structs.replace(
        base,
        document=msgspec.structs.replace(base.document, sha256=sha, text_sha256=sha),
        meeting=msgspec.structs.replace(base.meeting, chair=None, secretary=None),
        participants=participants,
        agenda=(),
        turns=(),
        decisions=(),
        actions=(),
        notes=(),
        entities=entities,
        text=text,
    )


@pytest.mark.parametrize("seed", range(15))
def test_whoever_was_annotated_once_is_gone_in_every_variant(seed: int) -> None:
    chance = random.Random(seed)
    named = people(4, seed)
    written = [(one, variant) for one in named for variant in variants(*one, chance)]
    chance.shuffle(written)
    first = [f"{a} {b}{c}" for a, b, c in named]
    lines = [f"Aanwezig: {name}." for name in first]
    lines += [chance.choice(SENTENCES).format(variant) for _one, variant in written[: 20 - len(first)]]
    text = "\n".join(lines)
    starts = [text.index(name) for name in first]
    copy = redact(
        dataset_with(text, [Span(at, at + len(n)) for at, n in zip(starts, first, strict=True)]), Settings(), Key()
    )

    for a, _between, last in named:
        assert last.casefold() not in copy.dataset.text.casefold()
        assert not re.search(rf"\b{a}\b", copy.dataset.text, re.IGNORECASE)
    for line, (_one, variant) in zip(copy.dataset.text.splitlines()[len(first) :], written, strict=False):
        assert variant not in line
        assert re.search(r"(?<!persoon-)\bpersoon-\d\d", line)


def test_what_was_never_annotated_is_listed_by_the_second_look() -> None:
    chance = random.Random(7)
    planted: list[str] = []
    lines: list[str] = []
    for number in range(300):
        first, between, last = people(1, number)[0]
        name = chance.choice(
            [f"{first} {between}{last}", f"dhr. {between}{last}", f"{first[0]}. {between}{last}", last]
        )
        thing = chance.choice(
            [
                name,
                name,
                name,
                f"06-{chance.randrange(10**7, 10**8)}",
                f"{last.lower()}@example.org",
                "GH-123-K",
                "Dorpsstraat 12",
            ]
        )
        sentence = chance.choice(SENTENCES).format(thing) if thing is name else chance.choice(PLANTED)(thing)
        lines.append(sentence[0].upper() + sentence[1:])
        planted.append(thing)
    copy = dataset_with("\n".join(lines), [])
    listed = second_look(copy)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    hits = sum(
        any(
            start <= suspect.span.start < start + len(line)
            and last_word(thing) in copy.text[suspect.span.start : suspect.span.end + 1]
            for suspect in listed
        )
        for start, line, thing in zip(starts, lines, planted, strict=True)
    )

    assert hits >= 285
    false = [suspect for suspect in listed if suspect.kind == "name"]
    assert len(false) < 2 * len(lines)


def last_word(thing: str) -> str:
    return thing.split()[-1]


def test_identifiers_are_masked_each_with_its_ground() -> None:
    text = "Bel 06-12345678 of mail a.b@example.org; BSN 111222333; NL91ABNA0417164300; "
    text += "auto GH-123-K; Dorpsstraat 12, 1234 AB."
    copy = redact(dataset_with(text, []), Settings(grounds={"plate": "5.1.2c"}), Key())

    assert copy.dataset.text == (
        "Bel [telefoonnummer] of mail [e-mailadres]; BSN [BSN]; [IBAN]; auto [kenteken]; [adres], [postcode]."
    )
    grounds = {copy.dataset.text[r.span.start : r.span.end]: r.ground for r in copy.redactions}
    assert grounds["[BSN]"] == "5.1.1e"
    assert grounds["[kenteken]"] == "5.1.2c"
    assert grounds["[adres]"] == "5.1.2e"
    assert set(grounds.values()) <= set(GROUNDS)


def test_who_acts_in_public_by_function_stays_readable_until_the_reviewer_says_otherwise() -> None:
    text = "Aanwezig: A. Terpstra (burgemeester), B. Doornbos (politie).\nTerpstra opent. Doornbos meldt."
    listed = tuple(
        Participant(
            id=participant_id("0" * 64, name), name=name, attendance="present", role=role, organisation=None,
            spans=(Span(text.index(name), text.index(name) + len(name)),),
        )
        for name, role in (("A. Terpstra", "burgemeester"), ("B. Doornbos", None))
    )  # fmt: skip
    dataset = dataset_with(text, [], listed)

    assert redact(dataset, Settings(), Key()).dataset.text.splitlines()[1] == "Terpstra opent. persoon-01 meldt."
    other = Settings(public=frozenset({"B. Doornbos"}), private=frozenset({"A. Terpstra"}))
    assert redact(dataset, other, Key()).dataset.text.splitlines()[1] == "persoon-01 opent. Doornbos meldt."


def test_a_copy_is_sound_and_holds_nothing_of_the_original() -> None:
    session = invented.session()
    original = dataset_of(session, "all")
    key = Key()
    copy = redact(original, Settings(private=frozenset(p.name for p in original.participants)), key).dataset

    assert check(copy.document, copy.text, copy.records, scheme.default()) == ()
    written = msgspec.json.encode(copy).decode()
    for person in original.participants:
        for word in re.findall(r"\w{4,}", person.name):
            assert word.casefold() not in written.casefold()
    assert session.reviewer not in written
    for gone in (
        original.document.sha256,
        original.document.text_sha256,
        original.document.id,
        *(r.id for r in original.entities),
    ):
        assert gone not in written
    assert {len(copy.turns), len(copy.entities)} == {len(original.turns), len(original.entities)}


def test_pseudonyms_are_the_same_in_every_document_of_one_key() -> None:
    key = Key()
    first = redact(dataset_with("Dit zegt B. Doornbos.", [Span(9, 20)]), Settings(), key).dataset.text
    other = redact(
        dataset_with("Elif en B. Doornbos.", [Span(0, 4), Span(8, 19)]), Settings(), Key(key.numbers)
    ).dataset.text

    assert first == "Dit zegt persoon-01."
    assert other == "persoon-02 en persoon-01."


def test_check_digits_decide() -> None:
    assert passes_eleven_test("111222333")
    assert not passes_eleven_test("123456789")
    assert is_iban("NL91 ABNA 0417 1643 00")
    assert not is_iban("NL92 ABNA 0417 1643 00")
    assert identifiers("artikel 172, zaak 2021-000123, € 123.456.782 op 12-03-2021 om 09:45") == []


def test_a_surname_that_is_a_word_is_left_alone_in_small_letters() -> None:
    found = Variants([Person("p", frozenset({"P. de Jong"}))]).find("Een jong kind ziet De Jong en P. de Jong.")

    assert [mention.span for mention in found] == [Span(19, 26), Span(30, 40)]


def listed(text: str, *people: tuple[str, str | None]) -> tuple[Participant, ...]:
    """Participants by name and role, each where the name stands first."""
    return tuple(
        Participant(
            id=participant_id("0" * 64, name), name=name, attendance="present", role=role, organisation=None,
            spans=(Span(text.index(name), text.index(name) + len(name)),),
        )
        for name, role in people
    )  # fmt: skip


@pytest.mark.parametrize(
    ("public", "private", "said", "masked"),
    [
        ("M. Wassink", "A. Özdemir", "Mw. Özdemir", "Mw. persoon-01"),  # Mw. is no code of M. Wassink
        ("J. de Vries", "K. de Vries", "K. de Vries", "persoon-01"),
        ("J. de Vries", "K. de Vries", "dhr. De Vries", "dhr. persoon-01"),
        ("J. de Vries", "K. de Vries", "Burgemeester J. de Vries", "Burgemeester J. de Vries"),
    ],
)
def test_somebody_public_covers_nobody_private(public: str, private: str, said: str, masked: str) -> None:
    text = f"Aanwezig: {public} (burgemeester), {private} (politie). {said} opent."
    people = listed(text, (public, "burgemeester"), (private, None))
    start = text.rindex(said)
    turn = Turn(
        id="taaaaaaaaaaaaa", item=None, speaker=people[1].id, speaker_text=said, status="accepted",
        spans=(Span(start, start + len(said)),), origin=Origin(by="jdv"),
    )  # fmt: skip
    dataset = msgspec.structs.replace(dataset_with(text, [], people), turns=(turn,))

    copy = redact(dataset, Settings(), Key()).dataset

    assert (copy.turns[0].speaker_text, copy.text.rpartition("). ")[2]) == (masked, f"{masked} opent.")


def test_a_name_that_could_be_two_peoples_is_that_of_whoever_is_linked_and_public() -> None:
    text = "Aanwezig: J. de Vries (burgemeester), K. de Vries (politie). De Vries opent."
    people = listed(text, ("J. de Vries", "burgemeester"), ("K. de Vries", None))
    start = text.rindex("De Vries")
    mention = dataset_with(text, [Span(start, start + 8)], people).entities[0]
    mention = msgspec.structs.replace(mention, link=people[0].id, note="De Vries belt")
    dataset = msgspec.structs.replace(dataset_with(text, [], people), entities=(mention,))

    copy = redact(dataset, Settings(), Key()).dataset

    assert copy.text.endswith("De Vries opent.")
    assert copy.entities[0].note == "De Vries belt"


def test_a_surname_alone_is_whoever_of_that_name_is_linked() -> None:
    text = "Yilmaz belt. De zaak gaat over S. Yilmaz."
    dataset = dataset_with(text, [Span(0, 6), Span(31, 40)])
    named = msgspec.structs.replace(dataset.entities[1], link="S. Yilmaz")
    dataset = msgspec.structs.replace(dataset, entities=(dataset.entities[0], named))

    copy = redact(dataset, Settings(), Key()).dataset

    assert copy.text == "persoon-01 belt. De zaak gaat over persoon-01."
    assert copy.entities[1].link == "persoon-01"


def test_a_date_is_no_bsn_and_a_ground_may_be_that_of_one_number_or_of_hidden_words() -> None:
    text = "Op 15-12-2023 belde 06-12345678, niet 06 87654321. Het pandje."
    settings = Settings(grounds={"06 87654321": "5.1.2h", "pandje": "5.1.2d"}, hidden=frozenset({"pandje"}))
    copy = redact(dataset_with(text, []), settings, Key())

    assert copy.dataset.text == "Op 15-12-2023 belde [telefoonnummer], niet [telefoonnummer]. Het [weggelaten]."
    assert [one.ground for one in copy.redactions] == ["5.1.2e", "5.1.2h", "5.1.2d"]
