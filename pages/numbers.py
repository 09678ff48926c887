"""Numbers: how many, says who. Each claim a mark with its claimant; contested pairs; every force of one day."""

from sahel import numbers_parts, widgets
from sahel.citations import Citations
from sahel.claims import claims
from sahel.findings_numbers import finding, plain, subtitle
from sahel.view import View


def draw(view: View) -> None:
    """Draw the claims about one family of forces in one country, then what is contested, then a day's numbers."""
    words, question = view.words, numbers_parts.ask(view)
    if question is None:
        widgets.heading(view.range_sentence(), words.say("Every claim about how many, with its claimant."))
        widgets.nothing(view, words.say("The record has no figure for the senders and countries that are chosen."))
        return widgets.footer(view, "numbers", "range")
    citations = Citations(view.store.sources)
    widgets.heading(finding(question), subtitle(question))
    if claims(question):
        numbers_parts.claimed(question, citations)
    else:
        said = words.say("{view}: nobody in this record gives a figure. That is not zero.", view=plain(question))
        widgets.nothing(view, said, f"/numbers?lang={view.lang}", words.say("Show Russian forces in Mali"))
    numbers_parts.disputed(view, citations)
    numbers_parts.one_day(view, citations)
    numbers_parts.files(question)
    widgets.footer(view, "numbers", "range", citations)


if __name__ == "__main__":
    from app import main

    main()
