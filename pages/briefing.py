"""Briefing: a picture that survives being cut out of its context, with its sources, version and link on it."""

from sahel import briefing_parts, widgets
from sahel.brief import dated
from sahel.view import View


def draw(view: View) -> None:
    """Draw the choices, the card as its file will be, and the files."""
    words = view.words
    if not view.countries or not view.senders:
        widgets.heading(words.say("A card for a briefing"), view.on_sentence())
        widgets.nothing(view, words.say("No country or no sender is chosen, so there is nothing to show."))
        return widgets.footer(view, "briefing", "on")
    card = briefing_parts.ask(view)
    widgets.heading(words.say("A card that carries its sources"), briefing_parts.said(card))
    briefing_parts.preview(card)
    briefing_parts.files(card)
    briefing_parts.deck(card)
    briefing_parts.batch(card)
    widgets.footer(view, "briefing", dated(card.template), briefing_parts.citations(card))


if __name__ == "__main__":
    from app import main

    main()
