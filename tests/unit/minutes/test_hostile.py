"""Whatever is repeated, it is read or refused; how fast is for `tests/benchmarks/test_hostile.py`."""

from __future__ import annotations

import pytest

from dvo_tui.errors import InputError
from dvo_tui.minutes.reading import read_bytes
from dvo_tui.minutes.segment import sentences, tokens

SIZE = 5_000
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
    *(
        "A. (A) ",
        "A.A.",
        "14:05  A\n",
        "--- I --- A\n",
        "=> a\n",
        "OL   A. B.   A\n",
        "kwart voor ",
        "om half twee ",
        "Politie: A. Bos\n",
        "Bos, A. van de ",
        "A van B, ",
        "teamchef, ",
    ),
)


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("before", ["", "Aanwezig: "], ids=["bare", "list"])
def test_any_repetition_is_read_or_refused(before: str, name: str) -> None:
    for unit in UNITS:
        data = (before + unit * (SIZE // len(unit))).encode()
        try:
            minutes = read_bytes(data, name)
        except InputError:
            continue
        for span in (*sentences(minutes.text, minutes.blocks), *tokens(minutes.text, 0, len(minutes.text))):
            assert 0 <= span.start < span.end <= len(minutes.text)
