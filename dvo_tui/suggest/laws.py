"""Laws and policy: listed short names, `Wet …` with its subject, articles, and compounds such as `vuurwerkbeleid`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import takewhile

from dvo_tui.minutes.model import Minutes, Span
from dvo_tui.minutes.regex import regex
from dvo_tui.suggest import cues, lexicon
from dvo_tui.suggest.analysis import Analysis, analyse
from dvo_tui.suggest.base import Known, Suggestion
from dvo_tui.suggest.people import UPPER
from dvo_tui.suggest.rules import entity
from dvo_tui.suggest.verbs import is_finite
from dvo_tui.suggest.vocabulary import STOP_CAPITALS, listed

_DASHED = regex(
    r"(?:[Bb]ibob|[Dd]amocles|APV|AVG|Woo|[Oo]pium)-?(?:beleid|procedure|toets|onderzoek|lijn|verordening|wet)s?(?!\w)"
)
_WET = regex(
    r"(?:Wet|wetsvoorstel|Wetsvoorstel|Tijdelijke (?:wet|regeling)|tijdelijke (?:wet|regeling)(?= \w+ \w+ \w{8})|"
    r"Regeling|[Rr]ijkswet) (?=[\w'])"
)
_NO_PAPER = frozenset(listed("televisie supervisie provisie revisie divisie tapvisie"))
_PAPER_HEAD = regex(
    r"Verordening |[Pp]lan van aanpak |Kader |Visie |Nota |Protocol |Richtlijn |Draaiboek |Beleidsregels? |"
    r"Convenant |[Aa]ctieplan |[Hh]andreiking |[Mm]eldplicht "
)
_TREATY = regex(rf"\w+ (?:van|inzake) (?:de |het )?[{UPPER}][\w-]+")
_BRIEF_PERIOD = regex(r" [1-4]\d ?[-–/] ?[1-5]\d(?![\w-])")
_TOPIC_OF_PLACE = regex(rf" [a-z]{{8,24}} [{UPPER}][\w-]+ 20\d\d(?!\w)")
_PLAIN = ("plan", "protocol", "beeld", "Convenant", "andreiking", "eldplicht")
_PLANS = listed("eidsplan isisplan ekkingsplan oeringsplan avingsplan")
"""Plans that are policy by themselves; any other plan, protocol or picture of the state of things needs a name."""

_OF_REGION = regex(
    r"(?:Regiona(?:al|le)|Integra(?:al|le)|Lokaal|Lokale|Gemeentelijke?|Landelijke?|Districtelijke?|Provincia(?:al|le)|"
    r"Nationa(?:al|le)|Bestuurlijke?|Gezamenlijke?|Meerjarige?|Regionaal) $",
    re.IGNORECASE,
)
_TOPIC = regex(
    rf" (?P<topic>(?:[{UPPER}][\w-]+|COVID-19)"
    rf"(?:(?: (?:en|van|van de|voor|op|in|tegen) |, |- en | )(?:[{UPPER}][\w-]+)){{0,4}}(?: [a-z]{{6,24}}(?= 20\d\d))?)"
)
_SMALL_TOPIC = regex(r" (?P<topic>[a-z-]{5,24}(?: (?:en |van |voor )?[a-z-]{6,24}){0,2})")
_DATED_TOPIC = regex(r" (?P<topic>[a-z]{5,24}(?: [a-z]{6,24})?)(?= 20\d\d)")
_PERIOD = regex(r"(?: |, )(?:19|20)\d\d(?: ?[-–/] ?(?:20)?\d\d)?(?![\w-])")
_BRACKETED = regex(r" \((?:hierna:? )?(?:de )?['‘\"]?(?P<short>[A-Z][A-Za-z]{2,7})['’\"]?\)")
_PLAN = regex(
    r"(?:Regionaal|Integraal|Lokaal|Gemeentelijk|Landelijk|Districtelijk) (?:\w*[Bb]eleidsplan|\w*[Vv]eiligheidsplan|"
    r"\w*[Cc]risisplan|[Bb]eleidskader|kader) ?(?:[a-z]{8,30})?(?!\w)"
)
_YEAR = regex(r" (?:19|20)\d\d(?!\w)")
_NAMED = regex(
    rf"(?:(?:op|op de|op het|tot|ter|van|inzake|houdende|tijdelijke?|bijzondere|aanvullende) )*"
    rf"(?:[{UPPER}]\w+|\w{{5,30}})(?: (?:en|de|het|van|op|door|voor) (?:\w{{3,30}} )?\w{{5,30}}){{0,2}}"
)
_ARTICLE = regex(
    r"\b[Aa]rt(?:ikel(?:en)?|\.) ?\d{1,4}[a-z]{0,2}(?::\d{1,3}[a-z]?)?"
    r"(?:,? (?:eerste|tweede|derde|vierde|lid \d|onder \w)(?: lid)?)?"
)
_OF_LAW = regex(r",? (?:van )?(?:de |het )?$")
_MORE_SUBJECT = regex(r"(?: [a-z][\w-]{5,30}){1,2}")
_ENDS_TOPIC = regex(
    r"[.,;:)\n]|$| (?:20\d\d|is|zijn|wordt|worden|kan|zal|moet|heeft|gaat|dat|die|met|voor|als|om|zien|vast|ter|aan|en|"
    r"in|op|door|ligt|komt|geldt|loopt|blijft)\b"
)
_SUBJECTS = listed("heid beleid verbod toezicht recht gebied geweld bestuur dienst")
_ENDS = frozenset(
    listed("is zijn wordt worden kan kunnen zal zullen moet moeten heeft hebben gaat dat die met voor als om")
)


def suggest(minutes: Minutes, known: Known) -> Iterator[Suggestion]:
    """Listed laws first, then what is built like one, then the short names that these are given in brackets."""
    analysis = analyse(minutes, known)
    ends: list[int] = []
    for hit in analysis.hits:
        if hit.entry.type == "LAW":
            entry = hit.entry
            year = _YEAR.match(analysis.text, hit.end) if entry.form.endswith(("wet", "besluit")) else None
            ends.append(year.end() if year else hit.end)
            span = Span(_from_article(analysis.text, hit.start), ends[-1])
            yield entity("laws", "listed", "LAW", span, known, normalized=entry.canonical, expansion=entry.expansion)
    for rule, span in (*_built(analysis), *_patterned(analysis)):
        ends.append(span.end)
        yield entity("laws", rule, "LAW", span, known)
    yield from _introduced(analysis, ends, known)


def _built(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """Compounds that end as laws and policies do."""
    text = analysis.text
    for start, end in analysis.words.ending("LAW"):
        if end - start > 9 and start not in analysis.hit_starts and not text.startswith(("nood", "Nood"), start):
            years = _PERIOD.match(text, end) if text[start].isupper() else None
            yield "compound", Span(start, years.end() if years else end)
    for start, end in analysis.words.ending("COINED"):
        if end - start > 6 and start not in analysis.hit_starts:
            year = _YEAR.match(text, end)
            yield "coined", Span(_from_article(text, start), year.end() if year else end)


def _patterned(analysis: Analysis) -> Iterator[tuple[str, Span]]:
    """What a word for a law, a plan or another paper begins."""
    text = analysis.text
    for rule, tag, pattern in (("compound", "DASHED", _DASHED), ("plan", "PLAN", _PLAN), ("named", "TREATY", _TREATY)):
        for at in analysis.cues(tag):
            built = None if tag == "TREATY" and at in analysis.hit_starts else pattern.match(text, at)
            if built:
                yield rule, analysis.trimmed(*built.span())
    for paper in _papers(analysis):
        yield "paper", paper
    for at in analysis.cues("WET"):
        opening = None if at in analysis.hit_starts else _WET.match(text, at)
        named_end = _named_end(analysis, at, opening.end()) if opening else None
        if named_end:
            yield "named", Span(_from_article(text, at), named_end)


def _introduced(analysis: Analysis, ends: Iterable[int], known: Known) -> Iterator[Suggestion]:
    """The short names that stand in brackets behind laws, here and wherever they come again."""
    bracketed = (_BRACKETED.match(analysis.text, end) for end in ends)
    short = {match["short"] for match in bracketed if match and match["short"] not in lexicon.index()}
    for start, word in analysis.words.capitals_where(short.__contains__) if short else ():
        yield entity("laws", "introduced", "LAW", Span(start, start + len(word)), known)


def _papers(analysis: Analysis) -> Iterator[Span]:
    """Policy papers: `Kadernota Jeugd en Veiligheid`, `Regiovisie 2024-2027`, `Verordening Havenveiligheid`."""
    text = analysis.text
    heads = [*analysis.words.ending("PAPER")]
    for at in analysis.cues("PAPER"):
        head = _PAPER_HEAD.match(text, at)
        if head:
            heads.append((at, head.end() - 1))
    for start, end in heads:
        hit = analysis.hit_starts.get(start)
        if (
            (hit and not hit.entry.doubtful)
            or _is_project(text[start:end])
            or text[start:end].lower() in _NO_PAPER
            or text[start - 1 : start] == "-"
        ):
            continue
        paper = _paper(analysis, start, end)
        if paper:
            yield paper


def _paper(analysis: Analysis, start: int, end: int) -> Span | None:
    """A paper's name from its head on: it has a topic or a period, or a capital where none is due."""
    text = analysis.text
    region = _OF_REGION.search(text, max(0, start - 18), start)
    begin = region.start() if region else start
    capital = text[begin].isupper() and analysis.sentence_at(begin).start != begin
    topic = _TOPIC.match(text, end)
    plain = _is_plain(text, start, end)
    if topic is None and not plain and (text[start].isupper() or text.startswith("kader", end - 5)):
        topic = _small_topic(text, end)
    if topic is None:
        topic = _DATED_TOPIC.match(text, end)
    placed = _TOPIC_OF_PLACE.match(text, end) if topic is None and text[start].isupper() else None
    if placed:
        return Span(begin, placed.end())
    if topic and (topic["topic"].split(" ")[0] in STOP_CAPITALS or _is_other(analysis, topic)):
        topic = None
    named_end = topic.end() if topic else end
    period = _PERIOD.match(text, named_end) or (_BRIEF_PERIOD.match(text, named_end) if topic else None)
    large = text[start].isupper()
    several = period is not None and len(period[0]) > 6
    if plain and not several and not (topic and topic["topic"][0].isupper()):
        return None
    named = topic is not None and (large or end - start > 11 or topic["topic"][0].isupper())
    alone = (capital and large and end - start > 5) or (
        region is not None and text[begin].isupper() and end - start > 6
    )
    if not (alone or named or (period and (large or region or several or topic))):
        return None
    return Span(begin, period.end() if period and (large or several or topic) else named_end)


def _is_other(analysis: Analysis, topic: re.Match[str]) -> bool:
    """Whether a topic is a body or programme by itself, which has a covenant rather than names it."""
    hit = analysis.hit_starts.get(topic.start("topic"))
    return hit is not None and hit.end == topic.end() and hit.entry.type in ("ORGANISATION", "PROGRAMME")


def _is_plain(text: str, start: int, end: int) -> bool:
    """Whether a head is so common that only a topic in capitals or a row of years makes it a paper's name."""
    word = text[start:end]
    return word.endswith(_PLAIN) and not word.endswith(_PLANS)


def _is_project(word: str) -> bool:
    """`projectplan Havenkade` is a project's, and no policy."""
    return word.endswith("plan") and not word.endswith(_PLANS) and "PROJECT" in cues.TAGS_OF.get(word, ())


def _small_topic(text: str, end: int) -> re.Match[str] | None:
    """A topic in small letters, where a full stop, a comma, a bracket, a line's end or a verb ends it."""
    topic = _SMALL_TOPIC.match(text, end, min(len(text), end + 60))
    while topic and not _ENDS_TOPIC.match(text, topic.end()):
        shorter = topic["topic"].rpartition(" ")[0]
        topic = _SMALL_TOPIC.fullmatch(text, end, end + 1 + len(shorter)) if shorter else None
    return topic if topic and not _ENDS.intersection(topic["topic"].split(" ")) else None


def _is_verb(word: str) -> bool:
    """Whether a word behind a law's name is what it does rather than what it is about."""
    return (
        word in _ENDS or (is_finite(word) and not word.endswith(_SUBJECTS)) or word.endswith("end") or word[:2] == "ge"
    )


def _from_article(text: str, start: int) -> int:
    """Where `artikel 172 van de` before a law begins, or the law's own start."""
    left = text[max(0, start - 60) : start]
    joint = _OF_LAW.search(left)
    articles = list(_ARTICLE.finditer(left, 0, joint.start() if joint else len(left)))
    if joint and articles and articles[-1].end() == joint.start():
        return start - len(left) + articles[-1].start()
    return start


def _named_end(analysis: Analysis, start: int, at: int) -> int | None:
    """Where the name of a law ends: with the brackets it stands in, else after the words that name its subject."""
    text = analysis.text
    if text[start - 1 : start] == "(":
        closing = text.find(")", at, at + 120)
        if closing > 0:
            return closing
    match = _NAMED.match(text, at, min(len(text), at + 120))
    if match is None:
        return None
    words = match[0].split(" ")
    for place, word in enumerate(words):
        if word in _ENDS:
            words = words[:place]
            break
    more = _MORE_SUBJECT.match(text, at + len(" ".join(words[:6])))
    words += [] if more is None else list(takewhile(lambda word: not _is_verb(word), more[0].split()))
    name = " ".join(words[:7]).rstrip()
    return at + len(name) if len(name) > 2 and name.split(" ")[0] not in _ENDS else None
