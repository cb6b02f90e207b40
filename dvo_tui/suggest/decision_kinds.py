"""The kinds of decisions and how each is worded, in a sentence or where minutes put their outcomes."""

from __future__ import annotations

import re
from functools import lru_cache

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.matching import Guarded


def any_of(*patterns: str) -> re.Pattern[str]:
    """Patterns as one."""
    return regex("|".join(patterns))


BODY = (
    r"(?:(?:[Hh]et|[Dd]e|[Dd]it) )?(?:\w+ )?(?:DVO|[A-Z]{2,5}O|AB|DB|D[A-Z]{1,3}|[Oo]verleg\w*|[Vv]ergadering|"
    r"[Bb]estuur|[Cc]ollege|[Cc]ommissie|[Rr]aad|[Ss]tuurgroep\w*|"
    r"[A-Za-z]{0,14}(?:werk|regie|project|klankbord|begeleidings|kern|advies)groep|"
    r"[A-Za-z]{0,14}(?:tafel|kring)|[Dd]riehoek|[Vv]eiligheidsoverleg|[Dd]istrictscollege|[Ll]eden|"
    r"[Aa]anwezigen|[Aa]nderen|[Oo]verigen|[Aa]llen|[Ii]edereen|[Gg]emeenten|burgemeesters|[Mm]en|[Pp]latform|"
    r"[Pp]ortefeuillehoudersoverleg|\w*[Bb]eraad)(?: [A-Z]\w+){0,3}"
)
_BODY_ENDS = (
    r"(?:[A-Z]{2}O|AB|D[A-Z]{1,3}|[Oo]verleg\w*|[Vv]ergadering|[Bb]estuur|[Cc]ollege|[Cc]ommissie|[Rr]aad|"
    r"[Ss]tuurgroep\w*|(?:werk|regie|project|klankbord|begeleidings|kern|advies)groep|tafel|kring|[Dd]riehoek|"
    r"[Ll]eden|[Aa]anwezigen|[Aa]nderen|[Oo]verigen|[Aa]llen|[Ii]edereen|[Gg]emeenten|burgemeesters|[Mm]en|[Pp]latform|[Bb]eraad)"
    r"(?: [A-Z]\w+){0,3}"
)
"""How the wordings of `BODY` end: a search finds the same sentences by it, and does not try every word before it."""

MANNER = (
    r"(?: (?:unaniem|eenparig|bij acclamatie|in meerderheid|met meerderheid van stemmen|hiermee|hierbij|hiermede|ook|"
    r"allen|dan ook|vervolgens|daarom))*"
)
BODY_NAMED = (
    r"(?:dus|DVO|AB|DB|[a-z]*overleg|[a-z]*groep|driehoek|(?:algemeen |dagelijks )?bestuur|college|platform|commissie|"
    r"[a-z]*tafel|[a-z]*kring|vergadering|nr\.? ?\d+|\d[\d.-]*)"
)
"""What may stand between `Besluit` and its colon."""

_IS = r"\b(?:wordt|worden|is|zijn)\b"

_OF_PAPER = (
    r"(?:(?:de|het) )?(?:[a-zà-ÿ-]*(?:verslag|agenda|notulen|lijst|voorstel|plan|nota|notitie|begroting|rapportage|"
    r"stuk|rekening|convenant|aantekeningen|verzoek|aanvraag|motie|amendement)|(?:onder)?deel|punt)\b[^.:;?]{0,80}"
)
"""What papers are called, at the start of a line that says behind a colon what became of them."""

_SEAT = (
    r"(?:(?:bestuurlijk|ambtelijk|nieuwe?|vaste?|technisch) )?"
    r"(?:vice-?voorzitter|(?:plaatsvervangend|plv\.) voorzitter|(?:proces|casus)regisseur|contactpersoon|"
    r"project(?:leider|trekker)|trekker van|trekker(?=[,.;]|$)|"
    r"lid van (?:de|het) \w*(?:groep|team|overleg|tafel|bestuur|commissie)\b)"
)

_REJECTED = any_of(
    rf"{_IS}.{{0,60}}\b(?:verworpen|afgewezen)\b",
    r"\bstemt niet in\b",
    r"\bniet (?:overgenomen|aangenomen)\b",
    r": (?:afgewezen|verworpen)[.;]?$",
    r"\b(?:gaat|is) niet akkoord\b",
    r"\bwijst\b.{0,100}\baf\b",
    r"\baf te wijzen\b",
    r"\bhaal(?:t|de) het niet\b",
    r"\bkomt er (?:vooralsnog |voorlopig |dus )?niet\b",
    r"\b(?:haalt|haalde|krijgt|kreeg|heeft|vindt|vond)\b(?:,[^,.;]{1,60},)?(?: \w+){0,2} "
    r"geen (?:meerderheid|steun|genade)\b",
    r"^(?:afgewezen|verworpen)\b",
)
_WITHDRAWN = any_of(
    r"\b(?:motie|voorstel|amendement)\b.{0,80}\btrekt\b.{0,20}\bin\b",
    r"(?i:\b(?:punt|agendapunt|onderwerp|voorstel|stuk|dit|verzoek|aanvraag|motie|amendement|presentatie))\b.{0,60}"
    r"\b(?:vervalt|vervallen|gecanc\w+|geannuleerd|ingetrokken|van de agenda (?:gehaald|afgevoerd))\b",
    r"^(?:op verzoek van .{1,60} )?(?:vervallen|vervalt|gecanc\w+|ingetrokken|van de agenda (?:gehaald|afgevoerd))"
    r"\b",
    r"\b(?:agenda|actie)?punt(?:en)?\b.{0,40}\bafgevoerd\b",
    r"^[AT]-?\d[\d-]*\b.{0,60}\b(?:is|zijn|wordt|worden) (?:afgevoerd|geschrapt)\b",
    r"\bpunt\b.{0,240}\bkomt te vervallen\b",
    r"\b(?:voorstel|begroting|stuk|motie|amendement|nota)\b.{0,40}\b(?:is|wordt|worden) teruggenomen\b",
    r"\b(?:agenda)?(?:punt|onderwerp)\b.{0,90}\bgeschrapt\b",
)
_DEFERRED = any_of(
    rf"{_IS}.{{0,80}}\b(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b",
    r"^(?:op verzoek van .{1,60} )?(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b",
    r"\b(?:punt|onderwerp|voorstel|stuk|besluit|bespreking|behandeling)\b.{0,40}"
    r"\b(?:aangehouden|doorgeschoven|uitgesteld|verschoven)\b",
    r"\b(?:dit|dat|punt|onderwerp|voorstel|besluitvorming|behandeling)\b.{0,20}\b(?:schuift|schoof)\b.{0,30}"
    r"\b(?:door|naar)\b",
    r"\bbesluitvorming\b.{0,20}\bgaat over (?:de|het) \w+ heen\b",
    r"; (?:aangehouden|doorgeschoven|uitgesteld)\b",
    r"\b(?:aan te houden|uit te stellen)\b",
    r"\bvalt\b.{0,30}\bgeen besluit\b|\bwordt (?:\w+ ){0,3}pas (?:\w+ ){0,2}besloten\b",
)
_ADOPTED = any_of(
    rf"{_IS}.{{0,200}}?\b(?:vastgesteld|goedgekeurd|bekrachtigd)\b",
    r"\b(?:vastgesteld|goedgekeurd)(?:[.;]|$)",
    r"^(?:de |het )?(?:concept)?(?:verslag|agenda|notulen|besluitenlijst|actielijst|(?:\w+ )?lijst|"
    r"begroting|jaar\w+|\w+plan|\w*nota|\w*notitie|convenant|\w*agenda)\b(?: van [^.;,]{1,40})? (?:\w+ ){0,2}"
    r"(?:vastgesteld|goedgekeurd)\b",
    r"\b(?:stelt|stellen)\b.{1,160}\bvast\b",
    r"\bkeur(?:t|en)\b.{1,160}\bgoed\b",
    r"\bvast te stellen\b",
    r"\bhamerstuk(?:ken)?\b",
    r"\bonder de hamer\b",
    r"\bafgehamerd\b",
)
_AGREED = any_of(
    rf"{_BODY_ENDS}{MANNER} (?:(?:gaat|gaan|ging|gingen|is|zijn|was|waren|geeft|geven|gaf)\b.{{0,60}}\bakkoord|"
    r"(?:stemt|stemmen|stemde|stemden)\b.{0,60}\bin(?! de)|"
    r"(?:kan|kon|kunnen|konden) zich\b(?! .{0,12}niet)[^.;]{0,20}\bvinden|"
    r"(?:is|zijn) het (?:er ?(?:over|mee) |hierover |hiermee |daarover |daarmee )?eens|"
    r"(?:omarmt|omarmen|omarmde|omarmden) (?:het|de|dit|deze)|(?:verenigt|verenigde) zich met|"
    r"(?:schaart|schaarde|scharen) zich achter|"
    r"(?:vindt|vinden|vond|vonden) (?:dat|dit|het) (?:prima|akkoord|een goed (?:idee|voorstel|plan)))\b",
    r"\bwe (?:zijn|waren) het er(?: \S+){0,4}? (?:over|mee) eens\b",
    r"\bdat (?:het|de) (?:DVO|[A-Z]{2,5}O|AB|DB|overleg|vergadering|[Vv]eiligheidsberaad|stuurgroep|driehoek) (?!niet)"
    r".{0,20}\b(?:akkoord (?:gaat|gaan|is|zijn)|instemt|instemmen)\b",
)
_NOTED = any_of(
    r"\bter kennis(?:name|geving)\b",
    r"\bvoor kennis\w+\b",
    r"\bkennis (?:van )?te nemen\b",
    r"\b(?:neemt|nemen|nam|namen)\b.{0,60}\bkennis\b",
    r"\bkennisgenomen\b",
    r"\b(?:neemt|nemen|nam|namen)\b.{0,30}\b(?:nota|akte) van\b",
    r"\bvoor kennisgeving aan(?:[.;]|$)",
)
_APPOINTED = any_of(
    rf"{_IS}.{{0,100}}\b(?:(?:benoemd|gekozen|aangesteld) (?:tot|als)|aangewezen|herbenoemd|gemachtigd)\b",
    rf"{_IS}.{{0,100}}\b(?:tot|als) .{{1,60}}\b(?:benoemd|gekozen)\b",
    r"\bbenoem(?:t|en)\b.{1,80}\btot\b",
    r"\bwij(?:st|zen) we\b.{0,80}\baan\b",
    r"\b(?:aan te wijzen|te benoemen|te machtigen)\b",
    r"\btot .{1,60}\b(?:wordt|werd)\b.{0,40}\b(?:benoemd|gekozen|aangewezen)\b",
    r"\b(?:wijst|wees|wijzen|wezen)\b.{1,60}\baan als\b",
    rf"\b(?:wordt (?:(?:per|met ingang van|vanaf) [^,.;]{{2,20}} )?|is (?:vanaf (?:nu|heden|vandaag)|voortaan) )"
    rf"(?:de |het )?{_SEAT}",
    r"\bwordt (?:de )?(?:nieuwe )?voorzitter\b",
    r"\bneemt (?:haar|zijn|diens|hun) (?:plaats|zetel|portefeuille)\b.{0,30}\b(?:in|over)(?:[.;,]|$)",
    r"\bontslag\b.{0,20}\bverleend\b",
)
_ASSENT = any_of(
    rf"(?:{_IS}|\bwerd(?:en)?\b).{{0,80}}\b(?:ingestemd|akkoord|geaccordeerd)\b",
    r"^(?:de |het )?(?:verslag|agenda|notulen|besluitenlijst|actielijst) akkoord\b",
    r"^(?:akkoord|ingestemd)\b",
    r"(?:[-=]> |→ |: )(?:(?:allen|iedereen) (?:ok[eé]|akkoord)|(?:ok[eé]|akkoord),? (?:allen|iedereen))(?!\w)",
    r"(?i:\b(?:allen|iedereen|men))\b.{0,30}\b(?:akkoord|stemt in)\b",
    r"\bin te stemmen\b",
    r"\bvoorstel\b.{0,200}\b(?:aangenomen|overgenomen)\b",
    rf"\b(?:motie|amendement|nota|notitie|advies|stuk|plan)\b.{{0,40}}{_IS}.{{0,80}}\b(?:aangenomen|overgenomen)\b",
)
_DECIDED = any_of(
    r"^(?:(?:er|hierbij|vervolgens|aldus|unaniem) )?besloten (?:wordt|is)\b",
    r"^(?:conform|overeenkomstig) (?:het )?(?:voorstel|advies)\b.{0,30}\bbesloten\b",
    r"^(?:(?:er|hierbij|vervolgens|aldus|unaniem|tevens|ook|daarnaast) )?(?:wordt|is|werd) (?:er )?"
    r"(?:unaniem |dan ook )?besloten\b",
    r"\b(?:er|hierop|daarom|aldus|dit|dat) (?:wordt|is)\b.{0,40}\bbesloten\b",
    r"\bis dat besloten\b",
    r"\baldus (?:wordt|werd|is) (?:ook )?besloten\b",
    r"\b(?:wordt|is|werd) (?:\w+ ){0,2}(?:bepaald|overeengekomen),? dat\b",
    r"\bin handen gesteld van\b",
    r"\b(?:is|zijn|wordt|worden)\b[^.;]{0,60}\b(?:bepaald|gesteld) op (?:€|\d|een|maximaal|hoogstens)",
    r"\b(?:wordt|worden)\b(?!.{0,80}\bdoor (?:de|het) (?:provincie|rijk|ministerie|minister)\b).{0,100}"
    r"\bbeschikbaar gesteld\b",
    r"\bworden\b.{0,60}\b(?:naar (?:rato|inwonertal|inwoneraantal)|evenredig|gelijk(?:elijk)?)\b.{0,60}"
    r"\b(?:verdeeld|gedeeld)\b",
    r"\b(?:wordt|worden) (?:\w+ )?met (?:een|één|twee|drie|vier|zes|acht|tien|twaalf|\d+) "
    r"(?:jaar|maand(?:en)?|we(?:ek|ken))\b.{0,30}\bverlengd\b(?! door)",
    r"\) [Bb]esloten (?:wordt|is)\b",
    r"^besloten\b(?! (?:vergadering|deel|overleg|bijeenkomst|zitting)\b)",
    r"^afgesproken (?:is|wordt)\b(?! (?:dat|om)\b).*\bte \w+en\b",
    r"\bis besloten\b",
    r"^de (?:burgemeester|voorzitter|driehoek) besluit (?:om|tot|dat|de|het|hierop)\b",
)
_OUTCOME = regex(
    rf"{_OF_PAPER}: (?:(?P<rejected>niet (?:over|aan)genomen|afgewezen|verworpen|niet akkoord)|"
    r"(?P<deferred>aangehouden|doorgeschoven|uitgesteld|verdaagd)|(?P<agreed>akkoord|ingestemd|conform|ok[eé])|"
    r"(?P<adopted>(?:(?:on)?gewijzigd )?(?:vastgesteld|goedgekeurd)))(?!\w)|"
    r"[^.:;?]{3,80}: (?:(?P<rejected_1>NEE)|(?P<agreed_1>JA)|(?P<noted>gezien, geen (?:vragen|opmerkingen)|"
    r"kennis (?:van )?genomen)|(?P<rejected_2>nee)(?= \(\d)|(?P<agreed_4>ja)(?= \(\d))"
    r"(?=[,.;]|$| \()|[^=.:;?]{3,60} = (?P<agreed_2>prima|akkoord|ok[eé]|goed)(?=[,.;]|$)|"
    r"(?:onderdeel|punt) \w{1,2}: (?:(?P<agreed_3>conform)|(?P<decided>anders besloten))\b"
)
"""What a line says became of something, behind a colon or sign; each group is named after the kind."""

_OPENING = regex(
    r"(?P<rejected>nO[ -]GO\b)|(?P<agreed>gO (?:voor\b|:))|"
    r"(?P<agreed_1>(?:(?:onderdeel|punt) \w{1,2} )?conform(?=[,.;]|$)|geaccordeerd\b|"
    r"(?:allen|iedereen) (?:ok[eé]|akkoord)(?!\w)|(?:ok[eé]|akkoord),? (?:allen|iedereen)\b)|"
    r"(?P<withdrawn>(?:gaat|ging) niet door\b|afgevoerd van de (?:agenda|lijst)\b)|"
    r"(?P<deferred>(?:nog )?geen besluit(?=[,;])|niet aan toegekomen\b)|"
    r"(?P<noted>kennis genomen\b|gezien, geen (?:vragen|opmerkingen)\b)|"
    r"(?P<adopted>(?:(?:conform|ongewijzigd|gewijzigd|aldus) )?vastgesteld,? met "
    r"(?:dank|dien verstande|inachtneming|(?:een|één|twee|drie|enkele|de) ))|"
    r"(?:de |het )?(?:concept)?(?:verslag|agenda|notulen|aantekeningen|besluitenlijst)\b[^,;:]{0,60} "
    r"(?P<adopted_1>(?:blijft|blijven|bleef|bleven) ongewijzigd)\b|"
    r"(?P<decided>(?:(?:er )?(?:wordt|is) gekozen|gekozen (?:wordt|is)) voor\b)"
)
"""What a sentence or line opens with that says its outcome; each group is named after the kind."""

_RULES = {"agreed": "assent"}
"""Rules that are called otherwise than their kind."""

_KINDS = (
    (
        "rejected",
        "rejected",
        Guarded(
            _REJECTED,
            *("verworpen", "afgewezen", "niet in", "niet over", "niet aan", "niet akkoord", "wijst", "af te wijzen"),
            *("geen meerderheid", "geen steun", "geen genade", "het niet", "komt er"),
        ),
    ),
    (
        "withdrawn",
        "withdrawn",
        Guarded(
            _WITHDRAWN,
            *("trekt", "erval", "gecanc", "geannuleerd", "ngetrokken", "van de agenda", "geschrapt", "teruggenomen"),
            "afgevoerd",
        ),
    ),
    (
        "deferred",
        "deferred",
        Guarded(
            _DEFERRED,
            *("schuift", "schoof", "schoven", "gehouden", "te houden", "geschoven", "uitgesteld", "erdaagd", " heen"),
            *("te stellen", "geen besluit", " pas "),
        ),
    ),
    (
        "adopted",
        "adopted",
        Guarded(_ADOPTED, "vastgesteld", "gekeurd", "keurt", "keuren", "bekrachtigd", " vast", "hamer"),
    ),
    (
        "agreed",
        "body-agrees",
        Guarded(
            _AGREED,
            *("akkoord", "stemt ", "stemmen ", "stemde", "instem", " vinden", " eens", "omarm", "prima", "een goed "),
            *("zich met", "zich achter"),
        ),
    ),
    ("noted", "noted", Guarded(_NOTED, "kennis", " nota ", " akte ")),
    (
        "appointed",
        "appointed",
        Guarded(
            _APPOINTED,
            *("benoem", "gekozen", "aangesteld", "gewezen", "machtig", "wijst", "wijzen", "wees ", "wezen "),
            *("vicevoorzitter", "vice-voorzitter", "plaatsvervangend", "plv.", "wordt voorzitter", "ieuwe voorzitter"),
            *(
                "wordt de voorzitter",
                "regisseur",
                "contactpersoon",
                "projectleider",
                "projecttrekker",
                "trekker",
                "lid van",
                " plaats ",
                "zetel",
            ),
            *("portefeuille ", "ontslag"),
        ),
    ),
    ("agreed", "assent", Guarded(_ASSENT, "kkoord", "ingestemd", "stemt in", "te stemmen", "genomen", "oké", "oke")),
    (
        "decided",
        "decided",
        Guarded(
            _DECIDED,
            *("esloten", "r besluit", "k besluit", "fgesproken", "bepaald", "overeengekomen", "gesteld van", "deeld"),
            *("gesteld op", "beschikbaar gesteld"),
            "verlengd",
        ),
    ),
)
"""Kind, rule and pattern."""


SIGNS = "✔✓✘✗→⇒➔➜►▶»•–-*=> "
"""What stands before an outcome, and is no part of it."""


@lru_cache(maxsize=64)
def kind_of(sentence: str) -> tuple[str, str] | None:
    """Kind and rule of a sentence with a small first letter that words a decision."""
    head = sentence[:100]
    opening = _OPENING.match(sentence) or (_OUTCOME.match(sentence) if ": " in head or " = " in head else None)
    if opening and opening.lastgroup:
        kind = opening.lastgroup.partition("_")[0]
        return kind, _RULES.get(kind, kind)
    for kind, rule, pattern in _KINDS:
        if pattern.search(sentence):
            return kind, rule
    return None


def small(sentence: str) -> str:
    """A sentence with a small first letter, as the patterns have it, without a bullet or sign before it."""
    bare = sentence.lstrip(SIGNS)
    return bare[:1].lower() + bare[1:]


_STATES = (
    ("deferred", regex(r"(?i)\b(?:aangehouden|doorgeschoven|uitgesteld|verdaagd)\b")),
    ("withdrawn", regex(r"(?i)\b(?:vervallen|ingetrokken|afgevoerd|geannuleerd)\b")),
    ("rejected", regex(r"(?i)\b(?:afgewezen|verworpen)\b")),
)
_MARKED = (
    (
        "rejected",
        regex(r"(?:^|: )(?:nee|niet akkoord|no[ -]?go)\b|^geen (?!bezwaar|opmerkingen|vragen)", re.IGNORECASE),
    ),
    ("deferred", regex(r": (?:nog niet|later|volgende keer)\b|^nog niet\b", re.IGNORECASE)),
    ("agreed", regex(r"(?:^|: )(?:ja|prima|ok[eé]|go)\b|^instemmen\b|\bconform\b", re.IGNORECASE)),
    ("adopted", regex(r"\bvaststellen\b", re.IGNORECASE)),
    ("noted", regex(r"\bkennis (?:genomen|nemen)\b|: gezien\b", re.IGNORECASE)),
)


def marked_kind(sentence: str, state: str | None = None) -> str:
    """The kind of what stands where decisions stand; `state` is what the column of states says of it."""
    settled = next((kind for kind, pattern in _STATES if state and pattern.search(state)), None)
    if settled:
        return settled
    kind = kind_of(small(sentence))
    if kind:
        return kind[0]
    return next((kind for kind, pattern in _MARKED if pattern.search(sentence)), "decided")
