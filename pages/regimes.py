"""Regimes: who rules and how power changed hands; what followed each coup; who counts it as a coup; who left what."""

from functools import partial

from sahel import findings_regimes, regime_parts, widgets
from sahel.citations import Citations
from sahel.view import View


def draw(view: View) -> None:
    """Draw the part that the reader asks for; the page has no date of its own."""
    words, citations = view.words, Citations(view.store.sources)
    if not view.countries:
        widgets.heading(findings_regimes.finding(view), findings_regimes.subtitle(view))
        widgets.nothing(view, words.say("No country is chosen, so there is nothing to show."))
        return widgets.footer(view, "regimes", "")
    regime_parts.chosen_part(view, citations)
    files = (
        ("regimes", words.say("Reigns (CSV)")), ("coup_codings", words.say("Codings (CSV)")),
        ("memberships", words.say("Memberships and sanctions (CSV)")),
    )  # fmt: skip
    made = [(said, partial(findings_regimes.as_csv, view, table), f"{table}.csv", "text/csv") for table, said in files]
    widgets.downloads(view, made)
    widgets.footer(view, "regimes", "", citations)


if __name__ == "__main__":
    from app import main

    main()
