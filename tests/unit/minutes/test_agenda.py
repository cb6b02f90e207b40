from __future__ import annotations

from itertools import pairwise

import pytest

from dvo_tui.minutes.model import item_at
from tests.unit.minutes.reading import item, labels, markdown, parent_title, plain, titles

TABLE = """
    ## Verslag DVO Noordrand 8 maart 2021

    | NR | Onderwerp | Toelichting | Actie |
    |----|-----------|-------------|-------|
    | A | <b>Opening</b> | De voorzitter opent de vergadering. | |
    | B<br>4 | <b>Mededelingen</b><br>Bezoek van de minister | Dhr. Postma blikt terug. | |
    | | Openbaar Ministerie | Mevr. Terpstra meldt een wisseling. | |
    | 5 | Training voor<br>bestuurders | De training begint in | |

    | NR | Onderwerp | Toelichting | Actie |
    |----|-----------|-------------|-------|
    | | | mei en duurt twee dagen. | Actie Platform IVZ: inschrijving openen. |
    | D<br>1 | <p><b>Ter bespreking</b></p><p>Jaarwisseling</p> | <p>Dhr. Postma licht toe.</p> | |
    | 4 | Toezicht | Tekst over toezicht. | |
    | a) | Convenant | Tekst over het convenant. | |
    | 5 | Vakantieparken | Onderwerp gecanceld | |
    | E/F | <b>Rondvraag en sluiting</b> | | |
    """


def test_a_table_with_merged_cells_gives_sections_items_and_sub_items() -> None:
    assert labels(markdown(TABLE)) == [
        ("A", "Opening"),
        ("B", "Mededelingen"),
        ("B4", "Bezoek van de minister"),
        (None, "Openbaar Ministerie"),
        ("B5", "Training voor bestuurders"),
        ("D", "Ter bespreking"),
        ("D1", "Jaarwisseling"),
        ("D4", "Toezicht"),
        ("D4a", "Convenant"),
        ("D5", "Vakantieparken"),
        ("E/F", "Rondvraag en sluiting"),
    ]


def test_items_hang_below_their_section_and_sub_items_below_their_item() -> None:
    minutes = markdown(TABLE)

    assert parent_title(minutes, "Mededelingen") is None
    assert parent_title(minutes, "Openbaar Ministerie") == "Mededelingen"
    assert parent_title(minutes, "Jaarwisseling") == "Ter bespreking"
    assert parent_title(minutes, "Convenant") == "Toezicht"
    assert parent_title(minutes, "Rondvraag en sluiting") is None


def test_the_status_tells_sections_withdrawn_and_empty_items_from_handled_ones() -> None:
    minutes = markdown(TABLE)

    assert item(minutes, "Opening").status == "handled"
    assert item(minutes, "Mededelingen").status == "section"
    assert item(minutes, "Vakantieparken").status == "withdrawn"
    assert item(minutes, "Rondvraag en sluiting").status == "empty"


def test_what_a_page_break_cut_belongs_to_the_item_it_began_in() -> None:
    minutes = markdown(TABLE)
    action = minutes.text.index("Actie Platform IVZ")

    assert "De training begint in mei en duurt twee dagen." in minutes.text
    assert item_at(minutes.agenda, action) == item(minutes, "Training voor bestuurders")


def test_items_cover_the_text_from_the_first_title_on_without_overlap() -> None:
    agenda = markdown(TABLE).agenda

    assert all(before.span.end == after.span.start for before, after in pairwise(agenda))
    assert [entry.order for entry in agenda] == list(range(1, len(agenda) + 1))


def test_numbered_headings_are_items_and_deeper_ones_their_children() -> None:
    minutes = markdown("""
        # Notulen Platform Veiligheid Duinmeer 3 mei 2022

        ## 1. Opening

        De voorzitter opent de vergadering.

        ## 2. Verslagen

        ### 2.1 Verslag van 4 april

        Vastgesteld.

        ### 2.2 Verslag van 11 april

        Aangehouden.

        ## 3. Sluiting
        """)

    assert labels(minutes) == [
        ("1", "Opening"),
        ("2", "Verslagen"),
        ("2.1", "Verslag van 4 april"),
        ("2.2", "Verslag van 11 april"),
        ("3", "Sluiting"),
    ]
    assert parent_title(minutes, "Verslag van 4 april") == "Verslagen"
    assert item(minutes, "Verslag van 11 april").status == "deferred"


def test_agendapunt_lines_are_items() -> None:
    minutes = plain("""
        Verslag DVO Merenhout 25 januari 2024

        Agendapunt 1: Opening

        Visser: Welkom allemaal.

        Agendapunt 2: Jaarwisseling

        Jansma: Het was rustig. We kregen drie vragen:
        1. Wie handhaaft?
        2. Wie betaalt?
        """)

    assert labels(minutes) == [("1", "Opening"), ("2", "Jaarwisseling")]


def test_numbered_lines_are_items_and_a_list_inside_an_item_is_not() -> None:
    minutes = plain("""
        Notulen Lokale Driehoek Meerdijk
        Datum: 3 mei 2022

        1. Opening
        De voorzitter opent de vergadering.

        2. Cameratoezicht
        De driehoek bespreekt drie plaatsen:
        1. Stationsplein
        2. Markt
        3. Haven
        Mevrouw Postma vraagt naar de kosten.

        3. Evenementen
        Er zijn geen bijzonderheden.

        4. Sluiting
        """)

    assert labels(minutes) == [("1", "Opening"), ("2", "Cameratoezicht"), ("3", "Evenementen"), ("4", "Sluiting")]


def test_an_agenda_printed_at_the_top_is_not_taken_for_the_items() -> None:
    minutes = plain("""
        Notulen Lokale Driehoek Meerdijk 3 mei 2022

        Agenda
        1. Opening
        2. Cameratoezicht
        3. Rondvraag

        1. Opening
        De voorzitter opent de vergadering.

        2. Cameratoezicht
        Mevrouw Postma vraagt naar de kosten.

        3. Rondvraag
        Niemand vraagt het woord.
        """)

    assert titles(minutes) == ["Opening", "Cameratoezicht", "Rondvraag"]
    assert all(entry.status == "handled" for entry in minutes.agenda)


def test_lettered_lines_are_sections_in_which_numbers_restart() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021

        A. Opening
        De voorzitter opent.

        B. Mededelingen

        1. Politie
        De politie meldt minder inbraken.

        2. Brandweer
        De brandweer oefent in mei.

        C. Ter bespreking

        1. Jaarwisseling
        De cijfers zijn besproken.
        """)

    assert labels(minutes) == [
        ("A", "Opening"),
        ("B", "Mededelingen"),
        ("B1", "Politie"),
        ("B2", "Brandweer"),
        ("C", "Ter bespreking"),
        ("C1", "Jaarwisseling"),
    ]


def test_a_number_on_a_line_of_its_own_belongs_to_the_title_below_it() -> None:
    minutes = plain("""
        Verslag Veiligheidskring Zandland 9 juni 2021

        1.

        Opening

        De voorzitter opent de vergadering en heet iedereen welkom.

        2.

        Wateroverlast

        Het waterschap geeft een toelichting op de maatregelen.
        """)

    assert labels(minutes) == [("1", "Opening"), ("2", "Wateroverlast")]


def test_plain_short_lines_are_items_without_a_label() -> None:
    minutes = plain("""
        Terugkoppeling Districtelijk Veiligheidsoverleg Lindestreek 16 november 2022

        Mededelingen

        - Burgemeester Postma wijst op de week van de veiligheid in het najaar en vraagt iedereen om daar
        aandacht aan te geven.

        Aanpak woonoverlast
        Burgemeester Visser leidt dit onderwerp in en deelt de ervaringen van het afgelopen halfjaar met
        de andere gemeenten in het district.

        Rondvraag
        Er zijn geen vragen.
        """)

    assert labels(minutes) == [(None, "Mededelingen"), (None, "Aanpak woonoverlast"), (None, "Rondvraag")]


def test_a_table_of_actions_holds_no_agenda_items_and_ends_the_last_one() -> None:
    minutes = markdown("""
        # Verslag DVO Noordrand 8 maart 2021

        ## 1. Opening

        De voorzitter opent.

        ## 2. Sluiting

        De voorzitter sluit.

        ## Actielijst

        | Nr | Onderwerp | Wie | Wanneer |
        |----|-----------|-----|---------|
        | 1 | Draaiboek delen | Postma | 1 mei |
        | 2 | Cijfers opvragen | Visser | juni |
        """)

    assert labels(minutes) == [("1", "Opening"), ("2", "Sluiting")]
    assert item_at(minutes.agenda, minutes.text.index("Draaiboek")) is None


def test_headings_of_document_parts_above_numbered_items_are_not_items() -> None:
    minutes = markdown("""
        # Verslag en afsprakenlijst Districtscollege Duinmeer

        ## Verslag

        ### 1. Opening

        De voorzitter opent.

        ### 2. Rondvraag

        Geen vragen.

        ## Besluiten

        1. Verslag vastgesteld.
        2. Pilot verlengd.
        """)

    assert labels(minutes) == [("1", "Opening"), ("2", "Rondvraag")]
    assert all(entry.parent is None for entry in minutes.agenda)


@pytest.mark.parametrize(
    ("line", "label", "title"),
    [
        ("01A Ingekomen stukken", "01A", "Ingekomen stukken"),
        ("4a. Handhaving", "4a", "Handhaving"),
        ("B4. Handhaving", "B4", "Handhaving"),
        ("4 Handhaving", "4", "Handhaving"),
        ("4: Handhaving", "4", "Handhaving"),
        ("IV. Handhaving", "IV", "Handhaving"),
        ("Agendapunt 4 – Handhaving", "4", "Handhaving"),
        ("Ad 4. Handhaving", "4", "Handhaving"),
    ],
)
def test_labels_in_headings_are_read_in_the_forms_that_occur(line: str, label: str, title: str) -> None:
    minutes = markdown(f"# Verslag DVO Noordrand\n\n## 1. Opening\n\nTekst.\n\n## {line}\n\nTekst.\n\n## 9. Sluiting\n")

    assert (label, title) in labels(minutes)


def test_a_document_where_every_item_is_numbered_1_has_no_labels() -> None:
    minutes = markdown("""
        # Verslag DVO Noordrand

        ## 1. Opening

        Tekst.

        ## 1. Jaarwisseling

        Tekst.

        ## 1. Sluiting

        Tekst.
        """)

    assert labels(minutes) == [(None, "Opening"), (None, "Jaarwisseling"), (None, "Sluiting")]


def test_a_label_and_title_block_that_begins_an_item_is_a_heading() -> None:
    minutes = plain("""
        Notulen Driehoek Meerdijk 3 mei 2022

        1. Opening
        De voorzitter opent.

        2. Sluiting
        De voorzitter sluit.
        """)

    headings = [minutes.text[b.start : b.end] for b in minutes.blocks if b.kind == "heading"]
    assert headings[1:] == ["1. Opening", "2. Sluiting"]
    assert [minutes.text[entry.span.start :].split("\n")[0] for entry in minutes.agenda] == headings[1:]


def test_minutes_without_headings_have_no_agenda() -> None:
    assert plain("De driehoek bespreekt de demonstratie.\n\nDe burgemeester staat haar toe.").agenda == ()


def test_headings_between_paragraphs_that_are_one_line_each_are_items() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021
        Opening
        De voorzitter opent de vergadering en heet de nieuwe vertegenwoordiger van het waterschap welkom.
        Cameratoezicht stationsgebied
        Mevrouw Postma licht het voorstel toe en vraagt de leden om voor 1 mei een reactie te geven aan haar.
        Akkoord.
        Rondvraag
        Er zijn geen vragen.
        """)

    assert titles(minutes) == ["Opening", "Cameratoezicht stationsgebied", "Rondvraag"]


def test_a_speaker_on_a_line_of_his_own_is_no_item() -> None:
    minutes = plain("""
        Verslag DVO Noordrand 8 maart 2021

        Jaarwisseling

        De heer Postma

        Het was rustig in Meerdijk.

        Mevrouw Visser

        In Duinmeer ook.
        """)

    assert titles(minutes) == ["Jaarwisseling"]


def test_the_parts_of_an_item_are_no_items() -> None:
    minutes = markdown("""
        # Zaken van maart

        ## 1. Opening

        ### Besluiten

        Geen.

        ## 2. Jaarwisseling

        ### Toelichting

        Mevrouw Postma licht toe.

        ### Besluiten

        Akkoord.
        """)

    assert titles(minutes) == ["Opening", "Jaarwisseling"]


def test_a_label_in_the_title_cell_is_a_label_and_a_quarter_is_not() -> None:
    minutes = markdown("""
        | Onderwerp | Bespreking |
        |-----------|------------|
        | A Opening | Welkom. |
        | 1. Camera's | Akkoord. |
        | Q1 Rapportage | Gelezen. |
        """)

    assert labels(minutes) == [("A", "Opening"), ("A1", "Camera's"), (None, "Q1 Rapportage")]
