"""Writes docs/annotatiegids.md: the annotation guide in Dutch, made of the default scheme. `make docs` runs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from dvo_tui.scheme import scheme
from dvo_tui.scheme.scheme import Label

GUIDE = Path(__file__).parent / "annotatiegids.md"

OPENING = """# Annotatiegids

Wat in verslagen van veiligheidsoverleggen wordt gemerkt, en hoe. Deze gids is gemaakt uit het schema van dvo-tui
(`dvo_tui/scheme/default.yaml`); wie een eigen `scheme.yaml` in de werkmap legt, ziet zijn eigen regels bij `?`.

## Regels voor alles

* **De tekst verandert nooit.** Een merk staat op de tekst; een schrijffout in het verslag blijft een schrijffout.
* **Dezelfde woorden, dezelfde soort.** Wie twijfelt, kiest wat in dít verslag bedoeld is, en doet dat overal (`=`).
* **De langste naam wint**: *Veiligheidsregio Oost-Brabant* is één organisatie, niet ook een plaats.
* **Aanspreekvorm en functie horen niet bij de naam** van een persoon, wel bij de woorden van de spreker.
* **Wat de machine voorstelt is geen waarheid.** Aanvaard wat klopt, verwerp wat niet klopt, voeg toe wat ontbreekt;
  een verworpen voorstel blijft bewaard, zodat het niet terugkomt.
* **Twijfel hoort erbij**: zet een vlag (`f`) of schrijf een opmerking (`c`); beide blijven in de gegevens staan.
"""

LAYERS = {
    "entity": "Namen, data en bedragen",
    "turn": "Spreekbeurten",
    "decision": "Besluiten",
    "action": "Acties",
    "note": "Opmerkingen van de notulist",
    "agenda": "Agendapunten",
    "participant": "Deelnemers",
    "meeting": "De kop",
}


def lines() -> Iterator[str]:
    """The guide, line by line."""
    found = scheme.default()
    yield from OPENING.splitlines()
    for layer, title in LAYERS.items():
        yield from ("", f"## {title}", "")
        guide = found.guides.get(layer)
        if guide is not None:
            yield f"{guide.guideline['nl']} Wel: {guide.example} Niet: {guide.counter}"
        labels = found.labels(layer)
        if guide is not None and labels:
            yield ""
        if labels:
            yield "| soort | toets | letter | regel | wel | niet |"
            yield "|---|---|---|---|---|---|"
            yield from map(_row, labels)


def _row(label: Label) -> str:
    digit = str(label.digit) if label.digit else ""
    cells = (f"**{label.nl}** (`{label.id}`)", digit, label.tag, label.guideline["nl"], label.example, label.counter)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"


if __name__ == "__main__":
    GUIDE.write_text("\n".join(lines()) + "\n", encoding="utf-8")
