"""Moments as a class reads them: in its own time zone, in words."""

from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo, available_timezones

# Names of before, of machines, and of places within a country that IANA keeps for old programs.
_OLD = ("Etc/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/", "SystemV/", "posix/", "right/")


@lru_cache(maxsize=1)
def time_zones() -> tuple[str, ...]:
    """The IANA names that a class may have, "UTC" and then those of places."""
    places = (name for name in available_timezones() if "/" in name and not name.startswith(_OLD))
    return ("UTC", *sorted(places))


def told(moment: datetime, time_zone: str, *, now: datetime) -> str:
    """ "Friday 4 December, 18:00"; with the year where it is not this one."""
    here = moment.astimezone(ZoneInfo(time_zone))
    year = "" if here.year == now.astimezone(ZoneInfo(time_zone)).year else f" {here.year}"
    return f"{here:%A} {here.day} {here:%B}{year}, {here:%H:%M}"


def at(local: datetime, time_zone: str) -> datetime:
    """The moment at which the clocks of that zone show this; of an hour that comes twice, the first."""
    return local.replace(tzinfo=ZoneInfo(time_zone))


def local(moment: datetime, time_zone: str) -> datetime:
    """What the clocks of that zone show then, without a zone: as a form has it."""
    return moment.astimezone(ZoneInfo(time_zone)).replace(tzinfo=None)
