"""Commands of the record: check the tables, sort them, write the codebook, draw cards, serve the dashboard."""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from sahel import brief_options
from sahel.schema import TABLES

# `checks`, `rules` and `store` load pandas and geopandas (0.6 s): only the commands that need them import them.
_ON_A_FOLDER = {
    "check": "list every problem of the tables",
    "sort": "put every table in order",
    "codebook": "write README.md and datapackage.json beside the tables",
    "release": "keep the tables of a finished version in releases/",
}


def main(arguments: list[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 problems found, 2 wrong use."""
    parser = argparse.ArgumentParser(prog="python -m sahel", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    for name, help_text in _ON_A_FOLDER.items():
        command = commands.add_parser(name, help=help_text)
        command.add_argument("folder", nargs="?", type=Path, help="default: SAHEL_DATA, or data/")
    command = commands.add_parser("serve", help="serve the dashboard")
    command.add_argument("--host", default="127.0.0.1", help="0.0.0.0 opens it to the network (default: %(default)s)")
    command.add_argument("--port", type=_port, default=8501, help="default: %(default)s")
    command = commands.add_parser("catalogue", help="bring the list of messages to translate up to date")
    command.add_argument("--check", action="store_true", help="write nothing; exit 1 if a message is not translated")
    brief_options.add(commands)
    options = parser.parse_args(arguments)
    if options.command == "brief":
        return brief(options)
    if options.command == "catalogue":
        from sahel import catalogue

        return catalogue.run(check=options.check)
    if options.command == "serve":
        from sahel.serve import serve

        return serve(options.host, options.port)
    return {"check": check, "sort": sort, "codebook": codebook, "release": release}[options.command](options.folder)


def _port(text: str) -> int:
    if not text.isdecimal() or int(text[:9]) > 65_535:
        raise argparse.ArgumentTypeError(f"{text[:20]} is not a port: a whole number from 0 to 65535")
    return int(text)


def check(folder: Path | None) -> int:
    """Print every problem of a folder of tables, or how many rows it holds."""
    from sahel import store

    try:
        record = store.load(folder or store.data_folder())
    except store.DataError as error:
        print(error, file=sys.stderr)
        print(f"{len(error.problems)} problems", file=sys.stderr)
        return 1
    print(", ".join(f"{table.name} {len(record.table(table.name))}" for table in TABLES))
    return 0


def brief(options: argparse.Namespace) -> int:
    """Draw a briefing card, or many."""
    from sahel import brief_command, store

    try:
        return brief_command.run(options, lambda: store.load(options.data or store.data_folder()))
    except store.DataError as error:
        print(f"{error.problems[0]} ({len(error.problems)} problems: python -m sahel check)", file=sys.stderr)
        return 1


def sort(folder: Path | None) -> int:
    """Rewrite the tables of a folder in their declared order; a table with unsound cells is left as it is."""
    from sahel import checks, rules, store

    folder = folder or store.data_folder()
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


def codebook(folder: Path | None) -> int:
    """Write the codebook and the package descriptor from the schema, and print where."""
    from sahel import codebook as writer
    from sahel import store

    try:
        written = writer.write(folder or store.data_folder())
    except FileNotFoundError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        return 1
    print("\n".join(str(path) for path in written))
    return 0


def release(folder: Path | None) -> int:
    """Keep the tables of a finished version, print where, and how many changed cells have no reason logged."""
    from sahel import releases, store

    try:
        record = store.load(folder or store.data_folder())
        print(releases.write(record))
        earlier, problems = releases.since(record)
    except store.DataError as error:
        print(error, file=sys.stderr)
        return 1
    except FileExistsError as error:
        print(f"{error} holds other tables: give record.toml a new version", file=sys.stderr)
        return 1
    for kept in earlier:
        changed, explained = releases.cells_changed(kept.differences)
        print(f"since {kept.release.version}: {changed} cells changed, {changed - explained} without a reason")
    print("\n".join(str(problem) for problem in problems), end="", file=sys.stderr)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
