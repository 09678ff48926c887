"""Commands of the record: check the tables, sort them, write the codebook, serve the dashboard."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from sahel import checks, rules, store
from sahel.schema import TABLES


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems found, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m sahel", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in (("check", "list every problem of the tables"), ("sort", "put every table in order")):
        command = commands.add_parser(name, help=help_text)
        command.add_argument("folder", nargs="?", type=Path, default=store.data_folder())
    options = parser.parse_args(arguments)
    return {"check": check, "sort": sort}[options.command](options.folder)


def check(folder: Path) -> int:
    """Print every problem of a folder of tables, or how many rows it holds."""
    try:
        record = store.load(folder)
    except store.DataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problems", file=sys.stderr)
        return 1
    print(", ".join(f"{table.name} {len(record.table(table.name))}" for table in TABLES))
    return 0


def sort(folder: Path) -> int:
    """Rewrite the tables of a folder in their declared order; a table with unsound cells is left as it is."""
    rows, problems = checks.read_text(folder)
    problems += checks.cell_problems(rows)
    if problems:
        print("\n".join(str(problem) for problem in problems), file=sys.stderr)
        return 1
    for table in TABLES:
        ordered = sorted((row.cells for row in rows[table.name]), key=lambda cells: rules.sort_key(table.name, cells))
        with (folder / table.file).open("w", encoding="utf-8", newline="") as handle:
            writer = csv.DictWriter(handle, [column.name for column in table.columns], lineterminator="\n")
            writer.writeheader()
            writer.writerows(ordered)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
