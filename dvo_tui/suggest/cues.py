"""The words at which rules stop, by what they may mean; the one pass over a text notes where each tag occurs.

A rule never searches the whole text: it looks around its own cues, which keeps every document linear and cheap.
`sounding` is for the reviewer: sentences that sound like a decision or action, whatever the rules made of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.minutes.segment import sentences
from dvo_tui.suggest.vocabulary import DOES, MONTHS, PARTICLES, SPEECH, WEEKDAYS, listed

_LISTS = {
    "MONTH": " ".join(MONTHS),
    "RELATIVE": "volgend volgende vorig vorige komend komende afgelopen aanstaande dit deze",
    "SEASON": "voorjaar najaar zomer winter herfst lente",
    "WEEKDAY": " ".join(WEEKDAYS),
    "WEEK": "week weeknummer wk",
    "PART": "begin half medio eind einde halverwege",
    "QUARTER": "kwartaal kwart kw helft halfjaar Q1 Q2 Q3 Q4 K1 K2 K3 K4",
    "TODAY": "gisteren eergisteren morgen overmorgen",
    "MONEY": "euro EUR cent ct eurocent",
    "SCALE": "ton mille mln miljoen mld miljard duizend",
    "PROJECT": """
        pilot project projectplan projectopdracht programma campagne actieprogramma proeftuin traject
        thema uitvoeringsprogramma uitvoeringsplan interventie werkwijze methode training keurmerk proef
        regeling plan oefening model meldlijn app factsheet dashboard knooppunt informatieknooppunt oefenprogramma
        scenario subsidieregeling lespakket lessenserie spel voorlichting voorstelling initiatief aanpak operatie
        offensief trajecten projectleider programmamanager programmaleider projectcoördinator projecten pilots
        campagnes""",
    "CALLED": """
        naam vlag titel noemer genaamd geheten heet heette gedoopt getiteld benaming motto werktitel slogan codenaam""",
    "FESTIVAL": "festival concert kermis ronde wielerronde intocht optocht marathon rally toernooi feest corso",
    "QUOTED": "aanpak actie initiatief app bijeenkomst",
    "THEMED": "stuurgroep werkgroep projectgroep regiegroep",
    "BODY": """stuurgroep werkgroep projectgroep regiegroep klankbordgroep kerngroep kernteam platform commissie
        adviescommissie stichting vereniging taskforce bureau programmabureau projectbureau basisteam
        districtsrecherche veiligheidsregio omgevingsdienst meldkamer waterschap hoogheemraadschap rechtbank
        gerechtshof parket inspectie woningcorporatie netwerk alliantie coalitie federatie zorggroep ggd ggz
        rekenkamer brandweer team unit regiobureau veiligheidshuis provincie universiteit hogeschool roc raad
        ministerie vakbond ondernemersvereniging wijkraad dorpsraad bestuurscommissie veiligheidstafel
        veiligheidskring regietafel wetterskip rederij moskee steunpunt havenbedrijf woonstichting woningstichting
        bedrijvenvereniging winkeliersvereniging buurtvereniging sportvereniging voetbalclub belangenvereniging
        ondernemersfonds actiecomité expertisecentrum kenniscentrum interventieteam wijkteam coöperatie
        districtscollege districtelijk driehoek schutterij actiegroep dorpsbelang buurtcomité bewonerscomité
        scouting scoutinggroep""",
    "PLACE": """
        gemeente gemeenten gemeentehuis gemeenteraad stadhuis college raad stad dorp wijk kern regio district buurt
        eenheid inwoners bewoners wijkagent wijkagenten dorpsraad wijkraad recreatieplas bedrijvenpark binnenstad
        centrum station buurtschap woonwijk park vakantiepark bungalowpark recreatiepark
        landgoed terrein bedrijventerrein industrieterrein bulkterrein haventerrein evenemententerrein
        kazerneterrein camping afrit oprit verzorgingshuis asielzoekerscentrum azc winkelcentrum jachthaven sluis
        polder kasteel eiland villawijk stadsdeel dorpskern kernen dorpen wijken buurten burgemeester burgemeesters
        wethouder raadhuis gem wethouders colleges raden gemeenteraden buurgemeente buurgemeenten centrumgemeente
        gastgemeente grensgemeente fusiegemeente regiogemeenten omwonenden buitengebied grondgebied kom rand haven
        noorden oosten zuiden westen ter brandweerpost post kazerne brandweerkazerne gehucht rotonde afslag
        natuurgebied recreatiegebied havengebied""",
    "PLAN": "Regionaal Integraal Lokaal Gemeentelijk Landelijk Districtelijk",
    "DASHED": "bibob damocles opium APV AVG Woo",
    "WET": "wet wetsvoorstel tijdelijke Regeling rijkswet",
    "PAPER": """
        Verordening Plan plan Kader Visie Nota Protocol Richtlijn Draaiboek Beleidsregel Beleidsregels Convenant
        actieplan handreiking meldplicht""",
    "TREATY": "verdrag conventie",
    "NOTE": "naschrift noot red redactie redactionele",
    "SAY": " ".join(SPEECH | PARTICLES.keys()),
    "DECIDES": """
        besluit besluiten besloot kennisgenomen nam schuift trekt overgenomen verschoven BESLUIT BESLUITEN
        besloten vastgesteld vast vaststellen goedgekeurd keurt akkoord instemmen instemt ingestemd stemt
        stemmen kennisname kennisgeving kennis aangehouden doorgeschoven uitgesteld verdaagd vervalt vervallen
        gecanceld gecancelled gecancelld gecanceled gecancelt geannuleerd ingetrokken gehaald afgevoerd
        verworpen afgewezen benoemd benoemen aangewezen wijzen wijst kiest zich conclusie afgesproken hamerstuk
        meerderheid steun eens vinden aangenomen bekrachtigt gemachtigd machtigen aangesteld gekozen houden
        hamerstukken hamer afgehamerd ongewijzigd conform nota akte omarmt omarmen omarmde genade verenigt
        verenigde schaart overeen overeengekomen bepaald afgezien geschrapt schoof besluitvorming verlengd
        verdeeld gedeeld ontslag plaats koos Gaat Ging vicevoorzitter plaatsvervangend trekker regisseur
        procesregisseur casusregisseur contactpersoon oké ok teruggenomen geaccordeerd accordeert verleent
        verleende onderschrijft onderschrijven GO JA NEE prima toegekomen handen haalt
        projectleider genomen gezien CONCLUSIE
        CONCLUSIES""",
    "ARRANGED": "afgesproken afspraak spreken spreekt",
    "COMMITS": "bereid nam namen neemt nemen zegt zeggen zeg zegde toegezegd toezeggen belooft biedt bieden toezegging",
    "ASSIGNED": "opdracht opgedragen draagt dragen droeg belast gemandateerd",
    "ASKS": """gevraagd verzocht opgeroepen vraagt vragen verzoekt verzoeken roept roepen vroeg verzoek Graag
        allen Iedereen ontvang verneem ontvangen vernemen""",
    "AGAIN": """keert orde agenderen agendeert geagendeerd agenda terug terugkomen teruggekomen volgend volgende
        eerstvolgende komende aanstaande DVO overleg vergadering bijeenkomst bestuurdersdag stuurgroep driehoek""",
    "WILL": "zou zouden zal zullen gaat gaan ga",
    "READY": """gereed klaar opgeleverd volgt volgen opgepakt uitgewerkt toegezonden toegestuurd nagestuurd nagezonden
        geïnventariseerd geëvalueerd voorbereid opgesteld georganiseerd uitgenodigd rondgestuurd teruggekoppeld
        onderzocht uitgezocht nagegaan voorgelegd aangepast aangeleverd ingepland gepland afgestemd aangevuld
        verzameld benaderd verstuurd verzonden geactualiseerd verspreid besproken aangevraagd opgevraagd beantwoord
        uitgezet geregeld ingediend nagezocht nagevraagd bijgewerkt verwerkt""",
    "DOES": " ".join(DOES),
    "CAN": "Kan Kunnen Wil Willen Kun",
    "LABEL": "actie ACTIE actiepunt ACTIEPUNT actiehouder acties actiepunten toezegging afspraak",
}


ENDINGS = {
    "LAW": listed("beleid verordening beleidsregel beleidsregels veldnorm"),
    "COINED": ("wet", "wetboek"),
    "PAPER": listed(
        """
        eidsplan isisplan ekkingsplan oeringsplan avingsplan sicoprofiel nota visie kader ngsagenda heidsagenda
        convenant eleidsregel eidslijn edragslijn elingslijn trategie oodverordening protocol plan
        gsbeeld heidsbeeld teitsbeeld
        """
    ),
    "EVENT": listed(
        """
        festival intocht kermis wielerronde marathon vierdaagse feesten herdenking tractorpulling demonstratie
        demonstraties corso rally rellen schieten vuren optocht parade braderie jaarmarkt zomercarnaval wandeltocht
        """
    ),
    "PROGRAMME": listed("arrangement arrangementen barometer scan ingsweek"),
    "PROJECT": listed("project projecten programma campagne campagnes pilot traject trajecten ngsactie"),
    "FIRM": listed(
        """
        bedrijf zendbureau adviesbureau sbureau boerderij corporatie stichting vereniging school rederij notariskantoor
        tenkantoor tantskantoor aanbieder ontwikkelaar organisatie
        winkelketen hotelketen brouwerij woongroep jongerencentrum
        """
    ),
}
"""How words end at which rules stop, by what they may mean: a suffix of the language, or less of it."""


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

LONGEST = 1500
"""Of a sentence of more characters only what lies around the cue is shown."""

_TITLE = 120
"""A block that begins an item and is longer holds more than its title."""

_DECIDING = r"""
    besl(?:uit|uiten|uitpunt|uitpunten|oten|ist|isten)\b|besloot\b|vastgesteld\b|vaststell(?:en|ing)\b|
    vast\ te\ stellen\b|
    st(?:elt|ellen|elde|elden)\b(?=[^.;\n]{1,80}\bvast\b)|
    goed(?:gekeurd|keuren|keurt|keuring|\ te\ keuren)\b|
    keur(?:t|en|de|den)\b(?=[^.;\n]{1,80}\bgoed\b)|akkoord(?:bevinding)?\b|
    (?:ingestemd|instem(?:t|men|ming)|in\ te\ stemmen|unaniem|hamerstuk|acclamatie)\b|
    stem(?:t|men|de|den)\b(?=[^.;\n]{0,40}\b(?:in|voor|tegen)\b)|
    (?:ter|voor)\ kennis(?:name|geving|neming)\b|aangehouden\b|aan\ te\ houden\b|
    doorgeschoven\b|uitgesteld\b|verdaagd\b|
    verv(?:alt|allen)\b|gecancell?e?[ld]d?\b|geannuleerd\b|ingetrokken\b|verworpen\b|afgewezen\b|
    benoemd\b(?=[^.;\n]{0,60}\b(?:tot|als)\b)|benoem(?:t|en)\b(?!\ dat\b)(?=[^.;\n]{0,60}\btot\b)|
    aangewezen\b|aangesteld\b|gemachtigd\b|bekrachtigd\b|
    conclu(?:sie|deert|deren|deerde)\b|afgesproken\b|spreken\b(?=[^.;\n]{0,40}\baf\b)
"""
_ACTING = r"""
    zal\b|zullen\b|ga(?:at|an)?\b(?!\ ?[.,;:?!)]|\ (?:om|over|goed|slecht|akkoord|uit|ten\ koste|het|niet\ goed)\b)|
    (?:zeg(?:t|gen)?|zegde(?:n)?)\b(?=[^.;\n]{1,80}\btoe\b)|toegezegd\b|toezegging(?:en)?\b|
    verzoe(?:k|ken|kt)\b|verzocht(?:en)?\b|gevraagd\b|vr(?:aagt|agen|oeg|oegen)\b(?=[^.;\n]{0,60}\b(?:om|aandacht)\b)|
    roept\b(?=[^.;\n]{0,60}\bop\b)|opgeroepen\b|afsp(?:raak|raken)\b|acti(?:e|es|epunt|epunten|ehouder)\b|
    biedt\b(?=[^.;\n]{0,40}\baan\b)|beloof(?:t|d|de)\b|pak(?:t|ken)\b(?=[^.;\n]{1,80}\bop\b)|opgepakt\b|oppakken\b|
    zoek(?:t|en)\b(?=[^.;\n]{1,80}\buit\b)|uitgezocht\b|neem(?:t)?\b(?=[^.;\n]{1,60}\b(?:contact|op\ zich|mee)\b)|
    agender(?:en|ing)\b|(?:ge)?agendeer(?:d|t)\b|terug(?:komen|gekomen|gekoppeld|koppelen|koppeling)\b|
    kom(?:t|en)\b(?=[^.;\n]{1,80}\bterug\b)|uiterlijk\b|voor(?:gelegd|bereid)\b|uitgewerkt\b|rondgestuurd\b|toegestuurd\b|
    (?:in|met)\ (?:de\ )?(?:opdracht|afstemming)\b|
    volgen(?:d|de)\ (?:vergadering|overleg|bijeenkomst|dvo|keer)\b(?!\ ?:)
"""
_SOUNDS = regex(rf"\b(?:(?P<decision>{_DECIDING})|(?P<action>{_ACTING}))", re.IGNORECASE | re.VERBOSE)


class Cue(NamedTuple):
    """A sentence (`span`, without its line end) that sounds like a decision or an action, and the word that says so."""

    span: Span
    word: str
    kind: Literal["decision", "action"]


def sounding(minutes: Minutes) -> Iterator[Cue]:
    """Every sentence that sounds like a decision or an action, in order, each once; titles and column heads are none.

    Of a sentence with several cues the first one for a decision counts, else the first. Whether something is annotated
    there already is not asked: that is for the caller. Linear in the text.
    """
    spans = _said(minutes)
    starts = [span.start for span in spans]
    found: dict[Span, Cue] = {}
    for match in _SOUNDS.finditer(minutes.text):
        at = bisect_right(starts, match.start()) - 1
        if at < 0 or spans[at].end <= match.start():
            continue
        span = _around(spans[at], match.start())
        kind: Literal["decision", "action"] = "decision" if match["decision"] else "action"
        if span not in found or (kind == "decision" and found[span].kind == "action"):
            found[span] = Cue(span, match[0], kind)
    yield from found.values()


def _said(minutes: Minutes) -> list[Span]:
    """The sentences that are no title of an item, no column head, and do not only lead in a list."""
    titles = {item.span.start for item in minutes.agenda}
    blocks = (block for block in minutes.blocks if block.kind not in ("heading", "column"))
    spoken = (block for block in blocks if block.start not in titles or len(block.span) > _TITLE)
    return [span for span in sentences(minutes.text, spoken) if minutes.text[span.end - 1] != ":"]


def _around(sentence: Span, at: int) -> Span:
    """The sentence, or of a very long one the stretch of `LONGEST` characters that holds an offset."""
    if len(sentence) <= LONGEST:
        return sentence
    start = sentence.start + (at - sentence.start) // LONGEST * LONGEST
    return Span(start, min(start + LONGEST, sentence.end))
