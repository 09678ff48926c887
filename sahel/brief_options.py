"""The options of the command `brief`. Loads nothing: every command of the record reads this."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_EXAMPLES = """\
examples:
  python -m sahel brief --on 2024-04-12 --country NER --lang fr --out niger.pptx
  python -m sahel brief --template timeline --from 2020-01 --to 2024-12 --size a4 --out timeline.pdf
  python -m sahel brief --batch monthly --from 2022-01 --to 2024-12 --out folder/
  python -m sahel brief --batch countries --on 2024-04-12 --out countries.zip

exit codes: 0 done, 1 failed (data, drawing, writing), 2 wrong use"""


def add(commands: Any) -> None:
    """Add the command and its options to a parser; values are held against the record's lists when it runs."""
    command = commands.add_parser(
        "brief", help="draw a briefing card, or many", epilog=_EXAMPLES,
        usage="python -m sahel brief --out FILE|FOLDER [options]", allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    for name, metavar, text in _OPTIONS:
        command.add_argument(name, metavar=metavar, help=text, required=name == "--out")
    for name, metavar, text in _SEVERAL:
        command.add_argument(name, metavar=metavar, help=text, action="append", default=[])
    command.add_argument("--data", metavar="FOLDER", type=Path, help="tables to read (default: SAHEL_DATA, or data/)")
    command.add_argument("--quiet", action="store_true", help="say nothing but errors")


_OPTIONS = (
    ("--out", "FILE|FOLDER", "what to write: .png, .svg, .pdf or .pptx; for a batch a folder, .zip, .pptx or .pdf"),
    ("--template", "NAME", "situation, then-now, timeline, numbers, aftermath, bases or country (default: situation)"),
    ("--on", "DAY", "a day as 2024-04-12 (default: the last day of the record)"),
    ("--from", "DAY", "first day of a range or a batch, as 2022-01-31 or 2022-01 (default: 2012-01-01)"),
    ("--to", "DAY", "last day of a range or a batch (default: the last day of the record)"),
    ("--lang", "en|fr", "language (default: en)"),
    ("--size", "NAME", "16x9, 4x3, a4, a4-wide, square or column (default: 16x9)"),
    ("--theme", "NAME", "light, dark or print (default: light)"),
    ("--title", "TEXT", "a title of your own (default: the finding, computed)"),
    ("--subtitle", "TEXT", "a subtitle of your own (default: what, where, when)"),
    ("--force", "CODE", "the family of forces of the template numbers (default: the first that was counted)"),
    ("--zoom", "1|2", "dots a px of a PNG (default: 1)"),
    ("--base", "ADDRESS", "where the dashboard is, for link and QR code, as https://example.org"),
    ("--format", "KIND", "png, svg, pdf or pptx: the files of a batch in a folder or zip (default: png)"),
)  # fmt: skip
_SEVERAL = (
    ("--country", "CODES", "NER, MLI, BFA; several with commas (default: all)"),
    ("--senders", "CODES", "FRA, USA, EUR, UN, RUS, OTHER (default: all)"),
    ("--without", "NAMES", "numbers, labels, inset, sources, notes, qr: what is left out"),
    ("--batch", "SERIES", "monthly: every first of the month; countries: every country; both: each month and country"),
)
