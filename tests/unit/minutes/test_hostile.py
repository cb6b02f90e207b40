"""Inputs made to be slow. The limits are generous for a busy machine; what they catch is quadratic."""

from __future__ import annotations

import time

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.minutes.segment import sentences, tokens

SIZE = 50_000
SECONDS = 1.5
UNITS = (
    *(
        " ",
        "\t",
        "\n",
        "\f",
        "|",
        "-",
        "=",
        "*",
        "_",
        "`",
        "<",
        "&",
        "#",
        ">",
        ".",
        ",",
        "(",
        ")",
        "[",
        "]",
        "'",
        '"',
        "a",
        "A",
        "1",
    ),
    *(
        "\t`",
        " `",
        "`|",
        "|a",
        "|\n",
        "|a\n",
        "a\n",
        "\n.",
        "1\n",
        "1.\n",
        "- \n",
        "- a\n",
        "# A\n",
        "A\n\n",
        "a|",
        "\\|",
        "**a",
        "*a",
    ),
    *(
        "<b",
        "<b>",
        "<br>",
        "<p>",
        "<!--",
        "-->",
        "&amp;",
        "[a](b)",
        "[](",
        "](",
        "a-\n",
        "aa-\nb",
        "a, ",
        "A. ",
        "A, ",
        "(A, ",
        "en A ",
    ),
    *(
        "van de ",
        "op op ",
        "- - ",
        ". A",
        '."',
        "1.1.",
        "A.B.",
        "1 januari 2020 ",
        "10.00 ",
        "Pagina 1 van 2\n",
        "pagina ",
        "x\f",
    ),
    *(
        "Datum: ",
        "Aanwezig: ",
        "Voorzitter: \n",
        "Agendapunt 1: A\n",
        "\xad",
        "\u200b",
        "\xada",
        "\u202e",
        "é",
        "|-|\n",
        "|nr|onderwerp|\n",
    ),
)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("unit", UNITS, ids=repr)
@pytest.mark.parametrize("before", ["", "Aanwezig: "], ids=["bare", "list"])
def test_repetition_costs_no_more_than_its_length(before: str, unit: str, name: str) -> None:
    data = (before + unit * (SIZE // len(unit))).encode()
    began = time.process_time()

    try:
        minutes = read_bytes(data, name)
    except InputError:
        pass
    else:
        sentences(minutes.text, minutes.blocks)
        tokens(minutes.text, 0, len(minutes.text))

    assert time.process_time() - began < SECONDS
