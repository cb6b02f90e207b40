"""Numbers and addresses that say who somebody is, in the shapes people write them, and what only looks like them."""

from __future__ import annotations

import pytest

from dvo_tui.exchange.identifiers import identifiers

SHAPES = {
    "phone": """
        06-12 34 56 78|06 1234 5678|06.12.34.56.78|06/12345678|(06) 12345678|+31 6 12 34 56 78|+31(0)123-456789
        0031612345678|(0123) 45 67 89|0123.456.789|+32 475 12 34 56|+49 123 456 7890|+31 (0) 6 - 1234 5678
    """,
    "email": """
        a.b@example.org|secr@mail.regio-duinrand.example.nl|jdv (at) duinrand (punt) nl|t.okkerse [at] mail.nl
        p.brandsma@ duinrand.nl|Wessel punt Hoek apenstaartje ziggo punt nl|roos.vermeer AT mail.nl|x_y+z@xs.nl
    """,
    "bsn": "123456782|1234.56.782|123 456 782|111222333|999.99.0019",
    "iban": """
        NL91 ABNA 0417 1643 00|nl91abna0417164300|NL91-ABNA-0417-1643-00|BE68 5390 0754 7034|DE89370400440532013000
    """,
    "plate": """
        GB-123-X|12-ABC-3|1-KDF-23|F-482-RB|FB-23-76|TBB-12-R|83-XH-12|WD-91-VK|12-34-AB|AB-CD-12|12-AB-CD|V-12-ABC
        1-AB-234|123-AB-4|h-123-kl|XP004T|83XH12|DKB93L
    """,
    "postcode": "4811 XH|4811XH|4811xh|2011 XH",
    "address": """
        Molenstraat 14|Kerkdreef 8-bis|Van Goghlaan 122a|Havenkade 3 hs|Burgemeester Sloetsingel 45-II|Oude Dijk nr. 7
        Weteringplantsoen 9|'t Hof 6|Wilhelminapark 19|Singel 210 C|Prins Bernhardstr. 27|Postbus 3021|Haven 8
        Nieuwe Markt 22-24|Laan van Meerdervoort 12a|kerkstraat 4
    """,
}


def shapes() -> list[tuple[str, str]]:
    return [
        (kind, one.strip())
        for kind, all_ in SHAPES.items()
        for line in all_.strip().splitlines()
        for one in line.split("|")
    ]


@pytest.mark.parametrize(("kind", "written"), shapes())
def test_a_shape_that_people_write_is_found_whole(kind: str, written: str) -> None:
    text = f"Wij zien {written}, zo staat het er."
    (found,) = identifiers(text)

    assert (text[found.span.start : found.span.end], found.kind) == (written, kind)


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        ("Kenteken tx 498 b is gezien.", "tx 498 b"),
        ("Duits kenteken KLE-AB 4712 is gemeld.", "KLE-AB 4712"),
        ("Toestel 3347 is van het secretariaat.", "3347"),
        ("Tel.: 45 67 89, vraag naar de chef.", "45 67 89"),
        ("postcode 4811 xh is bekend", "4811 xh"),
    ],
)
def test_behind_the_word_for_it_a_shorter_or_foreign_one_is_found(text: str, thing: str) -> None:
    (found,) = identifiers(text)

    assert text[found.span.start : found.span.end] == thing


@pytest.mark.parametrize(
    "text",
    [
        "Vergadering 12 maart 2021, uitvoering 2024, akkoord 2, antwoord 3.",
        "Tilburg 12 maart, Rotterdam 2025, Bergen op Zoom 3, Park 2030.",
        "Van 12-12-2023 tot 15-12-2023, op 01-02-2021 10.30 uur, 1-mei-21, 02/2021 - 03/2021.",
        "In 2021 OM en politie, in 2022 EN 2023, 2025 2026, 2021-2022.",
        "09.30 - 11.45 uur, 1200kg, 2500mm, € 12.345.678, artikel 2.4.1, zaak 2021-000123, de A12-weg, weg 12.",
        "Kenteken is 2 keer gezien; het telefoonteam 2021; toestel kwijt; COVID19; Q22024; EK2024.",
    ],
)
def test_what_only_looks_like_one_is_left_alone(text: str) -> None:
    assert [text[one.span.start : one.span.end] for one in identifiers(text)] == []
