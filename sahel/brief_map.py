"""The map of a day on a briefing card: base map, marks and names that never overlap, scale bar, inset, its signs."""

from __future__ import annotations

from collections.abc import Mapping

from sahel import atlas, ink_fonts, ink_svg
from sahel.brief_card import Box, Card, Sign
from sahel.marks import mark
from sahel.queries import rows_by, unique
from sahel.sites import Site
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import messages

_RADIUS, _LETTERS, _NAMES = 5.6, 12.6, 11.8
# How wide the inset is, as a part of the map.
_INSET = 0.2
_Frame = tuple[float, float, float, float]
STATES = messages({
    "new": "new in 90 days", "ended": "has left", "uncertain": "reported, denied or uncertain",
    "old": "last evidence over a year old",
})  # fmt: skip


def day_map(
    card: Card, box: Box, found: tuple[Site, ...], window: atlas.Window = atlas.WINDOW,
    lit: tuple[str, ...] = FOCUS, *, radius: float = _RADIUS, inset: bool = True,
) -> None:  # fmt: skip
    """Draw sites on the map of a window with a scale bar and, if wanted, the inset of where the window lies.

    `lit` are the countries of which the sites tell; `radius` is that of the marks, in px of the screen.
    """
    scale, view = card.size.scale, card.view
    width, height = box.width / scale, box.height / scale
    letters = max(_LETTERS if radius == _RADIUS else _NAMES, card.size.small / scale)
    where = atlas.projection(width, height, window)
    pen = card.pen.at(box.x, box.y, scale, (width, height))
    ink_svg.draw(pen, atlas.base_map(width, height, view.theme, window, lit))
    scaled = _scale_box(card, box, where, found)
    kept = [scaled]
    corner = _corner(where, found, kept, lit) if inset and card.brief.has("inset") else None
    placed = atlas.plates(found, where, radius, letters, [*kept, *([corner] if corner else [])])
    if not card.brief.has("labels"):
        placed = [plate._replace(shown=False) for plate in placed]
    if corner:
        left, top, right, bottom = corner
        small = pen.at(left, top, 1, (right - left + 1, bottom - top + 1))
        ink_svg.draw(small, atlas.locator(right - left, bottom - top, view.theme, window, lit))
        pen.marked("inset")
        kept.append(corner)
    ink_svg.draw(pen, _names(card, where, placed, kept, window, lit))
    for plate in placed:
        ink_svg.draw(pen, atlas.plate_svg(plate, view.theme, radius, letters))
        for one in plate.site.marks:
            pen.marked(f"{one.group} {one.state}")
    cite_sites(card, found)
    scale_bar(card, box, where.scale, box.x + scaled[0] * scale + 14)


def cite_sites(card: Card, found: tuple[Site, ...]) -> None:
    """Number the sources of all marks."""
    rows = rows_by(card.view.store, "presences", "presence_id")
    for site in found:
        card.numbers(unique(rows[row][0]["source_ids"] for one in site.marks for row in one.presence_ids))


def _corner(
    where: atlas.Projection, found: tuple[Site, ...], kept: list[_Frame], lit: tuple[str, ...]
) -> _Frame | None:
    """Return the corner in which an inset hides no site and least of the countries that are lit, if there is one."""
    wide = where.width * _INSET
    tall, rim = wide / atlas.aspect(atlas.REGION), 6.0
    best: tuple[float, _Frame] | None = None
    for right, low in ((False, False), (True, False), (True, True), (False, True)):
        left, top = (where.width - wide - rim if right else rim), (where.height - tall - rim if low else rim)
        frame = (left, top, left + wide, top + tall)
        points = [where.point(site.lon, site.lat) for site in found]
        if any(_inside(frame, x, y, 24, 12) for x, y in points) or any(_meet(frame, one) for one in kept):
            continue
        hidden = atlas.share(where, frame, lit)
        if best is None or hidden < best[0]:
            best = hidden, frame
    return best[1] if best and best[0] < 0.25 else None


def _inside(frame: _Frame, x: float, y: float, across: float, along: float) -> bool:
    return frame[0] - across < x < frame[2] + across and frame[1] - along < y < frame[3] + along


def _meet(one: _Frame, two: _Frame) -> bool:
    return one[0] < two[2] and two[0] < one[2] and one[1] < two[3] and two[1] < one[3]


def _names(
    card: Card, where: atlas.Projection, placed: list[atlas.Plate], kept: list[_Frame], window: atlas.Window,
    lit: tuple[str, ...],
) -> str:  # fmt: skip
    """Return the names of the countries, each where no plate of marks and no other name lies on it."""
    words, ground, said, taken = card.words, card.ground, "", list(kept)
    size = max(_NAMES, card.size.small / card.size.scale)
    for country, (lon, lat, wide) in _labels(window, lit).items():
        x, y = where.point(lon, lat)
        weight = 600 if country in lit else 400
        name = words.word("country", country)
        name = name.upper() if weight == 600 else name
        half = ink_fonts.width(name, size, weight) / 2 + 6
        frame = (x - half, y - size, x + half, y + size * 0.4)
        inside = half < x < where.width - half and 16 < y < where.height - 26
        room = not wide or atlas.px_wide(where, wide) > 2 * half
        hidden = any(_covers(plate, x, y, half, size) for plate in placed) or any(_meet(frame, one) for one in taken)
        if inside and room and not hidden:
            taken.append(frame)
            halo = ground.land if weight == 600 else ground.neighbours
            said += atlas.text(name, x, y, size, ground.ink3, "middle", weight, halo)
    return said


def _labels(window: atlas.Window, lit: tuple[str, ...]) -> dict[str, tuple[float, float, float]]:
    """Return where each country's name may stand, the lit ones first; no width where the place is chosen by hand."""
    if window == atlas.WINDOW:
        chosen = {**atlas.COUNTRY_LABELS, **atlas.NEIGHBOUR_LABELS}
        return {country: (lon, lat, 0.0) for country, (lon, lat) in chosen.items()}
    found = atlas.names_in(window, lit)
    return dict(sorted(found.items(), key=lambda item: item[0] not in lit))


def _covers(plate: atlas.Plate, x: float, y: float, half: float, size: float) -> bool:
    """Tell whether a plate's marks or name lie on a text about x whose baseline is y."""
    reach = 8 * len(plate.site.marks)
    spans = [(plate.x - reach, plate.x + reach, plate.y)]
    if plate.shown:
        wide = ink_fonts.width(plate.site.name, size * 1.07, 600)
        left = plate.label_x - {"start": 0.0, "middle": wide / 2, "end": wide}[plate.anchor]
        spans.append((left, left + wide, plate.label_y - 4))
    return any(left < x + half and x - half < right and abs(level - y + 4) < 15 for left, right, level in spans)


def _bar(card: Card, box: Box, px_per_degree: float) -> tuple[int, float]:
    """Return the round kilometres of the scale bar, and its length in px; one degree of latitude is 111.2 km."""
    per_km = px_per_degree * card.size.scale / 111.2
    km = max((n for n in (50, 100, 200, 300, 500) if n * per_km < box.width * 0.2), default=50)
    return km, km * per_km


def _scale_box(card: Card, box: Box, where: atlas.Projection, found: tuple[Site, ...]) -> _Frame:
    """Return the room of the scale bar and its words in px of the map: lower left, or right where sites are there."""
    scale, (km, long) = card.size.scale, _bar(card, box, where.scale)
    said = ink_fonts.width(card.words.say("{n} km", n=card.words.number(km)), card.size.small)
    tall, wide = (26 + card.size.small) / scale, (max(long, said + 6) + 28) / scale
    left = (0.0, where.height - tall, wide, where.height)
    right = (where.width - wide, where.height - tall, where.width, where.height)
    points = [where.point(site.lon, site.lat) for site in found]
    hidden = [any(_inside(frame, x, y, 14, 8) for x, y in points) for frame in (left, right)]
    return right if hidden[0] and not hidden[1] else left


def scale_bar(card: Card, box: Box, px_per_degree: float, left: float) -> None:
    """Draw a bar of round kilometres at the foot of the map, from a left edge in px of the sheet."""
    km, long = _bar(card, box, px_per_degree)
    x, y, ink = left, box.bottom - 14, card.ground.ink2
    card.pen.line([(x, y - 6), (x, y), (x + long, y), (x + long, y - 6)], ink, 1.4)
    said = card.words.say("{n} km", n=card.words.number(km))
    card.pen.text(x + 6, y - 7, said, card.size.small, ink, halo=card.ground.neighbours)


def signs(card: Card, found: tuple[Site, ...], words_of: Mapping[str, str] | None = None) -> list[Sign]:
    """Return the signs in view: senders in house order, then the states, each in its usual or the given words."""
    theme, words = card.view.theme, card.words
    usual = {state: words.say(text) for state, text in STATES.items()}
    marks = [one for site in found for one in site.marks]
    groups = [group for group in SENDER_GROUPS if any(one.group == group for one in marks)]
    example = groups[0] if groups else "FRA"
    seen = {one.state for one in marks}
    return [Sign(mark(group, theme, "present", 0, 0, 6), words.word("sender_group", group)) for group in groups] + [
        Sign(mark(example, theme, state, 0, 0, 6), text, 11 if state == "new" else 9)
        for state, text in (words_of or usual).items()
        if state in seen
    ]
