"""regimes page."""

from sahel import widgets
from sahel.view import View


def draw(view: View) -> None:
    widgets.heading("regimes", view.on_sentence())
    widgets.footer(view, "regimes", "on")


if __name__ == "__main__":
    from app import main

    main()
