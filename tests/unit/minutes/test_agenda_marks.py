"""Titles that signs, rules and rows make titles, and lines that look like titles and are none."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.reading import read_bytes
from tests.unit.minutes.reading import block_texts, labels, markdown, names, plain, titles

TITLE = "Verslag kring Oosterdal 4 maart 2021\n\nAanwezig: A. Bos, C. Mol\n\n"
SAID = "Bos vertelt dat het druk is geweest bij de sluis. Mol vraagt of dat zo blijft in de zomer.\n\n"


@pytest.mark.parametrize("form", ["--- {} --- {}", "== {} == {}", "*** {}. *** {}", "—— {} —— {}"])
def test_a_label_stands_between_rules(form: str) -> None:
    heads = [form.format(label, title) for label, title in (("I", "Opening"), ("II", "De sluis"), ("III", "Rondje"))]

    assert labels(plain(TITLE + "".join(f"{head}\n\n{SAID}" for head in heads))) == [
        ("I", "Opening"),
        ("II", "De sluis"),
        ("III", "Rondje"),
    ]


@pytest.mark.parametrize("sign", [">>", "»", "->", "=>", "→", ":", "–", "|"])
def test_signs_part_a_named_label_from_its_title(sign: str) -> None:
    heads = [f"Onderwerp {at} {sign} {title}" for at, title in ((1, "Opening"), (2, "De sluis"), (3, "Rondje"))]

    minutes = plain(TITLE + "".join(f"{head}\n\n{SAID}" for head in heads))

    assert labels(minutes) == [("1", "Opening"), ("2", "De sluis"), ("3", "Rondje")]


def test_lettered_parts_stand_inside_named_items() -> None:
    text = f"Onderwerp 1 >> Opening\n\n{SAID}Onderwerp 2 >> Wonen\n\na) Licht op straat\n{SAID}b) Jeugd\n{SAID}"

    assert titles(plain(TITLE + text)) == ["Opening", "Wonen", "Licht op straat", "Jeugd"]


def test_a_list_inside_a_named_item_is_no_part_of_the_agenda() -> None:
    text = f"Onderwerp 1 >> Opening\n\n{SAID}Onderwerp 2 >> Wonen\n\n{SAID}a) lantaarns\nb) hekken\nc) camera's\n"

    assert titles(plain(TITLE + text)) == ["Opening", "Wonen"]


def test_people_lettered_for_their_privacy_are_no_items() -> None:
    text = (
        f"1. Opening\n{SAID}2. Personen\na. R.K. (19). Zesde melding in een maand, nu een bedreigde conducteur. Bos is "
        "bezig met een gesprek.\nb. Mevr. Dijk-Veen, 81 jaar, belt dagelijks. Mol meldt dat de huisarts niets ziet.\n"
        f"c. Terugkeer T. uit detentie. Doorgeschoven naar april, er is nog niets bekend.\n\n3. Rondvraag\n{SAID}"
    )

    assert titles(plain(TITLE + text)) == ["Opening", "Personen", "Rondvraag"]


def test_rows_of_a_typed_list_are_no_items() -> None:
    text = (
        f"2  TWEEDE OVERLEG\n\n{SAID}ACTIES                                WIE      GEREED\n"
        "3   Melding bijwerken                  HIN      14:55\n4   Bevel opstellen                    ACB      15:15\n"
        "\n"
        f"3  DERDE OVERLEG\n\n{SAID}4  VIERDE OVERLEG\n\n{SAID}"
    )

    assert titles(plain(TITLE + text)) == ["TWEEDE OVERLEG", "DERDE OVERLEG", "VIERDE OVERLEG"]


def test_a_line_of_words_above_a_rule_is_a_title() -> None:
    heads = ("Welkom", "Boeren, burgers, buitengebied", "Stroom, water en gas")
    minutes = plain(TITLE + "".join(f"{head}\n{'-' * len(head)}\n{SAID}" for head in heads))

    assert titles(minutes) == list(heads)
    assert not any("---" in text for text in block_texts(minutes))


def test_a_sentence_above_a_rule_is_no_title() -> None:
    text = f"1. Opening\n{SAID.strip()}\n----------\n2. Rondvraag\n{SAID}"

    assert titles(plain(TITLE + text)) == ["Opening", "Rondvraag"]


def test_a_pictogram_is_no_part_of_a_title() -> None:
    text = "".join(f"## {head}\n\n{SAID}" for head in ("👋 Inloop", "🏚️ Casus Zuid", "🔚 Rondje"))

    assert titles(markdown(f"# Kernteam Oosterdal\n\n{text}")) == ["Inloop", "Casus Zuid", "Rondje"]


def test_rows_over_the_whole_width_of_a_register_are_items() -> None:
    def row(*cells: str) -> str:
        return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"

    def group(title: str) -> str:
        return f'<tr><td colspan="5">{title}</td></tr>'

    table = (
        "<tr><th>Nr</th><th>Omschrijving</th><th>Wie</th><th>Status</th><th>Opmerkingen</th></tr>"
        + group("AP 1 &ndash; Vorige lijst")
        + row("B08", "Lijst vastgesteld", "", "gereed", "Bos: met dank")
        + row("A14", "Nummers nagaan", "Mol", "open", "")
        + group("AP 2 &ndash; Inbraken")
        + row("A15", "Controles inplannen", "Bos", "open", "Mol vraagt om spoed")
        + group("AP 3 &ndash; Rondvraag")
        + row("A16", "Borrel regelen", "Mol", "open", "")
    )
    minutes = read_bytes(f"<h2>Actielijst Oosterdal</h2><table>{table}</table>".encode(), "lijst.html")

    assert titles(minutes) == ["Vorige lijst", "Inbraken", "Rondvraag"]


LOG = """\
14:05  OL opent het overleg en wijst erop dat de burgemeester vanaf nu het gezag over de
       hulpdiensten heeft.
14:07  HIN: brand sinds kwart voor twaalf, de hal is van kunststof en de rook trekt weg over
       de weilanden.
=> OL belt met de buurgemeente over de weilanden die daar liggen en koppelt dat nog
   vandaag terug
=> alle gemeenten kijken na welke dorpshuizen open kunnen voor wie niet terug naar huis
   durft
B5  Het team stemt in met het advies om geen vee te verplaatsen zolang de wind nog zo
    staat.
B6  De vrijwilligers delen water uit.
"""


def test_times_arrows_and_codes_begin_a_line_of_their_own() -> None:
    begun = [text[:8].strip() for text in block_texts(plain(TITLE + "1. Verloop\n\n" + LOG))[-6:]]

    assert begun == ["14:05  O", "14:07  H", "=> OL be", "=> alle", "B5  Het", "B6  De v"]


def test_a_time_inside_a_wrapped_sentence_begins_nothing() -> None:
    text = (
        "De volgende vergadering van de kring is op donderdag de vierde van de maand mei, om\n14.00 uur in het "
        "dorpshuis aan de dijk, waar de vorige keer ook al is vergaderd\nover de sluis en over de brug die er komt.\n"
    )

    assert len([it for it in block_texts(plain(TITLE + "1. Verloop\n\n" + text)) if "14.00" in it]) == 1
    assert "mei, om 14.00 uur" in plain(TITLE + "1. Verloop\n\n" + text).text


def test_the_attendance_above_stays_what_it_is() -> None:
    assert names(plain(TITLE + f"--- I --- Opening\n\n{SAID}--- II --- Rondje\n\n{SAID}")) == ["A. Bos", "C. Mol"]


def test_a_numbered_list_of_actions_below_titles_is_no_agenda() -> None:
    heads = "".join(f"{head}\n{'=' * len(head)}\n{SAID}" for head in ("Opening", "Feest: Paasvuren", "Rondvraag"))
    actions = "ACTIES\n1. Nagaan of de sluis dicht kan – Bos – 1 mei\n2. Kaart maken – Mol – Q2\n3. Bellen – Bos\n"

    assert titles(plain(TITLE + heads + actions)) == ["Opening", "Feest: Paasvuren", "Rondvraag"]
