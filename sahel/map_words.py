"""What stands beside the map as escaped HTML: its note, its signs, the records behind a mark, the same as a table."""

from __future__ import annotations

from html import escape
from typing import Any

from sahel import theme as look
from sahel.cards import claims_said, refs
from sahel.citations import Citations
from sahel.claims import is_contested
from sahel.marks import mark_uri, svg_uri
from sahel.queries import last_known_claims, rows_by
from sahel.reel import MOST_ROWS, reel, timeless
from sahel.sites import Site
from sahel.spells import spells
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS

# A link may name any number of records; a page shows so many.
OPENED_MOST = 20


def note(view: View) -> str:
    """Return what the map's marks do not say, and how many presences are left out of a record too large to move."""
    left_out = reel(timeless(view))["left_out"]
    more = view.words.say_n(
        "{n} presence is left out: the map moves {most} at most, the latest to end.",
        "{n} presences are left out: the map moves {most} at most, the latest to end.",
        left_out,
        most=view.words.number(MOST_ROWS),
    )
    return (f"<b>{escape(more)}</b> " if left_out else "") + escape(
        view.words.say(
            "A mark says that a force is there, not how many. Base map: Natural Earth; regions of Mali as before 2016,"
            " of Burkina Faso as before July 2025. Borders are indicative and imply no position."
        )
    )


def signs(view: View, found: tuple[Site, ...], *, events: bool) -> str:
    """Return the legend: only the signs in view, senders in house order."""
    words = view.words
    groups = [group for group in SENDER_GROUPS if any(one.group == group for site in found for one in site.marks)]
    states = {one.state for site in found for one in site.marks}
    example = "RUS" if "RUS" in groups else (groups[0] if groups else "FRA")
    said = {
        "present": words.say("present on this day"), "new": words.say("arrived in the last 90 days"),
        "uncertain": words.say("reported, denied or uncertain on this day"),
        "old": words.say("last evidence over a year old"), "ended": words.say("has left the site"),
    }  # fmt: skip
    rows = [(mark_uri(group, view.theme, "present", 24, 6.2), words.word("sender_group", group)) for group in groups]
    rows += [(mark_uri(example, view.theme, state, 24, 6.2), text) for state, text in said.items() if state in states]
    if events:
        ring = f'<circle cx="12" cy="12" r="9" fill="none" stroke="{look.ground(view.theme).ink2}"/>'
        rows.append((svg_uri(ring, 24, 24), words.say("event of the twelve months before")))
    items = "".join(f"<li><img src=\"{uri}\" alt=''>{escape(text)}</li>" for uri, text in rows)
    return f"<ul class='signs tall'>{items}</ul>"


def opened(view: View, ids: tuple[str, ...], citations: Citations) -> str:
    """Return what was clicked, with sources: places with all their occupants, stays of a force, or events."""
    several = list(dict.fromkeys(ids))[:OPENED_MOST]
    kinds = (_opened_site, _opened_stay, _opened_event)
    return "".join(next((told for kind in kinds if (told := kind(view, i, citations))), "") for i in several)


def _opened_stay(view: View, presence: str, citations: Citations) -> str:
    """Return every row of the unbroken stay in a country to which a presence belongs."""
    row = rows_by(view.store, "presences", "presence_id").get(presence, ({"country": ""},))[0]
    stay = next((spell for spell in spells(view.store, row["country"]) if presence in spell.presence_ids), None)
    if stay is None:
        return ""
    names, by_id = rows_by(view.store, "forces", "force_id"), rows_by(view.store, "presences", "presence_id")
    title = view.words.say(
        "{force}: {where}",
        force=view.words.join(names[force][0][f"name_{view.lang}"] for force in stay.force_ids),
        where=view.words.word("country", row["country"]),
    )
    rows = sorted((by_id[i][0] for i in stay.presence_ids), key=lambda row: (bool(row["place_id"]), row["start_min"]))
    body = "".join(_occupant(view, row, citations, placed=True) for row in rows)
    counted = "".join(_counted(view, force, row["country"], citations) for force in stay.force_ids)
    return f"<section class='opened'><h2>{escape(title)}</h2><ul>{body}</ul>{counted}</section>"


def _counted(view: View, force: str, country: str, citations: Citations) -> str:
    """Return the last known claims of how many on the view's day, and that they are contested if they are."""
    claims = last_known_claims(view.store, force, country, view.on)
    if not claims:
        return ""
    said = "; ".join(claims_said(view, claims, citations))
    day = escape(view.words.day(view.on))
    if is_contested(claims):
        return f"<p>{view.words.say('How many, as last said by {day}, contested: {claims}', day=day, claims=said)}</p>"
    return f"<p>{view.words.say('How many, as last said by {day}: {claims}', day=day, claims=said)}</p>"


def _opened_event(view: View, event: str, citations: Citations) -> str:
    rows = rows_by(view.store, "events", "event_id").get(event)
    if rows is None:
        return ""
    row = rows[0]
    said = view.words.say("{date}: {what}", date=view.words.date(row["date"]), what=row[f"summary_{view.lang}"])
    return (
        f"<section class='opened'><h2>{escape(row[f'title_{view.lang}'])}</h2>"
        f"<p>{escape(said)}{refs(citations, row['source_ids'])}</p></section>"
    )


def _opened_site(view: View, place: str, citations: Citations) -> str:
    known = rows_by(view.store, "places", "place_id").get(place)
    rows = rows_by(view.store, "presences", "place_id").get(place, ())
    if known is None:
        return ""
    body = "".join(_occupant(view, row, citations) for row in sorted(rows, key=lambda row: -row["start_min"]))
    return f"<section class='opened'><h2>{escape(known[0][f'name_{view.lang}'])}</h2><ul>{body}</ul></section>"


def _occupant(view: View, row: dict[str, Any], citations: Citations, *, placed: bool = False) -> str:
    words = view.words
    name = rows_by(view.store, "forces", "force_id")[row["force_id"]][0][f"name_{view.lang}"]
    if placed:
        place = rows_by(view.store, "places", "place_id").get(row["place_id"])
        name = place[0][f"name_{view.lang}"] if place else words.word("country", row["country"])
    note = f" {escape(row[f'note_{view.lang}'])}" if row[f"note_{view.lang}"] else ""
    span = words.span(row["start"], row["end"], row["last_seen"])
    said = words.say("{force}: {dates}", force=f"<b>{escape(name)}</b>", dates=escape(span))
    return (
        f"<li>{said} ({escape(words.word('standing', row['standing']))}).{note}"
        f"{refs(citations, row['source_ids'])}</li>"
    )


def site_table(view: View, found: tuple[Site, ...], citations: Citations) -> str:
    """Return the map's sites as a table: place, who is there since when, who has left."""
    words, by_id = view.words, rows_by(view.store, "presences", "presence_id")
    names, full = rows_by(view.store, "forces", "force_id"), rows_by(view.store, "places", "place_id")
    head = "".join(
        f"<th>{escape(text)}</th>"
        for text in (words.say("Site"), words.say("Country"), words.say("There on this day"), words.say("Has left"))
    )
    body = ""
    for site in sorted(found, key=lambda site: (view.countries.index(site.country), not site.is_held, site.name)):
        cells = {True: "", False: ""}
        for one in site.marks:
            row = by_id[one.presence_ids[0]][0]
            picture = f"<img src=\"{mark_uri(one.group, view.theme, one.state, 18, 5)}\" alt=''>"
            span = words.span(row["start"], row["end"], row["last_seen"])
            name = names[row["force_id"]][0][f"name_{view.lang}"].split(" (")[0]
            said = words.say("{force}: {dates}", force=name, dates=span)
            cells[one.state != "ended"] += f"<div>{picture} {escape(said)}{refs(citations, row['source_ids'])}</div>"
        body += (
            f"<tr><td><b>{escape(full[site.place_id][0][f'name_{view.lang}'])}</b></td>"
            f"<td>{escape(words.word('country', site.country))}</td>"
            f"<td>{cells[True] or '–'}</td><td class='soft'>{cells[False] or '–'}</td></tr>"
        )
    return f"<div class='scroll'><table class='plain sites'><tr>{head}</tr>{body}</table></div>"
