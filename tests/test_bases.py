"""Sites worked out by hand: who has each on a day, who handed it to whom, when nobody was known, how it is drawn."""

from __future__ import annotations

import re
from datetime import date

import pytest
from handmade import CUTOFF, FORCES, Cells, event, presence, record

from sahel import bases, bases_chart, bases_words, findings_bases, signs_bases
from sahel.bases import ARMED, HOST, Site, site
from sahel.citations import Citations
from sahel.store import Store
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS

PLACES = (("gao", "MLI", "Gao"), ("kidal", "MLI", "Kidal"), ("ba101", "NER", "Air Base 101, Niamey"))


def made(*rows: Cells, events: tuple[Cells, ...] = ()) -> Store:
    """A record of presences and events at three places."""
    places = [
        {
            "place_id": place,
            "country": country,
            "name_en": name,
            "name_fr": name,
            "lon": "0",
            "lat": "16",
            "precision_km": "1",
        }
        for place, country, name in PLACES
    ]
    forces = [
        {"force_id": force, "sender": sender, "kind": kind, "predecessor_id": before, "part_of_id": whole}
        | {"name_en": force.title(), "name_fr": force.title()}
        for force, sender, kind, before, whole in FORCES
    ]
    return record(presences=list(rows), events=list(events), places=places, forces=forces)


def seen(store: Store, on: date = CUTOFF, senders: tuple[str, ...] = SENDER_GROUPS) -> View:
    return View(store, on, date(2012, 1, 1), CUTOFF, FOCUS, senders)


def gao(*rows: Cells, events: tuple[Cells, ...] = ()) -> Site:
    return site(made(*rows, events=events), "gao")


def told(one: Site) -> list[tuple[str, str, tuple[str, ...], tuple[str, ...]]]:
    return [(change.kind, change.event_id, change.givers, change.takers) for change in one.handovers]


FRENCH = presence("fra", "MLI", "2013-01-26", "2020-06-30", "gao")
ARMY = presence("army", "MLI", "2020-07-01", "..", "gao", seen="2024-01-01")


@pytest.mark.parametrize(
    ("kind", "forces", "expected"),
    [
        ("base_handed_over", "fra;army", (("fra",), ("army",))),
        ("base_handed_over", "fra", (("fra",), ())),
        ("base_handed_over", "fra;un", (("fra",), ("un",))),
        ("base_left", "fra", (("fra",), ())),
        ("base_taken", "army;fra", (("fra",), ("army",))),
    ],
)
def test_an_event_tells_who_gave_and_who_took(kind: str, forces: str, expected: tuple[tuple[str, ...], ...]) -> None:
    one = gao(FRENCH, ARMY, events=(event("e", "2020-06-30", kind, place_ids="gao", force_ids=forces),))
    changes = [change for change in told(one) if change[1]]
    assert changes == [(kind, "e", *expected)]


def test_who_takes_a_site_that_had_nobody_takes_it_from_nobody() -> None:
    one = gao(FRENCH, events=(event("e", "2013-01-26", "base_taken", place_ids="gao", force_ids="fra;army;rebels"),))
    assert told(one) == [("base_taken", "e", (), ("fra",))]


def test_without_an_event_an_end_and_a_start_of_another_tell_a_change_of_hands() -> None:
    assert told(gao(FRENCH, ARMY)) == [("changed_hands", "", ("fra",), ("army",))]


@pytest.mark.parametrize(
    "following",
    [
        presence("fra2", "MLI", "2020-07-01", "2022-08-15", "gao"),  # a new name of the same sender
        presence("army", "MLI", "2020-07-10", "..", "gao", seen="2024-01-01"),  # too late
        presence("army", "MLI", "2020", "..", "gao", seen="2024-01-01"),  # nobody knows when
        presence("army", "MLI", "2020-07-01", "..", "kidal", seen="2024-01-01"),  # elsewhere
    ],
)
def test_no_change_of_hands_is_guessed(following: Cells) -> None:
    assert told(gao(FRENCH, following)) == []


def test_a_sender_that_stays_under_another_row_has_handed_nothing_over() -> None:
    assert told(gao(FRENCH, presence("fra2", "MLI", "2019-01-01", "2022-08-15", "gao"), ARMY)) == []


def test_a_hand_over_that_an_event_tells_is_not_told_twice() -> None:
    late = event("e", "2020-08-05", "base_handed_over", place_ids="gao", force_ids="fra;army")
    assert told(gao(FRENCH, ARMY, events=(late,))) == [("base_handed_over", "e", ("fra",), ("army",))]


def test_rows_of_one_sender_that_touch_are_one_stay_and_other_standings_another() -> None:
    one = gao(
        presence("fra", "MLI", "2013-01-26", "2014-07-31", "gao"),
        presence("fra2", "MLI", "2014-08-01", "2022-08-15", "gao"),
        presence("fra", "MLI", "2016-01-01", "2016-02-01", "gao", standing="reported"),
    )
    assert [(stay.group, stay.force_ids, stay.start, stay.end) for stay in one.stays] == [
        ("FRA", ("fra", "fra2"), "2013-01-26", "2022-08-15"),
        ("FRA", ("fra",), "2016-01-01", "2016-02-01"),
    ]


def test_nobody_is_known_only_between_the_last_end_so_far_and_the_next_start() -> None:
    one = gao(
        presence("un", "MLI", "2013-07-01", "2020-12-31", "gao"),
        presence("usa", "MLI", "2014-01-01", "2014-01-31", "gao"),
        presence("rus", "MLI", "2021-01-11", "2021-02-01", "gao"),
    )
    assert [(date.fromordinal(gap.after), date.fromordinal(gap.before), gap.days) for gap in one.gaps] == [
        (date(2020, 12, 31), date(2021, 1, 11), (10, 10))
    ]


HELD = made(
    FRENCH, ARMY,
    presence("rus", "MLI", "2021-12-01", "..", "gao", seen="2024-06-01", standing="reported"),
    presence("rebels", "MLI", "2023-10-31", "..", "kidal", seen="2024-06-01"),
    presence("usa", "NER", "2013-02-01", "2024-08-01", "ba101"),
)  # fmt: skip


def held(on: date) -> dict[str, list[tuple[str, str]]]:
    return {
        base.site.place_id: [(one.holder, one.level) for one in base.holders]
        for base in bases.bases(seen(HELD, on))
    }  # fmt: skip


def test_hosts_and_armed_groups_hold_sites_as_senders_do() -> None:
    assert held(date(2024, 6, 1)) == {
        "ba101": [("USA", "sure")], "gao": [("RUS", "sure"), (HOST, "presumed")], "kidal": [(ARMED, "sure")]
    }  # fmt: skip
    assert held(date(2020, 6, 30)) == {"ba101": [("USA", "sure")], "gao": [("FRA", "sure")], "kidal": []}


def test_what_was_last_seen_over_a_year_ago_is_old() -> None:
    store = made(presence("army", "MLI", "2020-07-01", "..", "gao", seen="2022-01-01"))
    (base,) = bases.bases(seen(store))
    assert base.holders[0].level == "stale"
    assert bases_words.now(seen(store), base, base.holders[0]) == "Mali, last evidence 1 Jan 2022"


def test_sites_stand_by_country_change_or_number_of_hand_overs() -> None:
    view = seen(HELD, date(2024, 6, 1))
    assert [base.name for base in bases.bases(view)] == ["Niamey, Air Base 101", "Gao", "Kidal"]
    assert [base.name for base in bases.bases(view, "change")] == ["Kidal", "Gao", "Niamey, Air Base 101"]
    assert [base.name for base in bases.bases(view, "handovers")] == ["Gao", "Kidal", "Niamey, Air Base 101"]


def test_a_choice_of_senders_leaves_their_sites_with_all_occupants() -> None:
    (base,) = bases.bases(seen(HELD, senders=("FRA",)))
    assert {stay.group for stay in base.site.stays} == {"FRA", HOST, "RUS"}
    assert not bases.bases(seen(HELD, senders=("UN",)))


def test_the_latest_hand_overs_are_those_up_to_the_day() -> None:
    assert [base.name for base, _ in bases.latest(seen(HELD), 5)] == ["Gao"]
    assert bases.latest(seen(HELD, date(2020, 6, 29)), 5) == ()


LEFT = made(
    presence("fra", "MLI", "2013-01-26", "2020-06-30", "gao"),
    presence("fra", "MLI", "2013-02-01", "2021-10-13", "kidal"),
    presence("rus", "MLI", "2023-01-01", "..", "gao", seen="2024-06-01"),
    presence("rus", "MLI", "2023-11-14", "..", "kidal", seen="2024-06-01", standing="denied"),
)


@pytest.mark.parametrize(
    ("on", "senders", "said"),
    [
        (
            "2024-06-01",
            SENDER_GROUPS,
            "France has left all 2 of its sites; Russians are at 1 of them, perhaps at 1 more",
        ),
        ("2023-06-01", SENDER_GROUPS, "France has left all 2 of its sites; Russians are at 1 of them"),
        ("2022-06-01", SENDER_GROUPS, "France has left all 2 of its sites"),
        ("2024-06-01", ("FRA",), "France has left all 2 of its sites"),
        ("2021-01-01", SENDER_GROUPS, "Foreign forces are at 1 of these 2 sites"),
        ("2024-06-01", ("RUS",), "Russian forces are at 1 of these 2 sites, perhaps at 1 more"),
        ("2010-01-01", SENDER_GROUPS, "Foreign forces are at none of these 2 sites"),
    ],
)
def test_the_title_is_true_of_the_day(on: str, senders: tuple[str, ...], said: str) -> None:
    assert findings_bases.finding(seen(LEFT, date.fromisoformat(on), senders)) == said


def drawn(store: Store, on: date = CUTOFF, opened: str = "") -> str:
    view = seen(store, on)
    found, axis = bases.bases(view), bases_chart.axis_of(view, since_first=False)
    return bases_chart.chart(view, found, axis, opened, lambda place: f"/bases?place={place}", by_country=True)[0]


def test_every_site_is_a_link_and_the_open_one_has_an_outline() -> None:
    body = drawn(HELD, opened="gao")
    assert re.findall(r'href="/bases\?place=(\w+)"', body) == ["ba101", "gao", "kidal"]
    assert body.count('stroke-width="2"/>') - drawn(HELD).count('stroke-width="2"/>') == 1


def test_a_denied_bar_has_no_fill_and_a_reported_one_is_pale() -> None:
    denied = drawn(made(presence("rus", "MLI", "2021", "2022", "gao", standing="denied")))
    reported = drawn(made(presence("rus", "MLI", "2021", "2022", "gao", standing="reported")))
    assert 'fill="url(#base-RUS)"' not in denied
    assert 'fill="url(#base-RUS)" fill-opacity="0.22"' in reported


def test_a_day_before_the_axis_makes_it_begin_earlier() -> None:
    assert bases_chart.axis_of(seen(HELD), since_first=False).first == date(2012, 1, 1).toordinal()
    assert bases_chart.axis_of(seen(HELD), since_first=True).first == date(1960, 1, 1).toordinal()
    assert bases_chart.axis_of(seen(HELD, date(2005, 1, 1)), since_first=False).first == date(1960, 1, 1).toordinal()


def test_overlapping_stays_stand_one_under_the_other_and_following_ones_share_a_line() -> None:
    following = bases_chart.plan(gao(FRENCH, ARMY), 0, 22)
    together = bases_chart.plan(gao(FRENCH, presence("un", "MLI", "2014-01-01", "2019-01-01", "gao")), 0, 22)
    assert len(set(following.lines)) == 1
    assert following.height == 22
    assert len(set(together.lines)) == 2


def test_the_card_of_a_site_says_everything_and_escapes_it() -> None:
    rows = FRENCH | {"note_en": "<b>near the river</b>"}, ARMY
    handed = event("e", "2020-06-30", "base_handed_over", place_ids="gao", force_ids="fra;army", title_en="Given <up>")
    view = seen(made(*rows, events=(handed,)))
    (base,) = bases.bases(view)
    card = bases_words.card(view, base, Citations(view.store.sources))
    assert "26 Jan 2013 – 30 Jun 2020" in card
    assert "30 Jun 2020: Fra to Mali" in card
    assert "id=e" in card
    assert "&lt;b&gt;near the river" in card
    assert "Given &lt;up&gt;" in card


def test_the_legend_has_only_what_is_in_view() -> None:
    view = seen(made(FRENCH))
    said = signs_bases.legend(view, bases.bases(view))
    assert "France" in said
    assert "Russia" not in said
    assert "host state" not in said
    assert "handed over" not in said
