"""The part of About that compares the record with its earlier versions. Streamlit is spoken here."""

from __future__ import annotations

from functools import partial

from sahel import about_releases, widgets
from sahel.view import View


def changes(view: View) -> None:
    """Draw what changed since a kept version: counts, then each table's rows, folded."""
    title, kept = view.words.say("What changed between versions"), about_releases.versions(view)
    if not kept:
        return widgets.prose(title, about_releases.none(view))
    version = kept[0]
    if len(kept) > 1:
        widgets.prose(title, "")
        version = widgets.choice("since", view.words.say("Compared with version"), kept, str, width=260)
        title = ""
    widgets.prose(title, about_releases.summary(view, version))
    for table in about_releases.tables(view, version):
        made = partial(about_releases.rows, view, version, table)
        widgets.fold(about_releases.label(view, version, table), f"since_{version}_{table}", made)
    return None
