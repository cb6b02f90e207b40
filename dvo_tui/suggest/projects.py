"""Where a text names its programmes and projects for the first time, and by what other names it then calls them.

`project Zeewind`, `de pilots Stuwkracht en Vaargeul`, a title in quotes where projects are the subject, everyday words
in capitals, what stands in a row with such a name, and the short name that follows in brackets or is made of initials.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, lexicon
from dvo_tui.suggest.analysis import Analysis
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.titles import FIELDS, NO_TITLE, capitalised, is_coined, is_free, is_listed
from dvo_tui.suggest.verbs import is_finite
from dvo_tui.suggest.vocabulary import NO_ABBREVIATIONS, STOP_CAPITALS, listed

_CAPITAL = rf"(?:[{UPPER}][\w’'-]{{0,40}}\w|\d{{1,4}}(?:[/.]\d)?)"
_JOINT = (
    r"(?:[ \n](?:en|van|in|voor|op|met|aan|maar|of|over|bij|onder|is|hoort)[ \n](?:de[ \n]|het[ \n])?"
    r"| (?:na|tegen|uit|zonder|tot|naar|door|with|of|the|je|jouw|onze) (?:de |het |je |jouw |the |your )?(?=[A-Z])|"
    r" de | het |, | & |- en | )"
)
_FIRST = rf"(?:[{UPPER}][\w’'-]{{0,40}}\w|\d[a-z]?[{UPPER}]\w{{0,20}})"
RUN = rf"{_FIRST}(?:{_JOINT}{_CAPITAL}){{0,5}}\+?(?:(?<=20\d\d)[-–/]\d{{2,4}})?"
_HEADED = regex(rf"(?P<head>\w+)(?P<many>['’]s)? (?P<name>{RUN})")
_LABELLED = regex(rf"(?:[Pp]roject|[Pp]ilot|[Cc]ampagne): (?P<name>{RUN})")
_BIDS = (
    "Doe|Houd?|Geef|Zeg|Meld|Kijk|Klop|Pak|Stop|Laat|Maak|Blijf|Zie|Let|Bel|Sluit|Denk|Help|Check|Durf|Zet|Ken|Wees|"
    "Kom|Ga|Praat|Spreek|Trap|Rijd?|Fiets|Haal|Hang|Leg|Vraag|Neem|Draai|Luister|Weet|Word"
)
_ENDS_BID = (
    "is|wordt|loopt|start|startte|was|werd|heeft|had|kost|gaat|ging|komt|krijgt|levert|van|voor|en|die|dat|door|vanaf|"
    "begint|duurt"
)
_BIDDING = regex(
    rf"(?:[Cc]ampagne|[Pp]roject|[Pp]ilot) (?P<name>(?:{_BIDS})"
    rf"(?: (?!(?:{_ENDS_BID})\b)[a-zé’'][\wé’']{{0,13}}){{1,6}}?)(?=[.,;:)!?\n’\"]| (?:{_ENDS_BID})\b)"
)
_QUOTED = regex(r"\w+(?:['’]s)? (?:genaamd )?[‘'“\"„](?P<name>[^\n‘’'“”\"„]{3,60})[’'”\"]")
_CALLED = regex(
    rf"(?:naam|vlag|naam van|vlag van|titel|genaamd|geheten|heet|heette|gedoopt|getiteld|noemer|benaming|motto|"
    rf"werktitel|slogan|codenaam) [‘'“\"]?(?P<name>{RUN})"
)
_CAMPAIGN = regex(
    r"(?: [a-z]{2,12}){1,3}?(?= (?:is|wordt|loopt|start|startte|was|werd|heeft|had|kost|gaat|ging|komt|krijgt|"
    r"levert)\b)"
)
_ROW_JOINT = regex(r", (?:en )?| en (?:de |het )?| in ")
_INNER = (
    r"(?: (?:van|in|voor|op|met|aan|bij|onder|over|na|tegen|uit|zonder|tot|naar|door|is|maar|je|jouw) (?:de |het |je )?"
    r"| de | het | & |- en | )"
)
_ONE = rf"{_FIRST}(?:{_INNER}{_CAPITAL}){{0,4}}\+?"
_DEFINED = regex(rf"(?<![\w’'-])(?P<name>{_ONE})(?:,| is| was) (?:het|een|de|ons|hun)(?: [a-z]{{3,20}}){{0,2}} $")
_TITLE = rf"[{UPPER}\d][^\n‘’“”\"„'.,;:]{{1,50}}?"
_IN_ROW = regex(rf"(?P<quote>[‘'“\"„])?(?P<name>(?(quote){_TITLE}|{_ONE}))(?(quote)[’'”\"])(?!\w)")
_AND = regex(r"[’'”\"]?(?:, (?:en |of )?| en | of | alsmede | ?/ )(?:de |het )?")
_BEFORE = regex(rf"(?<![\w‘'“\"„-])[‘'“\"„]?(?P<name>{_ONE})[’'”\"]?(?P<and>, (?:en )?| en | / )[‘'“\"„]?$")
_TITLE_IN_QUOTES = regex(rf"[‘“„\"'](?<!\w[‘“„\"'])(?P<name>{_TITLE}[?!]?)[’”\"'](?![\w’”])")
_WORK = regex(
    r"(?:rapport|boek|film|brief|nota|notitie|café|restaurant|stichting|vereniging|schip|lied|artikel|serie|krant|"
    r"documentaire|motie|presentatie|lezing|handreiking|brochure|folder|zaal|hotel|woord|woorden|zin|term|memo|"
    r"discotheek|club|bende|groep|kroeg|podcast|opmerking|vraag|stuk|bar|boot|voorstelling|expositie) $"
)
_NEAR = 250
"""So many characters from a word for projects a title in quotes is one of theirs."""

_NUMBERED = regex(r"(?<![\w/-])\d\w{1,40}")
_PLURAL_HEAD = regex(r"(?:projecten|pilots|campagnes|trajecten|\w*pro(?:gramma['’]s|jecten)) (?=[‘'“\"„\d])")

_YEARS = regex(r" 20\d\d ?[-–/] ?(?:20)?\d\d(?![\w-])")
_WELCOME = regex(r"[^.;\n]{0,200}\bwelkom\b")
_BRACKET = regex(r"[’'”\"]? \((?:hierna:? |ook wel |kortweg )?[‘'“\"]?(?P<short>[A-Z\d][\w+-]{1,9})[’'”\"]?\)")
_HYPHENED = regex(r"-(?:project|pilot|programma|campagne)(?!\w)")
_WEAK = frozenset(
    listed(
        """
        aanpak dashboard factsheet lijn model app spel scenario initiatief oefening trajecten projecten
        projectleider voorstelling
        """
    )
)
"""Heads that say little: a single word behind one is no name."""

_CAMEL = regex(r"[A-Z][a-z]+[A-Z]")
_BARE = frozenset(
    listed(
        """
        thema traject trajecten training werkwijze methode interventie regeling plan oefening model lijn meldlijn
        app factsheet dashboard knooppunt informatieknooppunt oefenprogramma scenario subsidieregeling lespakket
        lessenserie spel voorlichting voorstelling initiatief aanpak projectleider projectleiding programmamanager
        programmaleider projectcoördinator projecten pilots campagnes campagne
        """
    )
)
"""Heads that are no part of the name."""

_PLURAL = frozenset(
    listed("projecten pilots campagnes trajecten deelprojecten proefprojecten proeven interventies trainingen acties")
)
"""Heads of a row of names; so is `programma's`."""

_MEDIA = frozenset(
    listed(
        """
        Facebook Instagram WhatsApp Twitter Telegram Signal Snapchat TikTok Teams Nextdoor LinkedIn YouTube Outlook
        Excel Word Zoom
        """
    )
)


class Named(NamedTuple):
    """A programme named at `start:end`, and the part of it that is its name, from `name` to `name_end`."""

    start: int
    end: int
    rule: str
    name: int
    name_end: int


class Introduced(NamedTuple):
    """What a text calls programmes: where it first does so, their names, and their short names with the full ones."""

    named: tuple[Named, ...]
    names: frozenset[str]
    short: Mapping[str, str]


@lru_cache(maxsize=1)
def introduced(analysis: Analysis) -> Introduced:
    """The programmes of a text by what introduces them; whoever asks again for the same analysis gets the same."""
    text = analysis.text
    named = [*_headed(analysis), *_quoted(analysis), *_called(analysis)]
    inside = {at for it in named for at in range(it.name + 1, it.name_end)}
    named += [Named(*span, "title", *span) for span in capitalised(analysis) if span[0] not in inside]
    listed = [hit for hit in analysis.hits if hit.entry.type == "PROGRAMME"]
    named += _in_rows(analysis, [*named, *(Named(hit.start, hit.end, "listed", hit.start, hit.end) for hit in listed)])
    names = {text[it.name : it.name_end] for it in named}
    ends = [(hit.end, hit.entry.form) for hit in listed]
    return Introduced(tuple(named), frozenset(names), dict(_short(analysis, named, ends)))


def _headed(analysis: Analysis) -> Iterator[Named]:
    """Names behind `project`, `pilot` and the like, and before `-project`; each of a row behind `projecten`."""
    text = analysis.text
    compounds = [start for start, _ in analysis.words.ending("PROJECT")]
    plain = analysis.cues("PROJECT")
    told = {*compounds, *(at for at in plain if text.startswith(("project", "programma", "pilot", "campagne"), at))}
    for at in sorted({*plain, *compounds}):
        if at in told:
            yield from _defined(analysis, at)
        bidding = _BIDDING.match(text, at)
        headed = None if text[at - 1 : at] == "-" else _HEADED.match(text, at)
        if bidding:
            yield Named(*bidding.span("name"), "headed", *bidding.span("name"))
        elif headed is None:
            yield from _labelled(analysis, at)
            plural = None if text[at - 1 : at] == "-" else _PLURAL_HEAD.match(text, at)
            yield from _row(analysis, plural.end()) if plural else ()
        elif headed["many"] or headed["head"].lower() in _PLURAL:
            yield from _row(analysis, headed.start("name"))
        else:
            yield from _behind_head(analysis, headed)
    for start, end in analysis.words.ending("PROJECT"):
        years = _YEARS.match(text, end) if text.endswith("programma", start, end) else None
        if years:
            yield Named(start, years.end(), "headed", start, years.end())
    for hyphened in _HYPHENED.finditer(text):
        start = lexicon.word_start(text, hyphened.start())
        word = text[start : hyphened.start()]
        if word[:1].isupper() and is_coined(analysis, word) and is_free(analysis, start, hyphened.start()):
            yield Named(start, hyphened.start(), "headed", start, hyphened.start())


def _defined(analysis: Analysis, at: int) -> Iterator[Named]:
    """`Zeeblik is het wandelproject`, `Zeeblik, een pilot`: what the text says is a project."""
    text = analysis.text
    if not text.endswith(("t ", "n ", "e ", "s "), 0, at):
        return
    before = _DEFINED.search(text, max(0, at - 70), at)
    if before and is_distinct(analysis, before["name"]) and is_free(analysis, *before.span("name")):
        yield Named(*before.span("name"), "headed", *before.span("name"))


def _labelled(analysis: Analysis, at: int) -> Iterator[Named]:
    """`Pilot: Zicht op Zee`, where the name is more than a word for a field of work."""
    match = _LABELLED.match(analysis.text, at)
    if match and is_distinct(analysis, match["name"]) and is_free(analysis, *match.span("name")):
        yield Named(*match.span("name"), "headed", *match.span("name"))


def _row(analysis: Analysis, at: int) -> Iterator[Named]:
    """The names of a row that begins at an offset; one single word alone is none."""
    found: list[Named] = []
    while True:
        match = _IN_ROW.match(analysis.text, at)
        if match is None or not _may_join(analysis, *match.span("name")):
            break
        found.append(Named(*match.span("name"), "headed", *match.span("name")))
        joint = _AND.match(analysis.text, match.end("name"))
        if joint is None:
            break
        at = joint.end()
    if len(found) > 1 or (found and " " in analysis.text[found[0].start : found[0].end]):
        yield from found


def _behind_head(analysis: Analysis, match: re.Match[str]) -> Iterator[Named]:
    """The head with its name; a theme without the word `thema`, which is no part of it.

    A body or place alone names no programme: `convenant Belastingdienst`.
    """
    start, end = match.start("name"), _before_others(analysis, *match.span("name"))
    name, head = analysis.text[start:end], match["head"].lower()
    hit = analysis.hit_starts.get(start)
    other = hit is not None and hit.end == end and hit.entry.type in ("ORGANISATION", "LOCATION")
    if name in STOP_CAPITALS or other or name.startswith("X-"):
        return
    bare = head in _BARE or head not in cues.TAGS_OF
    if head in _WEAK and " " not in name and not _CAMEL.match(name):
        return
    if analysis.is_named(start) or (bare and not is_free(analysis, start, end)):
        return
    if head not in cues.TAGS_OF and name in FIELDS:
        return
    campaign = _CAMPAIGN.match(analysis.text, end) if head in ("campagne", "actie") else None
    end = campaign.end() if campaign else end
    yield Named(start if bare else match.start(), end, "headed", start, end)


def _before_others(analysis: Analysis, start: int, end: int) -> int:
    """Where a name ends, without bodies, places and people in a row with it, or where it is: `Zeewind [in Almelo]`."""
    for joint in _ROW_JOINT.finditer(analysis.text, start, end):
        hit = analysis.hit_starts.get(joint.end())
        other = hit is not None and hit.entry.type in ("ORGANISATION", "LOCATION") and not hit.entry.doubtful
        if other or analysis.is_named(joint.end()):
            return joint.start()
    return end


def _quoted(analysis: Analysis) -> Iterator[Named]:
    """A name in quotes behind a word for projects, and titles in quotes in a passage about them."""
    text = analysis.text
    for at in analysis.cues("PROJECT", "QUOTED"):
        quoted = _QUOTED.match(text, at)
        if quoted:
            yield Named(*quoted.span("name"), "quoted", *quoted.span("name"))
    for near, far in _passages(analysis):
        for title in _TITLE_IN_QUOTES.finditer(text, near, far):
            start, end = title.span("name")
            work = _WORK.search(text, max(0, title.start() - 16), title.start())
            if not work and _is_title(title["name"]) and is_free(analysis, start, end):
                yield Named(start, end, "quoted", start, end)


def _passages(analysis: Analysis) -> Iterator[tuple[int, int]]:
    """Where projects are spoken of, in order: what stands near a word for them in the same block."""
    free = 0
    for at in analysis.cues("PROJECT"):
        block = analysis.block_at(at)
        if block is None:
            continue
        near, far = max(block.start, free, at - _NEAR), min(block.end, at + _NEAR)
        if near < far:
            yield near, far
        free = max(free, far)


def _is_title(name: str) -> bool:
    """Whether what stands in quotes is written as a title is: capitals in each word but the small ones between them."""
    words = name.split(" ")
    large = [word for word in words if word[:1].isupper() or word[:1].isdigit()]
    small = [word for word in words[1:] if word[:1].islower() and len(word) > 5]
    return len(words) < 7 and not small and 2 * len(large) >= len(words) and len(words[-1]) > 1


def _called(analysis: Analysis) -> Iterator[Named]:
    for at in analysis.cues("CALLED"):
        called = _CALLED.match(analysis.text, at)
        greeted = called and called[0].startswith("hee") and _WELCOME.match(analysis.text, called.end())
        if called and not greeted and is_free(analysis, *called.span("name")):
            yield Named(*called.span("name"), "called", *called.span("name"))


def _in_rows(analysis: Analysis, named: Iterable[Named]) -> Iterator[Named]:
    """What stands in one row with a programme: `Zeewind, Dijkwacht en [Vaargeul]`."""
    text = analysis.text
    taken = {it.name for it in named}
    for it in list(named):
        right = _AND.match(text, it.name_end)
        other = _IN_ROW.match(text, right.end()) if right else None
        while right and other and other.start("name") not in taken and _joins(analysis, it, *other.span("name")):
            behind = _AND.match(text, other.end())
            if right[0].lstrip("’'”\"").startswith(", ") and " en " not in right[0] and behind is None:
                break
            taken.add(other.start("name"))
            yield Named(*other.span("name"), "row", *other.span("name"))
            right, other = behind, _IN_ROW.match(text, behind.end()) if behind else None
        left = _BEFORE.search(text, max(0, it.name - 70), it.name)
        if left and left.start("name") not in taken and _joins(analysis, it, *left.span("name")):
            joined = _AND.match(text, it.name_end)
            if left["and"] != ", " or (joined and joined[0].strip("’'”\"") != ", "):
                taken.add(left.start("name"))
                yield Named(*left.span("name"), "row", *left.span("name"))


def _joins(analysis: Analysis, it: Named, start: int, end: int) -> bool:
    """Whether what stands in a row with a programme is one; beside a listed one, only a name that says so itself."""
    name = analysis.text[start:end]
    return _may_join(analysis, start, end) and (it.rule != "listed" or " " in name or is_coined(analysis, name))


def _may_join(analysis: Analysis, start: int, end: int) -> bool:
    """Whether a name in a row with programmes may be one: no body, place or person, and no bare word for a field."""
    name = analysis.text[start:end]
    if name in _MEDIA or name in FIELDS or name in NO_TITLE or (name.isupper() and " " not in name):
        return False
    first, _, rest = name.partition(" ")
    placed = analysis.hit_starts.get(start)
    if rest[:1].isupper() and placed and placed.entry.type == "LOCATION" and placed.end == start + len(first):
        return not analysis.is_named(start) and is_free(analysis, placed.end + 1, end)
    return first not in STOP_CAPITALS and is_free(analysis, start, end)


def _short(analysis: Analysis, named: Iterable[Named], ends: Iterable[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    """Short names: in brackets behind the name, or its initials where these stand in the text and mean nothing else."""
    text, words = analysis.text, analysis.words.capital_words
    full = [(it.name_end, text[it.name : it.name_end]) for it in named]
    for it in named:
        name = text[it.name : it.name_end]
        capitals = it.rule == "headed" and it.start < it.name and name.isupper() and 2 < len(name) < 11
        if capitals and not is_listed(name) and name not in NO_ABBREVIATIONS:
            yield name, name
    for end, name in [*full, *ends]:
        bracket = _BRACKET.match(text, end)
        if bracket and not is_listed(bracket["short"]) and bracket["short"] not in NO_ABBREVIATIONS:
            yield bracket["short"], name
        parts = re.split(r"[ -]", name)
        large = "".join(part[0] for part in parts if part[:1].isupper())
        for initials in {large, "".join(part[0] for part in parts if part)} if len(large) > 1 else ():
            known = is_listed(initials) or initials in NO_ABBREVIATIONS
            if len(initials) > 2 and initials in words and not known:
                yield initials, name


def is_distinct(analysis: Analysis, name: str) -> bool:
    """Whether a name means its programme wherever it stands as a name: several words, or one that says something."""
    if " " in name:
        return name[0].isupper()
    known = is_listed(name) or name in STOP_CAPITALS or name in FIELDS or name in NO_TITLE
    return len(name) > 3 and name[0].isupper() and not name.isupper() and not known


def stands_alone(analysis: Analysis, hit: lexicon.Hit) -> bool:
    """Whether one word that names a programme is its name here, though a sentence may begin with it."""
    text, word = analysis.text, hit.entry.form
    if analysis.is_named(hit.start):
        return False
    if word.lower() not in analysis.vocabulary and word.lower() not in lexicon.name_words():
        return True
    if analysis.sentence_at(hit.start).start != hit.start:
        return True
    following = text[hit.end : hit.end + 24]
    return following.startswith(":") or (following.startswith(" ") and is_finite(following.split(" ")[1]))


def numbered(text: str, found: Introduced) -> Iterator[tuple[int, int]]:
    """Where names that begin with a figure stand: `4xV`."""
    names = {name for name in (*found.names, *found.short) if name[:1].isdigit() and name.isalnum()}
    for match in _NUMBERED.finditer(text) if names else ():
        if match[0] in names:
            yield match.span()
