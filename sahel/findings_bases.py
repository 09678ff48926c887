"""What the sites show on a day, as one sentence computed from their holders. Pure."""

from __future__ import annotations

from sahel.bases import Base, bases
from sahel.situation import LONGEST_TITLE, scoped
from sahel.view import View
from sahel.vocabulary import SENDER_GROUPS


def finding(view: View) -> str:
    """Say how many sites France has left and where Russians are, else at how many sites the view's forces are."""
    found = bases(view) if view.senders and view.countries else ()
    tried = [_left(view, found, with_russians=True), _left(view, found, with_russians=False), _held(view, found)]
    for said in tried if found else []:
        sentence = scoped(view, said) if said else ""
        if sentence and len(sentence) <= LONGEST_TITLE:
            return sentence
    return view.on_sentence()


def _sites_of(found: tuple[Base, ...], group: str, *, firm: bool) -> list[Base]:
    """Sites where a group surely is and admits it, or where it is only reported, denied, uncertain or long unseen."""
    return [
        base for base in found if any(one.holder == group and one.is_firm == firm for one in base.holders)
    ]  # fmt: skip


def _left(view: View, found: tuple[Base, ...], *, with_russians: bool) -> str:
    words, day = view.words, view.on.toordinal()
    begun = [
        base for base in found if any(row["holder"] == "FRA" and row["start_max"] <= day for row in base.site.occupants)
    ]
    still = any(one.holder == "FRA" for base in begun for one in base.holders)
    if "FRA" not in view.senders or len(begun) < 2 or still:
        return ""
    n = words.number(len(begun))
    if not with_russians:
        return words.say("France has left all {n} of its sites", n=n)
    sure, perhaps = (len(_sites_of(tuple(begun), "RUS", firm=firm)) for firm in (True, False))
    if "RUS" not in view.senders or not sure + perhaps:
        return ""
    known, more = words.number(sure), words.number(perhaps)
    if not sure:
        return words.say("France has left all {n} of its sites; Russians are perhaps at {more} of them", n=n, more=more)
    if not perhaps:
        return words.say("France has left all {n} of its sites; Russians are at {known} of them", n=n, known=known)
    return words.say(
        "France has left all {n} of its sites; Russians are at {known} of them, perhaps at {more} more",
        n=n, known=known, more=more,
    )  # fmt: skip


def _held(view: View, found: tuple[Base, ...]) -> str:
    if len(found) < 2:
        return ""
    words, groups = view.words, [group for group in SENDER_GROUPS if group in view.senders]
    sure = {base.site.place_id for group in groups for base in _sites_of(found, group, firm=True)}
    perhaps = {base.site.place_id for group in groups for base in _sites_of(found, group, firm=False)} - sure
    forces, total = view.forces_sentence(), words.number(len(found))
    known, more = words.number(len(sure)), words.number(len(perhaps))
    if sure and perhaps:
        return words.say(
            "{forces} are at {known} of these {total} sites, perhaps at {more} more",
            forces=forces, known=known, total=total, more=more,
        )  # fmt: skip
    if perhaps:
        return words.say(
            "{forces} are perhaps at {more} of these {total} sites", forces=forces, more=more, total=total
        )  # fmt: skip
    if sure:
        return words.say("{forces} are at {known} of these {total} sites", forces=forces, known=known, total=total)
    return words.say("{forces} are at none of these {total} sites", forces=forces, total=total)


def subtitle(view: View) -> str:
    """Say what is drawn, where and when, and which sites a choice of senders leaves."""
    words = view.words
    said = words.say(
        "Who sat at each site in {countries}, who handed it to whom, and who has it on {day}, "
        "as the record of {cutoff} knows it.",
        countries=words.in_countries(view.countries), day=words.day(view.on), cutoff=words.day(view.store.cutoff),
    )  # fmt: skip
    if len(view.senders) == len(SENDER_GROUPS) or not view.senders:
        return said
    named = words.join(words.word("sender_group", code) for code in view.senders)
    return f"{said} " + words.say("Only sites where these senders have been: {named}.", named=named)


def alt(view: View, found: tuple[Base, ...]) -> str:
    """Say the drawing to those who do not see it."""
    words = view.words
    return words.say_n(
        "{n} site with its occupants through time; the same stands in the table below",
        "{n} sites with their occupants through time; the same stands in the table below",
        len(found),
    )
