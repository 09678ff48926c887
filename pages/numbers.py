"""numbers page."""

from sahel import widgets
from sahel.view import View


def draw(view: View) -> None:
    widgets.heading("numbers", view.on_sentence())
    widgets.footer(view, "numbers", "on")


if __name__ == "__main__":
    from app import main

    main()
