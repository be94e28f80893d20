"""The words of a French sentence about hours, as tokens. A word that says nothing known is `unknown`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ingest.folding import fold
from ingest.schedule.condition import (
    SCHOOL_HOLIDAYS,
    TERM,
    Condition,
    dates,
    months,
    nth_weekdays,
    weeks,
)
from ingest.sentences import MONTH_NUMBERS, WEEKDAYS

_DAY_NUMBERS: Final = {name: n for n, name in enumerate(WEEKDAYS)} | {
    name[:3]: n for n, name in enumerate(WEEKDAYS)
}
_ORDINALS: Final = {
    "premier": 1, "deuxieme": 2, "second": 2, "troisieme": 3, "quatrieme": 4, "dernier": -1,
}  # fmt: skip
_MONTH, _ORDINAL = "|".join(MONTH_NUMBERS), rf"(?:[1-5] ?(?:er|re|nd|eme|ieme|e)s?|{'|'.join(_ORDINALS)})s?"
_DAY: Final = (
    r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|(?:lun|mar|mer|jeu|ven|sam|dim)\b\.?)s?"
)
_CLOCK: Final = (
    r"(?:midi|minuit|[0-2]?\d ?(?:h(?:eures?|rs)?|:)(?: ?[0-5]\d(?! ?[h:\d])(?: ?mn?n?\b)?)?(?!\d))"
)
_DAY_NUMBER: Final = r"(?:1 ?er|[0-3]?\d)"

TOKENS: Final = re.compile(
    rf"(?P<hours>(?:de |entre |des )?(?P<opens>{_CLOCK}|\d\d?(?= ?(?:a|-) ?\d\d? ?h)) ?"
    rf"(?:a|-|/|et|jusqu'a) ?(?P<closes>{_CLOCK}))"
    rf"|(?P<nth>(?P<ranks>{_ORDINAL}(?:(?: et| ou| &|,)(?: le| les)? {_ORDINAL})*) (?P<nth_day>{_DAY})"
    r"(?: (?:de chaque|du|de tous les) mois)?)"
    rf"|(?P<span>(?:(?:du|de|des) )?(?P<first>{_DAY}) ?(?:au|a|-|>|jusqu'au) ?(?P<last>{_DAY})(?: inclus)?)"
    r"|(?P<every>tous les jours|chaque jour|7 ?j(?:ours)? ?(?:/|sur) ?7)"
    rf"|(?P<day>{_DAY})(?![\w-])"
    rf"|(?P<dates>(?:du )?(?P<since>{_DAY_NUMBER})(?: (?P<since_month>{_MONTH}))? ?(?:au|-) ?"
    rf"(?P<until>{_DAY_NUMBER}) (?P<until_month>{_MONTH})(?: inclus)?(?! ?20\d\d))"
    rf"|(?P<months>(?:de |d'|du mois de |du mois d')?(?P<from>{_MONTH}) ?(?:au mois de|au mois d'|a|-|au|/) ?"
    rf"(?:fin )?(?P<to>{_MONTH})(?: inclus)?(?! ?20\d\d))"
    rf"|(?P<month>(?:en |au mois de |au mois d'|mois de |mois d')?(?P<one>{_MONTH})"
    rf"(?: et (?:en |au mois de |au mois d')?(?P<two>{_MONTH}))?(?! ?20\d\d))"
    r"|(?P<term>(?:hors|en dehors des?|en dehors de la periode des?|hors periodes? (?:de|des))"
    r"(?: periodes? de)? (?:les )?vacances(?: scolaires)?|(?:en |pendant (?:la |les ))?periodes? scolaires?)"
    r"|(?P<school>(?:(?:pendant|durant|en periodes? (?:de|des)|periodes? (?:de|des)) )?(?:les )?"
    r"vacances scolaires)"
    r"|(?P<feast>(?:les )?jours? feries?)"
    r"|(?P<parity>(?:les )?semaines? (?P<odd>im)?paires?)"
    r"|(?P<otherwise>(?:et|ou)(?: aussi| egalement)? sur rendez-vous)"
    r"|(?P<free>(?:avec ou )?sans (?:rendez-vous|rdv))"
    r"|(?P<appointment>(?:uniquement |exclusivement )?(?:sur|avec|prise de) (?:rendez-vous|rdv))"
    r"|(?P<part>matin(?:ee)?s?|apres-midis?|apres midis?|soir(?:ee)?s?)"
    r"|(?P<without>sauf|hormis|excepte|a l'exception du|hors)"
    r"|(?P<closed>fermeture|ferme(?:e|es|s)?(?!\w))"
    r"|(?P<weak>,|/|et|&|\+|puis|-|ainsi que|mais)"
    r"|(?P<strong>;|\.(?!\d)|\n|\||›|•|·)"
    r"|(?P<colon>:)|(?P<left>\()|(?P<right>\))"
    r"|(?P<season_name>(?:horaires? )?(?:d'|en |periode )?(?:ete|hiver|estiva(?:l|ux|le)|hiverna(?:l|ux|le)))"
    r"|(?P<filler>(?:au public|le public|public|ouvert(?:e|es|s)?|ouverture|est|sont|accueil|horaires?"
    r"|heures?|(?:vous )?accueille(?:nt)?|recoit|(?:en )?journee continue|sans interruption|en continu"
    r"|non-stop|midi|toute l'annee|uniquement|seulement|habituels?|elles?|ils?|les|le|la|des|de|du|aux?|a|en)"
    r"(?!\w)|[ld]')"
    r"|(?P<unknown>[^\s]+)"
)
_KINDS: Final = (
    "hours", "nth", "span", "every", "day", "dates", "months", "month", "term", "school", "feast", "parity",
    "otherwise", "free", "appointment", "part", "without", "closed", "weak", "strong", "colon", "left",
    "right", "season_name", "filler", "unknown",
)  # fmt: skip
_DASHES: Final = str.maketrans("–—−‒→", "-----")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a sentence.

    kind: `days`, `hours`, `part`, `condition`, `appointment`, `closed`… or `unknown`.
    days: 0 is Monday. opens, closes: minutes since midnight, -1 when they make no sense.
    ranks: of the days in their month, -1 the last.
    """

    kind: str
    text: str
    days: tuple[int, ...] = ()
    opens: int = -1
    closes: int = -1
    condition: Condition | None = None
    ranks: tuple[int, ...] = ()


def tokens_of(text: str) -> list[Token]:
    """Every token but the words that change nothing."""
    folded = fold(text).translate(_DASHES).replace("œ", "oe")
    found = []
    for match in TOKENS.finditer(folded):
        kind = next(kind for kind in _KINDS if match.group(kind))
        if kind not in ("filler", "free"):
            found.append(_token(kind, match))
    return found


def _token(kind: str, match: re.Match[str]) -> Token:
    text = match[0].strip()
    match kind:
        case "hours":
            return Token("hours", text, (), minutes(match["opens"]), minutes(match["closes"], end=True))
        case "span":
            return Token("days", text, _days_between(weekday(match["first"]), weekday(match["last"])))
        case "every":
            return Token("days", text, tuple(range(7)))
        case "day":
            return Token("days", text, (weekday(match["day"]),))
        case "nth":
            day = weekday(match["nth_day"])
            ranks = _ranks(match["ranks"])
            return Token("days", text, (day,), condition=nth_weekdays(ranks, day), ranks=tuple(ranks))
        case "dates" | "months" | "month" | "term" | "school" | "parity":
            return Token("condition", text, condition=_condition(kind, match))
        case _:
            return Token(kind, text)


def _days_between(first: int, last: int) -> tuple[int, ...]:
    return tuple(n % 7 for n in range(first, last + (1 if first < last else 8)))


def _condition(kind: str, match: re.Match[str]) -> Condition:
    match kind:
        case "dates":
            end = _month_day(match["until"], match["until_month"])
            return dates(_month_day(match["since"], match["since_month"] or match["until_month"]), end)
        case "months":
            first, last = MONTH_NUMBERS[match["from"]], MONTH_NUMBERS[match["to"]]
            count = (last - first) % 12 + 1
            return months((first + n - 1) % 12 + 1 for n in range(count))
        case "month":
            return months(MONTH_NUMBERS[name] for name in (match["one"], match["two"]) if name)
        case "term":
            return TERM
        case "school":
            return SCHOOL_HOLIDAYS
        case _:
            return weeks(odd=bool(match["odd"]))


def _month_day(number: str, month: str) -> tuple[int, int]:
    return MONTH_NUMBERS[month], int("".join(filter(str.isdigit, number)))


def weekday(name: str) -> int:
    """0 is Monday; `lundis`, `lun.` are Monday too."""
    return next(n for day, n in _DAY_NUMBERS.items() if name.startswith(day[:3]))


def _ranks(text: str) -> list[int]:
    words = re.findall(rf"\d|{'|'.join(_ORDINALS)}", text)
    return sorted({int(word) if word.isdigit() else _ORDINALS[word] for word in words})


def minutes(clock: str, *, end: bool = False) -> int:
    """Minutes since midnight of `9 h 30`, `9:30`, `midi`; -1 beyond a day. end: midnight is the last."""
    if clock in ("midi", "minuit"):
        return 720 if clock == "midi" else 1440 * end
    numbers = [int(number) for number in re.findall(r"\d+", clock)]
    total = numbers[0] * 60 + (numbers[1] if len(numbers) > 1 else 0)
    return total if total <= 1440 else -1
