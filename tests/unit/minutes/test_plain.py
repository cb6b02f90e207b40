from __future__ import annotations

from tests.unit.minutes.reading import block_texts, plain

WRAPPED = """
    Terugkoppeling Veiligheidsoverleg Lindestreek 16 november 2022

    Mededelingen

    - Burgemeester Postma wijst de aanwezigen op de week van de veiligheid in de tweede week
    van maart. Over de naam van deze week wordt nog nagedacht, om de nadruk niet te sterk op
    de handhaving te leggen.

    - Ten aanzien van de intocht is veel inzet geweest, wij hopen dat er snel nieuwe balans

    komt in dit feest.
      Daarover volgt een brief van de veiligheids-
      regio en de politie.

    Aanpak woonoverlast
    Burgemeester Visser leidt dit onderwerp in en deelt de ervaringen van het afgelopen halfjaar
    met de andere gemeenten in de veiligheidsregio.
    Postma is tevreden.
    """


def test_wrapped_lines_flow_again() -> None:
    minutes = plain(WRAPPED)

    assert "in de tweede week van maart. Over de naam" in minutes.text
    assert "afgelopen halfjaar met de andere gemeenten" in minutes.text


def test_a_sentence_with_a_blank_line_in_the_middle_is_one_sentence() -> None:
    assert "dat er snel nieuwe balans komt in dit feest." in plain(WRAPPED).text


def test_a_hyphen_at_a_line_end_goes_only_where_the_whole_word_stands_elsewhere() -> None:
    assert "een brief van de veiligheidsregio en de politie" in plain(WRAPPED).text
    assert "brief van de veiligheids-regio en" in plain(WRAPPED.replace("in de veiligheidsregio.", "in de regio.")).text


def test_a_hyphen_that_stands_for_a_word_to_come_stays() -> None:
    minutes = plain("""
        In de tweede helft van het jaar wordt gekeken naar de aanpak van straat-, woning-, en bedrijfs-
        en winkelinbraken in alle gemeenten van het district, en naar de kosten die daarmee samenhangen.
        """)

    assert "bedrijfs- en winkelinbraken" in minutes.text


def test_a_short_line_that_ends_a_sentence_ends_the_paragraph() -> None:
    assert "veiligheidsregio.\nPostma is tevreden." in plain(WRAPPED).text


def test_short_lines_that_stand_by_themselves_are_headings_and_the_first_is_the_title() -> None:
    minutes = plain(WRAPPED)

    headings = [(b.level, minutes.text[b.start : b.end]) for b in minutes.blocks if b.kind == "heading"]
    assert headings == [
        (1, "Terugkoppeling Veiligheidsoverleg Lindestreek 16 november 2022"),
        (2, "Mededelingen"),
        (2, "Aanpak woonoverlast"),
    ]


def test_list_markers_stand_in_the_text_but_outside_the_blocks() -> None:
    minutes = plain("Besluit:\n\n- Akkoord met het plan.\n• Budget vrij te geven.\n  a) Eerst de helft.\n1) Klaar.\n")

    assert (
        minutes.text == "Besluit:\n\n- Akkoord met het plan.\n• Budget vrij te geven.\n  a) Eerst de helft.\n1) Klaar."
    )
    items = [(b.level, minutes.text[b.start : b.end]) for b in minutes.blocks if b.kind == "item"]
    assert items == [(1, "Akkoord met het plan."), (1, "Budget vrij te geven."), (2, "Eerst de helft."), (1, "Klaar.")]


def test_lines_of_labels_stay_lines() -> None:
    text = "Datum: 8 maart 2021\nPlaats: Meerdijk\nAanwezig: A. Postma"

    assert plain(text).text == text


def test_lines_that_were_not_wrapped_stay_paragraphs() -> None:
    minutes = plain("Postma opent de vergadering.\nVisser meldt dat het rustig was.\nDe Wit vraagt naar de kosten.")

    assert len(block_texts(minutes)) == 3


def test_initials_at_a_line_start_are_no_list_marker() -> None:
    assert block_texts(plain("Aanwezig:\nA. Postma\nB. Visser"))[1:] == ["A. Postma", "B. Visser"]


def test_page_numbers_and_running_heads_are_dropped_and_pages_counted() -> None:
    pages = [
        "Verslag DVO Noordrand\n\nPostma opent de vergadering en geeft het woord aan de vertegenwoordiger van de",
        "Verslag DVO Noordrand\n\npolitie, die het halfjaarbeeld toelicht.",
        "Verslag DVO Noordrand\n\nVisser sluit de vergadering.",
    ]

    minutes = plain("\f".join(f"{page}\n\nPagina {number} van 3" for number, page in enumerate(pages, start=1)))

    assert block_texts(minutes) == [
        "Verslag DVO Noordrand",
        "Postma opent de vergadering en geeft het woord aan de vertegenwoordiger van de politie, die het halfjaarbeeld"
        " toelicht.",
        "Visser sluit de vergadering.",
    ]
    assert [block.page for block in minutes.blocks] == [1, 1, 3]


def test_a_sentence_about_a_page_is_no_furniture() -> None:
    minutes = plain("Op pagina 3 van 12 staat een fout.\n\nPostma vraagt om een verbeterde versie.")

    assert "Op pagina 3 van 12 staat een fout." in minutes.text


def test_tabs_part_a_label_from_its_value() -> None:
    minutes = plain("Verslag DVO Noordrand\n\nDatum\t8 maart 2021\nVoorzitter\tA. Postma\n")

    assert "\t" not in minutes.text
    assert minutes.meeting.date == "2021-03-08"
    assert minutes.participants[0].name == "A. Postma"


def test_one_endless_line_is_one_block() -> None:
    minutes = plain("Postma opent de vergadering en Visser sluit haar. " * 30_000)

    assert len(minutes.blocks) == 1
    assert len(minutes.text) > 1_000_000
