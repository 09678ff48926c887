"""Record: find a row in any table, read it with its sources, take the rows away."""

from sahel import finder, selection, widgets
from sahel.view import View


def draw(view: View) -> None:
    """Draw one table as the reader asks for it, the row that is open, and the files."""
    asked = finder.ask(view)
    row_id = finder.picked(view, asked)
    widgets.heading(selection.title(view, asked), selection.subtitle(view, asked))
    finder.rows(view, asked, row_id)
    finder.opened(view, asked, row_id)
    finder.files(view, asked)
    widgets.footer(view, "record", "range")


if __name__ == "__main__":
    from app import main

    main()
