"""The wording around a speaker: what stands before and behind whoever begins to speak, in the shapes minutes have."""

from __future__ import annotations

import re

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest.matching import Guarded
from dvo_tui.suggest.vocabulary import PASSIVE_PARTICIPLES, listed

DIRECT = regex(r" (?P<verb>[\w’'-]+)")
_ORIGINS = tuple(rf" (?:van|namens|vanuit|bij) (?:de |het )?[\w&'’-]+(?: [\w&'’-]+){{{words}}}" for words in range(3))
ASIDES = tuple(
    regex(
        rf"(?: \([^()\n]{{1,80}}\))?{before}(?:, [^,.;:\n]{{2,60}},)?"
        rf"{origin}(?: (?:ook|vervolgens|hierop|daarop|tevens|verder|zelf|daarnaast|nog|dan))? (?P<verb>[\w’'-]+)"
    )
    for origin, before in (
        ("", ""),
        *((origin, "") for origin in _ORIGINS),
        *(("", origin) for origin in _ORIGINS),
    )
)
"""What may stand between a speaker and the verb: `(politie)`, `, voorzitter,`, `van het OM`, with ever more words."""

ASIDE_SIGNS = (" (", ",", " van ", " namens ", " vanuit ", " bij ")
LONGEST_CLAUSE = 400
"""How far behind its verb a sentence is looked at for what makes the verb one of speaking, in characters."""

PASSIVE_BEFORE = Guarded(
    regex(r"\b(?P<by>[Dd]oor|[Vv]anuit|[Nn]amens|[Vv]an de (?:kant|zijde) van|[Bb]ij monde van) (?:de |het )?$"),
    *("oor ", "anuit ", "amens ", " van "),
)
PASSIVE_AFTER = regex(r"(?: \([^()\n]{1,80}\))? (?:wordt|worden|werd|werden|is|zijn|meldt|geeft)\b")
PASSIVE_VERB = regex(r"\b(?:wordt|worden|werd|werden|is)\b")
PASSIVE_CLAUSE = regex(rf" (?:wordt|werd|is|was) (?:er )?{PASSIVE_PARTICIPLES}\b")
"""What follows `door X` in a subordinate clause: `terwijl door X werd gewezen op`."""

BROUGHT = regex(r" (?:geopperde|gestelde|gedane|bepleite|aangehaalde|ingebrachte|voorgestelde|opgeworpen)\b")
"""What follows `het door X` before what somebody brought in: `geopperde denkbeeld`."""

NADAT = regex(r"[^.;]{0,100}?\b(?:welkom|geopend|opende|verwelkomd)\b")
TAKEN_ON = frozenset(listed("vraagt vragen bespreekt bespreken brengt beantwoordt draagt"))
"""Verbs of saying that with some words tell what somebody takes on: `vraagt dit na`, `bespreekt dit met`."""

SAID = regex(rf"\b{PASSIVE_PARTICIPLES}\b")
ALDUS = Guarded(regex(r"\b[Aa]ldus (?:de |het )?$"), "ldus ")
ACCORDING = Guarded(regex(r"\b[Vv]olgens (?:(?:mr|drs?|ir|ing|prof)\. )?$"), "olgens ", "mr. ", "dr. ", "drs. ", "ir. ")
ASKED = Guarded(
    regex(
        r"^(?:(?:Op|Na|Naar aanleiding van|In antwoord op|Uit) )?(?:(?:[Dd]e|[Hh]et|[Ee]en) )?(?:[Vv]raag|[Oo]pmerking"
        r"|[Ss]uggestie|[Ii]dee|[Pp]leidooi|[Bb]ijdrage|[Ii]nbreng|[Mm]ail|[Aa]ntwoord|[Oo]proep|[Rr]eactie"
        r"|[Mm]ening|[Tt]oelichting|[Pp]resentatie|[Bb]etoog|[Rr]elaas|[Uu]itleg|[Ss]chets) van $|^Het voorstel van $"
    ),
    " van ",
)
ON_BEHALF = regex(r"(?:Mede namens|Namens|Vanuit) [^,.;:]{2,70}")
WHO = regex(r", die (?P<verb>\w+)")
JOINTS = (" en ", ", ", " & ")
LONGEST_JOINT = 4
LONGEST_ASKED = 40
LONGEST_AHEAD = 24
NEAR = 90
THEN = ("waarna ", "waarop ")
ALSO = frozenset({"Ook ", "ook ", "Maar ", "maar ", "En ", "en ", "Tevens ", "tevens ", "Zowel ", "zowel "})
WORDS = regex(r"(\w+)")
COORDINATED = regex(r"\b(?:en|maar) (\w+)")
GOES_ON = regex(r"(\w+) (?:hij|zij|ze)\b|\b(?:Hij|Zij|Ze) (\w+)")
CLAUSE_BEFORE = Guarded(
    regex(r"(?:\b(?:en|maar|waarna|waarop|terwijl)|[;,:–-]) $|\($"),
    *("(", ", ", "en ", "maar ", "waarna ", "waarop ", "terwijl ", "; ", ": ", "– ", "- "),
)
LABEL_END = regex(r" ?(?:\([^()\n]{1,40}\))?(?: ?:(?!\d)| [–—] (?=\S))")
ARROW = regex(r"(?: \([^()\n]{1,40}\))? ?(?:[=-]>|→) ?(?=\S)")
STAMP = regex(r"(?:[01]?\d|2[0-3])[.:][0-5]\d(?: ?u(?:ur)?\b\.?)?(?:\s|[:–-]){1,8}")
"""The time before an entry of a log: `14:05  OL opent`."""

ENTRY_OF = regex(r"(?:Oordeel|Standpunt|Reactie|Vraag|Antwoord|Inbreng|Opmerking|Advies|Toelichting|Aanvulling) ")
TOPIC = regex(r"(?!(?i:acties?|besluit|afspra|toezegg|conclusie))[A-ZÀ-Þ\d][^.:;!?\n]{2,60}: ")
VIA = regex(r"[^.:;]{2,40} (?:via|volgens) (?:de |het )?")
JUDGED = regex(r"\b[Nn]aar (?:het|de) (?:gevoelen|oordeel|mening|overtuiging|indruk|idee|inzicht) van $")
HELD = regex(r" van (?:mening|oordeel|gevoelen) (?:is|was|zijn|waren)\b")
QUOTED = ('" (', "” (", "’ (", "' (")
HAS = regex(
    r" (?:\w+ ){0,4}?(?:ervaring(?:en)?|moeite|zorgen|bedenkingen|begrip|twijfels?|kritiek|bezwa(?:ar|ren)"
    r"|vra(?:ag|gen)|waardering|vertrouwen)\b"
)
"""What somebody brings in who `heeft` it, with the subject behind the verb."""

FEWEST_LABELS = 2
"""So many people before a colon make it a document of `Naam: tekst`, in which bodies speak that way too."""

FEWEST_SAID = 5
FIRST_PERSON = regex(r"\b(?:[Ii]k|[Ww]e|[Ww]ij|ons|onze|mij|jij|jullie|je|u)\b")
ENTRY_END = regex(r"(?: \([^()\n]{1,40}\))? [–—-] (?=\S)|(?:,| over| namens| van) [^:.;\n]{2,60}:(?= )")
ABSENT = regex(
    r"\b(?:afwezig|verhinderd|ziek|aanwezig|(?:zich|is) (?:\w+ )?afgemeld|(?:her)?benoemd|vanaf"
    r"|zich laten vervangen|(?:laat|laten) zich|griep|aangesteld"
    r"|geopereerd|overleden|met (?:vakantie|pensioen|verlof)|"
    r"vertrokken|opvolg\w+|welkom geheten)\b"
)
FINITE = regex(r"[a-zà-ÿ]{3,}(?:t|de|te|den|ten)$")
PREPOSITIONS = listed(
    "namens over van bij met aan volgens door in op voor na naar tegen vanuit tot onder uit rond tijdens sinds per"
)
PREPOSITION = regex(rf"\b(?:{'|'.join(PREPOSITIONS)}) $", re.IGNORECASE)
AHEAD = ("ldus", "oor", "anuit", "amens", "van", "olgens", "mr.", "dr.", "drs.", "ir.", "ing.", "prof.")
"""How the last word before a speaker ends, an article left out, that can make the speaker one."""

CLAUSE = regex(r"[;:,] ")
CLAUSE_END = regex(r"[;:] ")
LASTING = frozenset(listed("heeft had kan kon wil wilde zou is was"))
FRONTED = frozenset(listed("De Het Een Deze Dit Die Dat Alle Onze Zijn Haar Hun Hij Zij Ze Men Wij We Ik Iedereen Er"))
PRONOUNS = frozenset(listed("hij zij ze men wij we ik u er die dat wie iedereen en of maar te om"))

KEYED = regex(r"[A-ZÀ-Þ][\w/-]{2,20}(?: [\w/-]{1,20}){0,2}\s{3,}(?=[^\s\d])")
"""A key with room behind it, as in a typed form: `Inbreng           De heer Bos vraagt …`."""

TASK = ("[ ] ", "[x] ", "[X] ", "☐ ", "☑ ", "□ ")
"""What stands before an action in a list to tick off."""

JOINED = frozenset(
    listed(
        """
        opmerkt opmerkte aangeeft aangaf toelicht toelichtte meedeelt meedeelde mededeelt aanvult aanvulde voorstelt
        voorstelde uitlegt uitlegde inbrengt inbracht toezegt toezegde terugkoppelt samenvat samenvatte aandringt
        aandrong tegenwerpt tegenwierp aantekent aantekende bezweert
        """
    )
)
"""Verbs of saying as they stand at the end of a subordinate clause: `…, waarop Bos opmerkt dat …`."""
