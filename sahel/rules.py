"""Row against row: what a single cell cannot show. Runs only on tables whose cells are sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

import geopandas as gpd
from shapely.geometry import Point

from sahel import vocabulary
from sahel.checks import Problem, Row, Rows
from sahel.dates import OPEN, bounds
from sahel.schema import BY_NAME, TABLES
from sahel.sourcing import voices

NEAR_BORDER_KM = 10
_METRES = "ESRI:102022"


def rule_problems(rows: Rows, countries: gpd.GeoDataFrame) -> list[Problem]:
    """List every row that breaks a rule between columns, rows or tables; `countries` has iso and geometry."""
    problems = [problem for rule in _RULES for problem in rule(rows)]
    return problems + list(_outside_country(rows, countries))


def sort_key(table_name: str, cells: dict[str, str]) -> tuple[str, ...]:
    """Return what a table's rows are sorted by: dates by their earliest day, all else as text."""
    table = BY_NAME[table_name]
    return tuple(
        bounds(cells[name]).earliest.isoformat() if table.column(name).kind == "date" and cells[name] else cells[name]
        for name in table.sort
    )


def _problem(table: str, row: Row, column: str, expected: str) -> Problem:
    return Problem(f"{table}.csv", row.line, column, row.cells[column], expected)


def _unsorted(rows: Rows) -> Iterator[Problem]:
    for table in TABLES:
        previous: tuple[str, ...] | None = None
        for row in rows[table.name]:
            key = sort_key(table.name, row.cells)
            if previous is not None and key < previous:
                expected = f"is out of order: rows are sorted by {', '.join(table.sort)} (python -m sahel sort)"
                yield _problem(table.name, row, table.key[0], expected)
            previous = key


def _ends_before_start(rows: Rows) -> Iterator[Problem]:
    pairs = (
        ("events", "date", "end_date"), ("presences", "start", "end"), ("presences", "start", "last_seen"),
        ("regimes", "start", "end"), ("memberships", "start", "end"), ("forces", "active_from", "active_to"),
    )  # fmt: skip
    for table, start, end in pairs:
        for row in rows[table]:
            first, last = row.cells[start], row.cells[end]
            if first and last and last != OPEN and bounds(last).latest < bounds(first).earliest:
                yield _problem(table, row, end, f"ends before it starts ({first})")


def _last_seen(rows: Rows) -> Iterator[Problem]:
    for row in rows["presences"]:
        is_open, seen = row.cells["end"] == OPEN, row.cells["last_seen"]
        if is_open and not seen:
            yield _problem("presences", row, "last_seen", "may not be empty while the end is ..")
        if seen and not is_open:
            yield _problem("presences", row, "last_seen", "must be empty once an end is known")


def _exit_of_regime(rows: Rows) -> Iterator[Problem]:
    for row in rows["regimes"]:
        if (row.cells["end"] == OPEN) == bool(row.cells["exit"]):
            yield _problem("regimes", row, "exit", "must be empty exactly when the end is ..")


def _figures(rows: Rows) -> Iterator[Problem]:
    for row in rows["strengths"]:
        low, high = row.cells["low"], row.cells["high"]
        if not low and not high:
            yield _problem("strengths", row, "low", "may not be empty when high is empty too")
        elif low and high and int(low) > int(high):
            yield _problem("strengths", row, "low", f"is above high ({high})")


def _reigns_overlap(rows: Rows) -> Iterator[Problem]:
    for one, two in combinations(rows["regimes"], 2):
        if one.cells["country"] != two.cells["country"]:
            continue
        start = max(bounds(row.cells["start"]).latest for row in (one, two))
        ends = [bounds(row.cells["end"]) for row in (one, two)]
        end = min(span.latest if span == bounds(OPEN) else span.earliest for span in ends)
        if start < end:
            yield _problem("regimes", two, "start", f"surely overlaps the reign {one.cells['regime_id']}")


def _outlives_force(rows: Rows) -> Iterator[Problem]:
    forces = {row.cells["force_id"]: row.cells for row in rows["forces"]}
    countrywide: dict[tuple[str, str], list[Row]] = {}
    for row in rows["presences"]:
        if not row.cells["place_id"]:
            countrywide.setdefault((row.cells["force_id"], row.cells["country"]), []).append(row)
    for row in rows["presences"]:
        cells, force = row.cells, forces[row.cells["force_id"]]
        if force["active_from"] and bounds(cells["start"]).latest < bounds(force["active_from"]).earliest:
            yield _problem("presences", row, "start", f"lies before the force exists ({force['active_from']})")
        if force["active_to"] and bounds(cells["end"]).earliest > bounds(force["active_to"]).latest:
            yield _problem("presences", row, "end", f"outlives its force ({force['active_to']})")
        if force["active_to"] not in ("", OPEN) and cells["end"] == OPEN:
            yield _problem("presences", row, "end", f"outlives its force ({force['active_to']})")
        spells = countrywide.get((cells["force_id"], cells["country"]), [])
        if cells["place_id"] and spells and not any(_encloses(spell.cells, cells) for spell in spells):
            yield _problem("presences", row, "presence_id", "is not enclosed by a country row of the same force")


def _encloses(spell: dict[str, str], site: dict[str, str]) -> bool:
    """Tell whether a site row cannot hold on a day on which its country row cannot: doubt has a floor and a ceiling."""
    starts = bounds(spell["start"]).earliest <= bounds(site["start"]).earliest
    return starts and bounds(site["end"]).latest <= bounds(spell["end"]).latest


def _place_of_presence(rows: Rows) -> Iterator[Problem]:
    country = {row.cells["place_id"]: row.cells["country"] for row in rows["places"]}
    for row in rows["presences"]:
        place = row.cells["place_id"]
        if place and country[place] != row.cells["country"]:
            yield _problem("presences", row, "place_id", f"lies in {country[place]}, not in {row.cells['country']}")


def _relations_of_forces(rows: Rows) -> Iterator[Problem]:
    for column in ("predecessor_id", "part_of_id"):
        above = {row.cells["force_id"]: row.cells[column] for row in rows["forces"]}
        for row in rows["forces"]:
            chain = _chain(row.cells["force_id"], above)
            if chain[-1] != row.cells["force_id"]:
                continue
            said = f"leads back to the force itself ({', '.join(chain)})" if chain[1:] else "is the force itself"
            yield _problem("forces", row, column, said)


def _chain(force: str, above: dict[str, str]) -> list[str]:
    """Return what stands above a force, one after the other, until there is nothing more or something comes again."""
    chain = [above[force]]
    while above.get(chain[-1]) and chain[-1] != force and chain[-1] not in chain[:-1]:
        chain.append(above[chain[-1]])
    return chain


def _plots_need_a_voice(rows: Rows) -> Iterator[Problem]:
    for row in rows["events"]:
        if row.cells["kind"] == "plot" and not row.cells["claimant"]:
            yield _problem("events", row, "claimant", "may not be empty for a plot")


def _doubt_is_told(rows: Rows) -> Iterator[Problem]:
    sources = {row.cells["source_id"]: row.cells for row in rows["sources"]}
    for row in rows["events"]:
        cited = [sources[source] for source in row.cells["source_ids"].split(";")]
        alone = len(voices(cited)) < 2
        if row.cells["confidence"] == "high" and alone and "official" not in {source["kind"] for source in cited}:
            expected = "needs two independent sources or an official one (two copies of an agency’s text are one)"
            yield _problem("events", row, "confidence", expected)
        if row.cells["importance"] == "1" and alone:
            expected = "needs two independent sources (two copies of an agency’s text are one)"
            yield _problem("events", row, "importance", expected)


def _importance(rows: Rows) -> Iterator[Problem]:
    for row in rows["events"]:
        if row.cells["importance"] not in ("1", "2", "3"):
            yield _problem("events", row, "importance", "is not 1, 2 or 3")


def _moves_have_two_ends(rows: Rows) -> Iterator[Problem]:
    for row in rows["events"]:
        start, end = row.cells["from_place_id"], row.cells["to_place_id"]
        if bool(start) != bool(end):
            yield _problem("events", row, "to_place_id", "must be filled exactly when from_place_id is")
        elif start and start == end:
            yield _problem("events", row, "to_place_id", "is where the move began")


def _codings(rows: Rows) -> Iterator[Problem]:
    lists = sorted({row.cells["source_id"] for row in rows["coup_codings"]})
    coded = {(row.cells["event_id"], row.cells["source_id"]) for row in rows["coup_codings"]}
    for row in rows["events"]:
        if row.cells["kind"] in vocabulary.COUP_KINDS:
            for source in lists:
                if (row.cells["event_id"], source) not in coded:
                    yield _problem("events", row, "event_id", f"has no row for the list {source} in coup_codings.csv")
    for row in rows["coup_codings"]:
        absent = row.cells["coding"] in ("not_listed", "not_covered")
        if absent == bool(row.cells["date"]):
            yield _problem("coup_codings", row, "date", "must be empty exactly for not_listed and not_covered")


def _coordinate_range(rows: Rows) -> Iterator[Problem]:
    for row in rows["places"]:
        for column, limit in (("lon", 180), ("lat", 90)):
            if abs(float(row.cells[column])) > limit:
                yield _problem("places", row, column, f"is not between -{limit} and {limit}")


def _outside_country(rows: Rows, countries: gpd.GeoDataFrame) -> Iterator[Problem]:
    shapes = countries.to_crs(_METRES).set_index("iso").geometry
    outside = [row for row in rows["places"] if row.cells["outside"] != "yes"]
    points = gpd.GeoSeries(
        [Point(float(row.cells["lon"]), float(row.cells["lat"])) for row in outside], crs="EPSG:4326"
    ).to_crs(_METRES)
    for row, point in zip(outside, points, strict=True):
        if row.cells["country"] not in shapes.index:
            yield _problem("places", row, "country", "is not on the base map; mark the place as outside: yes")
            continue
        distance_km = shapes[row.cells["country"]].distance(point) / 1000
        if not distance_km <= NEAR_BORDER_KM:
            yield _problem("places", row, "lon", f"lies {distance_km:.0f} km outside {row.cells['country']}")


_RULES: tuple[Callable[[Rows], Iterator[Problem]], ...] = (
    _unsorted, _ends_before_start, _last_seen, _exit_of_regime, _figures, _reigns_overlap, _outlives_force,
    _place_of_presence, _relations_of_forces, _plots_need_a_voice, _doubt_is_told, _importance,
    _moves_have_two_ends, _codings, _coordinate_range,
)  # fmt: skip
