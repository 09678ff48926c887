"""about page."""

from sahel import widgets
from sahel.view import View


def draw(view: View) -> None:
    widgets.heading("about", view.on_sentence())
    widgets.footer(view, "about", "on")


if __name__ == "__main__":
    from app import main

    main()
