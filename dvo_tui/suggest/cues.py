"""The words at which rules stop, by what they may mean; the one pass over a text notes where each tag occurs.

A rule never searches the whole text: it looks around its own cues, which keeps every document linear and cheap.
"""

from __future__ import annotations

from collections.abc import Iterable

from dvo_tui.suggest.vocabulary import DOES, MONTHS, PARTICLES, SPEECH, WEEKDAYS

_LISTS = {
    "MONTH": " ".join(MONTHS),
    "RELATIVE": "volgend volgende vorig vorige komend komende afgelopen aanstaande dit deze",
    "SEASON": "voorjaar najaar zomer winter herfst lente",
    "WEEKDAY": " ".join(WEEKDAYS),
    "WEEK": "week",
    "QUARTER": "kwartaal helft halfjaar Q1 Q2 Q3 Q4",
    "TODAY": "vandaag gisteren eergisteren morgen overmorgen",
    "MONEY": "euro EUR cent ct eurocent",
    "PROJECT": """pilot project projectplan projectopdracht programma campagne actieplan actieprogramma proeftuin
        traject thema uitvoeringsprogramma uitvoeringsplan convenant interventie werkwijze methode training
        keurmerk proef regeling plan""",
    "FESTIVAL": "festival concert",
    "QUOTED": "aanpak actie initiatief app bijeenkomst",
    "THEMED": "stuurgroep werkgroep projectgroep regiegroep",
    "BODY": """stuurgroep werkgroep projectgroep regiegroep klankbordgroep kerngroep kernteam platform commissie
        adviescommissie stichting vereniging taskforce bureau programmabureau projectbureau basisteam districtsrecherche
        veiligheidsregio omgevingsdienst meldkamer waterschap hoogheemraadschap rechtbank gerechtshof parket inspectie
        woningcorporatie netwerk alliantie coalitie federatie zorggroep ggd ggz rekenkamer brandweer team unit
        regiobureau veiligheidshuis provincie universiteit hogeschool roc raad ministerie vakbond ondernemersvereniging
        wijkraad dorpsraad districtscollege districtelijk driehoek""",
    "PLACE": """gemeente gemeenten gemeentehuis gemeenteraad stadhuis college raad stad dorp wijk kern regio district
        buurt eenheid inwoners binnenstad centrum station buurtschap burgemeester burgemeesters wethouder""",
    "PLAN": "Regionaal Integraal Lokaal Gemeentelijk Landelijk Districtelijk",
    "DASHED": "bibob damocles opium APV AVG Woo",
    "WET": "wet wetsvoorstel",
    "NOTE": "naschrift noot red redactie redactionele",
    "SAY": " ".join(SPEECH | PARTICLES.keys()),
    "DECIDES": """besluit besluiten BESLUIT BESLUITEN besloten vastgesteld vast vaststellen goedgekeurd keurt akkoord
        instemmen instemt ingestemd stemt stemmen kennisname kennisgeving kennis aangehouden doorgeschoven uitgesteld
        verdaagd vervalt vervallen gecanceld gecancelled gecancelld gecanceled gecancelt geannuleerd ingetrokken gehaald
        afgevoerd verworpen afgewezen benoemd benoemen aangewezen wijzen wijst kiest zich conclusie afgesproken
        hamerstuk aangenomen bekrachtigt gemachtigd machtigen aangesteld gekozen houden""",
    "ARRANGED": "afgesproken afspraak spreken spreekt",
    "COMMITS": "zegt zeggen zeg zegde toegezegd belooft biedt bieden toezegging",
    "ASSIGNED": "opdracht belast gemandateerd",
    "ASKS": "gevraagd verzocht opgeroepen vraagt vragen verzoekt verzoeken roept roepen vroeg verzoek Graag",
    "AGAIN": """agenderen agendeert geagendeerd agenda terug terugkomen teruggekomen volgend volgende eerstvolgende
        komende aanstaande DVO overleg vergadering bijeenkomst bestuurdersdag stuurgroep driehoek""",
    "WILL": "zal zullen gaat gaan ga",
    "READY": """gereed klaar opgeleverd volgt volgen opgepakt uitgewerkt toegezonden toegestuurd nagestuurd nagezonden
        geïnventariseerd geëvalueerd voorbereid opgesteld georganiseerd uitgenodigd rondgestuurd teruggekoppeld
        onderzocht uitgezocht nagegaan voorgelegd aangepast aangeleverd ingepland gepland afgestemd aangevuld verzameld
        benaderd verstuurd verzonden geactualiseerd verspreid besproken""",
    "DOES": " ".join(DOES),
    "CAN": "Kan Kunnen Wil Willen Kun",
    "LABEL": "actie ACTIE actiepunt ACTIEPUNT acties actiepunten toezegging afspraak",
}


def _tags() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for tag, words in _LISTS.items():
        for word in _cased(words.split()):
            found.setdefault(word, []).append(tag)
    return {word: tuple(tags) for word, tags in found.items()}


def _cased(words: Iterable[str]) -> Iterable[str]:
    """Each word, and with a capital where it begins with a small letter."""
    seen = dict.fromkeys(words)
    return dict.fromkeys([*seen, *(word[0].upper() + word[1:] for word in seen if word[0].islower())])


TAGS = tuple(_LISTS)
"""Every tag."""

TAGS_OF = _tags()
"""The tags of each cue word, as written at a sentence's start too."""
TAGS_OF.pop("Jan", None)  # nearly always the first name
