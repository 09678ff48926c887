"""A day's numbers: every foreign force of a day with its last known claims (rule D4). Pure; nothing is added up."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from sahel.claims import Claim, claim_of
from sahel.queries import ForceInCountry, forces_in_country, last_known_claims, rows_by
from sahel.situation import FIRM
from sahel.store import Store
from sahel.view import View


class Known(NamedTuple):
    """A claim and its age: days from the last day it may speak of to the day that is asked for."""

    claim: Claim
    age: int


class ForceNumbers(NamedTuple):
    """One force in one country with its last known claims, newest first; empty where nobody gives a figure.

    `inside` is the force of the same day in which its people are counted, if any.
    """

    force: ForceInCountry
    known: tuple[Known, ...]
    inside: str


class CountryNumbers(NamedTuple):
    """The forces of a country on a day: those surely or presumably there, and those that are not certain."""

    country: str
    firm: tuple[ForceNumbers, ...]
    doubtful: tuple[ForceNumbers, ...]


@lru_cache(maxsize=64)
def day_numbers(view: View, day: date) -> tuple[CountryNumbers, ...]:
    """Return the numbers of a day in each of the view's countries, for the view's senders."""
    found = []
    for country in view.countries:
        forces = [it for it in _forces(view.store, country, day) if it.group in view.senders]
        lines = [_numbers(view.store, forces, force, day) for force in forces]
        firm = tuple(line for line in lines if line.force.level in FIRM)
        found.append(CountryNumbers(country, firm, tuple(line for line in lines if line.force.level not in FIRM)))
    return tuple(found)


def _forces(store: Store, country: str, day: date) -> Iterator[ForceInCountry]:
    """Return the forces of a day (D2), each unit followed by its unnamed whole if that is counted under its own name.

    Claims about "Russian forces, unit not established" are claims of the day although a unit is known to be there.
    """
    forces, here = rows_by(store, "forces", "force_id"), forces_in_country(store, country, day)
    seen = {force.force_id for force in here}
    for force in here:
        yield force
        whole = forces[force.force_id][0]["part_of_id"]
        same_sender = whole and forces[whole][0]["sender"] == force.sender
        if same_sender and whole not in seen and last_known_claims(store, whole, country, day):
            seen.add(whole)
            yield force._replace(force_id=whole, place_ids=(), presence_ids=())


def _numbers(store: Store, forces: list[ForceInCountry], force: ForceInCountry, day: date) -> ForceNumbers:
    claims = last_known_claims(store, force.force_id, force.country, day)
    whole = str(rows_by(store, "forces", "force_id")[force.force_id][0]["part_of_id"])
    inside = whole if whole in {it.force_id for it in forces} else ""
    return ForceNumbers(force, tuple(Known(claim_of(row), int(row["age"])) for row in claims), inside)


def counts(numbers: tuple[CountryNumbers, ...]) -> tuple[int, int]:
    """Return how many forces a day has over its countries, and how many of them with a figure."""
    lines = [line for country in numbers for line in (*country.firm, *country.doubtful)]
    return len({line.force.force_id for line in lines}), len({line.force.force_id for line in lines if line.known})
