"""Who speaks without a name, and in notes, logs and wordy prose: codes, functions, seats, arrows, passives."""

from __future__ import annotations

import pytest

from dvo_tui.minutes.model import Minutes
from dvo_tui.minutes.reading import read_bytes
from tests.unit.suggest.proposing import name_of, noordrand, proposed, speakers, surfaces

CODED = """\
Verslag crisisteam Oosterdal, 3 mei 2022

BEZETTING
OL     Operationeel leider, voorzitter   P. Aalders     Veiligheidsregio Oost
HIN    Hoofd informatie                  C. Prins
BGM    Burgemeester                      K. Visscher
VSL    Verslag                           R. Snel

1. Beeld

{body}

2. Sluiting

OL sluit het overleg.
"""

PLACES = """\
Verslag platform Oosterdal, 3 mei 2022

Deelnemers: Anna Bos (Hardenberg), Bert Vis (Ommen), Carla Mol (politie), Daan Kok (Veiligheidsregio IJsselland)

1. Opening

Anna opent.

2. Rondje

{body}
"""

FUNCTIONS = """\
Driehoek Oosterdal, 3 mei 2022

Aan tafel: burgemeester (vz), officier van justitie (OvJ), teamchef basisteam Dal, ambtenaar OOV (verslag).

1. Opening

{body}

2. Sluiting

Er waren geen punten meer.
"""


def read(form: str, body: str) -> Minutes:
    return read_bytes(form.format(body=body).encode(), "verslag.txt")


def turns(minutes: Minutes, item: int = 1) -> list[tuple[str | None, str | None]]:
    """Speakers and who they are, in one item."""
    span = minutes.agenda[item].span
    found = [turn for turn in proposed(minutes, "turn") if span.start <= turn.spans[0].start < span.end]
    return [(turn.speaker_text, name_of(minutes, turn.link)) for turn in found]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("14:07  HIN: brand sinds de middag.", [("HIN", "C. Prins")]),
        ("14:05  OL opent, wijst op de rook.", [("OL", "P. Aalders")]),
        ("14:05 uur - Prins geeft aan dat de wind draait.", [("Prins", "C. Prins")]),
        ("14:26  HIN acht dat aannemelijk.", [("HIN", "C. Prins")]),
        ("14:28  Oordeel Prins: ontruimen is te zwaar.", [("Prins", "C. Prins")]),
        ("16:18  Uitslag metingen via HIN: geen rook in Enter.", [("HIN", "C. Prins")]),
        ("16:20  Volgens Prins is de hal leeg.", [("Prins", "C. Prins")]),
    ],
)
def test_codes_of_the_attendance_list_speak_in_a_log(body: str, expected: list[tuple[str, str]]) -> None:
    assert turns(read(CODED, body), 0) == expected


def test_capitals_that_no_list_explains_do_not_speak() -> None:
    assert turns(read(CODED, "14:07  XYZ: brand sinds de middag."), 0) == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Teamchef schetst de toedracht.", [("Teamchef", "teamchef basisteam Dal")]),
        ("OvJ kan er weinig over kwijt.", [("OvJ", "officier van justitie")]),
        ("OvJ is bezig met een zitting.", [("OvJ", "officier van justitie")]),
        ("De ambtenaar OOV meldt dat het druk is.", [("De ambtenaar OOV", "ambtenaar OOV")]),
        ("Dat houdt geen stand, waarschuwt de ambtenaar OOV.", [("de ambtenaar OOV", "ambtenaar OOV")]),
        ("De officier milieu licht de cijfers toe.", [("De officier milieu", None)]),
        ("De wethouder uit Winterswijk wil dat ook.", [("De wethouder uit Winterswijk", None)]),
        ("Burgemeester: dankt allen.", [("Burgemeester", "burgemeester")]),
    ],
)
def test_functions_speak_for_who_is_listed_by_function(body: str, expected: list[tuple[str, str | None]]) -> None:
    assert turns(read(FUNCTIONS, body), 0) == expected


def test_functions_that_attend_are_no_names() -> None:
    minutes = read(FUNCTIONS, "Teamchef schetst de toedracht. De ambtenaar OOV meldt dat het druk is bij Dal.")

    assert surfaces(minutes, "PERSON") == []


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Hardenberg geeft aan dat de automaat weg is.", ["Hardenberg"]),
        ("Ommen is jaloers: daar is het geld op.", ["Ommen"]),
        ("Hardenberg vindt dat te vroeg.", ["Hardenberg"]),
        ("Ommen heeft een vraag over de inzet.", ["Ommen"]),
        ("Volgens de politie is daar geen reden voor.", ["de politie"]),
        (
            "- Hardenberg: geen punten.\n- Ommen: er komt een kermis.\n- Veiligheidsregio: de lijst komt eraan.",
            ["Hardenberg", "Ommen", "Veiligheidsregio"],
        ),
    ],
)
def test_municipalities_at_the_table_speak(body: str, expected: list[str]) -> None:
    assert [speaker for speaker, _ in turns(read(PLACES, body))] == expected


@pytest.mark.parametrize(
    "body",
    [
        "Raalte vindt dat te vroeg.",
        "In Hardenberg geeft de wijkagent les.",
        "Ommen telt vier sluizen.",
        "Ommen krijgt een nieuwe brug.",
    ],
)
def test_other_places_and_what_a_place_has_are_no_speakers(body: str) -> None:
    assert all(speaker not in ("Raalte", "Hardenberg", "Ommen") for speaker, _ in turns(read(PLACES, body)))


@pytest.mark.parametrize(
    ("body", "speaker"),
    [
        ("Postma -> strafrechtelijk is dat te dun.", "Postma"),
        ("Postma => dat mag niet van de wet.", "Postma"),
        ('Mag dat van de wet? "Nee, en dat weet je" (Postma).', "Postma"),
        ("Kermis: Postma wil eerder sluiten.", "Postma"),
        ("politie - Postma brengt in dat het te druk is.", "Postma"),
        ("Over de sluis houdt Postma de anderen voor dat het water stijgt.", "Postma"),
        ("Met de sluis heeft Postma goede ervaringen.", "Postma"),
        ("Dat was, naar het oordeel van mevrouw Postma, te vroeg.", "mevrouw Postma"),
        ("Het voorstel van Postma is om het zelf te doen.", "Postma"),
        ("Over het verslag werd door mevrouw Postma gememoreerd dat het te laat was.", "mevrouw Postma"),
        ("Dat was duur, terwijl door mevrouw Postma werd gewaarschuwd voor meer.", "mevrouw Postma"),
        ("Het door mevrouw Postma geopperde denkbeeld vond geen steun.", "mevrouw Postma"),
        ("Nadat de voorzitter de leden welkom had geheten, werd de agenda vastgesteld.", "de voorzitter"),
        ("Zo was het, waar mevrouw Postma van mening was dat het anders kon.", "mevrouw Postma"),
        ("Naar aanleiding van de alinea verlangde de heer Postma dat het woord werd vervangen.", "de heer Postma"),
        ("Kolonel Postma wijst op de bijstand.", "Kolonel Postma"),
        ("Postma was kort: hij kan er twee aan.", "Postma"),
    ],
)
def test_notes_and_wordy_prose_name_their_speakers(body: str, speaker: str) -> None:
    assert speakers(noordrand(body)) == [speaker]


def test_one_speaker_after_the_other_in_a_sentence() -> None:
    body = "Mevrouw Postma pleit voor variant B, de heer Tigchelhof hecht aan C. Mw. Dijk vreest een toeloop."

    assert speakers(noordrand(body)) == ["Mevrouw Postma", "de heer Tigchelhof", "Mw. Dijk"]


@pytest.mark.parametrize(
    "body",
    [
        "Dit wordt door de secretaris schriftelijk beantwoord.",
        "De burgemeester van Winterswijk had inmiddels besloten het pand te sluiten.",
        "Postma bespreekt dit met de provincie.",
        "Postma vraagt dit na bij de provincie.",
        "Het pand bij de sluis (Postma) is leeg.",
    ],
)
def test_what_is_done_or_decided_is_no_turn(body: str) -> None:
    assert speakers(noordrand(body)) == []


def test_a_river_that_is_a_surname_speaks_behind_its_verb() -> None:
    text = (
        "Verslag kring Oosterdal, 3 mei 2022\n\nAanwezig: Berend de Waal, Anna Bos\n\n1. Opening\n\n"
        "Dat moet openbaar, zegt De Waal, dus let op de namen.\n"
    )

    assert speakers(read_bytes(text.encode(), "verslag.txt")) == ["De Waal"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Inbreng           De heer Postma mist ambitie en wil een cijfer.", ["De heer Postma"]),
        ("Het plan is duur, waarop Postma opmerkt dat het nodig is.", ["Postma"]),
        ("De kosten, geraamd op een ton, acht mevrouw Postma redelijk.", ["mevrouw Postma"]),
        ("De adressen zijn gedeeld, hetgeen door mevrouw Postma wordt betwist.", ["mevrouw Postma"]),
        ("Postma maakt zich daar grote zorgen over.", ["Postma"]),
        ("Postma is het daar niet mee eens.", ["Postma"]),
        ("Postma neemt afscheid van de raad.", ["Postma"]),
        ("Zowel Postma als Dijk geven aan dat het knelt.", ["Postma als Dijk"]),
        ("Wat Postma betreft kan dit door.", ["Postma"]),
        ("Aangegeven wordt door Postma dat het knelt.", ["Postma"]),
        ("Uit de toelichting van Postma blijkt dat het rustig was.", ["Postma"]),
    ],
)
def test_more_ways_to_say_something(body: str, expected: list[str]) -> None:
    assert speakers(noordrand(body)) == expected


@pytest.mark.parametrize(
    "body",
    [
        "- [ ] Postma: kaart naar de raden sturen\n- [x] Dijk: lijst maken",
        "Termijn: tweede kwartaal\n\nTermijn: voor de zomer\n\nTermijn: wordt later bepaald",
        "Postma en Dijk spreken daarover door.",
        "Postma draagt er zorg voor dat de lijst er komt.",
    ],
)
def test_tasks_and_labels_are_no_turns(body: str) -> None:
    assert speakers(noordrand(body)) == []
