"""situation page."""

from sahel import widgets
from sahel.view import View


def draw(view: View) -> None:
    widgets.heading("situation", view.on_sentence())
    widgets.footer(view, "situation", "on")


if __name__ == "__main__":
    from app import main

    main()
