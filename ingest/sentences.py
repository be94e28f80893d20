"""Facts told as text that can be cited. The passage that carries a fact holds its telling."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ingest.folding import fold

if TYPE_CHECKING:
    from datetime import date, datetime

    from ingest.facts import Event, OpeningSlot, Service

WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
)
MONTH_NUMBERS = {fold(name): number for number, name in enumerate(MONTHS, 1)}  # by folded name


def tell_service(service: Service) -> str:
    """The text that carries a service; where it was not read from one, its whole card, one line a subject."""
    if service.told:
        return service.told
    lines = [f"{service.name}."]
    if service.slots:
        lines.append("Horaires d'ouverture : " + " ; ".join(tell_slots(service.slots)) + ".")
    lines += [
        f"{label} : {', '.join(values)}."
        for label, values in (
            ("Précision sur les horaires", (service.hours_comment.rstrip("."),)),
            ("Adresse", (service.address,)),
            ("Téléphone", service.phones),
            ("Courriel", service.emails),
            ("Site internet", service.websites),
            ("Accessibilité", (service.accessibility.rstrip("."),)),
        )
        if any(values)
    ]
    return "\n".join(lines)


def tell_slots(slots: tuple[OpeningSlot, ...]) -> list[str]:
    """`lundi à vendredi : 9 h 00 à 12 h 00 et 14 h 00 à 17 h 00`, the comment verbatim behind."""
    days: dict[tuple[tuple[int, ...], str], list[str]] = {}
    for slot in slots:
        hours = f"{tell_minutes(slot.opens)} à {tell_minutes(slot.closes)}"
        days.setdefault((slot.weekdays, slot.comment), []).append(hours)
    return [
        f"{_tell_days(weekdays)} : {' et '.join(hours)}{f' ({comment})' if comment else ''}"
        for (weekdays, comment), hours in days.items()
    ]


def tell_minutes(minutes: int) -> str:
    return f"{minutes // 60} h {minutes % 60:02}"


def tell_event(event: Event) -> str:
    """`Fermeture de la mairie : vendredi 14 mai 2027 (toute la journée).`, or the text that carries it."""
    if event.told:
        return event.told
    where = f", {event.where}" if event.where else ""
    return f"{event.title} : {_tell_span(event)}{where}."


def _tell_days(weekdays: tuple[int, ...]) -> str:
    first, last = weekdays[0], weekdays[-1]
    if len(weekdays) > 2 and weekdays == tuple(range(first, last + 1)):
        return f"du {WEEKDAYS[first]} au {WEEKDAYS[last]}"
    return ", ".join(WEEKDAYS[day] for day in weekdays)


def _tell_span(event: Event) -> str:
    first, last = event.starts, event.ends
    days = (last.date() - first.date()).days
    if event.all_day and days <= 1:
        return f"{_tell_date(first)} (toute la journée)"
    if event.all_day:
        return f"du {_tell_date(first)} au {_tell_date(last.fromordinal(last.toordinal() - 1))} inclus"
    if days == 0:
        return f"{_tell_date(first)} de {_tell_hour(first)} à {_tell_hour(last)}"
    return f"du {_tell_date(first)} à {_tell_hour(first)} au {_tell_date(last)} à {_tell_hour(last)}"


def tell_day(day: date) -> str:
    """`24 novembre 2026`, `1er mai 2027`."""
    return f"{'1er' if day.day == 1 else day.day} {MONTHS[day.month - 1]} {day.year}"


def _tell_date(moment: datetime) -> str:
    return f"{WEEKDAYS[moment.weekday()]} {tell_day(moment)}"


def _tell_hour(moment: datetime) -> str:
    return tell_minutes(moment.hour * 60 + moment.minute)
