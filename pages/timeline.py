"""timeline page."""

from sahel import widgets
from sahel.view import View


def draw(view: View) -> None:
    widgets.heading("timeline", view.on_sentence())
    widgets.footer(view, "timeline", "on")


if __name__ == "__main__":
    from app import main

    main()
