"""The command `brief`: reads what is asked, draws, writes. Errors are one line; nothing is left half written."""

from __future__ import annotations

import errno
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from sahel import brief_batch, brief_files
from sahel import brief_values as values
from sahel.brief import Brief, BriefError
from sahel.families import offered
from sahel.view import View
from sahel.vocabulary import FOCUS, SENDER_GROUPS
from sahel.words import LANGUAGES

_DECKS = ("pptx", "pdf")


def run(options: Namespace, load: Callable[[], Any]) -> int:
    """Run the command with a way to load the record; return its exit code."""
    try:
        target = _target(options)
        brief = asked(options, load())
        briefs = series(options, brief)
    except BriefError as error:
        print(f"python -m sahel brief: {error}", file=sys.stderr)
        return 2
    try:
        return _write(options, briefs, *target)
    except OSError as error:
        print(f"{error.filename or options.out}: {error.strerror or error}", file=sys.stderr)
    except BrokenExecutor as error:
        print(f"a process that draws has ended: {error}", file=sys.stderr)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
    return 1


def asked(options: Namespace, store: Any) -> Brief:
    """Return the card that the options ask for. Raises BriefError for a value that cannot be."""
    on = values.day("--on", options.on) if options.on else store.cutoff
    start, end = values.span(vars(options)["from"], options.to, store.cutoff)
    countries = values.codes("--country", options.country, FOCUS) or FOCUS
    senders = values.codes("--senders", options.senders, SENDER_GROUPS) or SENDER_GROUPS
    lang = values.one_of("--lang", options.lang or "en", LANGUAGES)
    base = values.base(options.base)
    without = frozenset(part for said in options.without for part in said.split(",") if part)
    brief = Brief(
        View(store, on, start, end, countries, senders, lang), options.template or "situation", options.size or "16x9",
        options.theme or "light", values.text("--title", options.title), values.text("--subtitle", options.subtitle),
        without if base or without else frozenset({"qr"}), options.force or "",
        link=f"{base}/briefing?" if base else "",
    )  # fmt: skip
    if brief.force:
        values.one_of("--force", brief.force, tuple(offered(brief.view)))
    return brief_batch.linked(brief, brief)


def series(options: Namespace, brief: Brief) -> list[Brief]:
    """Return the card, or those of the batch."""
    kinds = [part for said in options.batch for part in said.split(",")]
    for kind in kinds:
        values.one_of("--batch", kind, ("monthly", "countries", "both"))
    if {"monthly", "both"} & set(kinds) and not (vars(options)["from"] and options.to):
        raise BriefError(f"--batch {kinds[0]} needs --from and --to")
    briefs = [brief]
    if {"monthly", "both"} & set(kinds):
        briefs = brief_batch.monthly(brief, brief.view.start, brief.view.end)
    if {"countries", "both"} & set(kinds):
        briefs = [one for each in briefs for one in brief_batch.countries(each)]
    return briefs


def _target(options: Namespace) -> tuple[str, int]:
    """Return the kind of file that is asked for ("" for a folder) and the zoom."""
    out, ending = options.out, Path(options.out).suffix.lower().removeprefix(".")
    zoom = int(values.one_of("--zoom", options.zoom or "1", ("1", "2")))
    if options.format:
        values.one_of("--format", options.format, brief_files.KINDS)
    is_folder = out.endswith(("/", os.sep)) or Path(out).is_dir() or not ending
    if not options.batch:
        if is_folder or ending not in brief_files.KINDS:
            raise BriefError(f"--out: {out!r} does not end in one of .{', .'.join(brief_files.KINDS)}")
        if zoom > 1 and ending != "png":
            raise BriefError("--zoom: only a PNG has one")
        return ending, zoom
    if is_folder:
        return "", zoom
    if ending not in ("zip", *_DECKS):
        raise BriefError(f"--out: {out!r} is neither a folder nor does it end in one of .zip, .pptx, .pdf")
    return ending, zoom


def _write(options: Namespace, briefs: Sequence[Brief], ending: str, zoom: int) -> int:
    out, kind, say = Path(options.out), options.format or "png", _speaker(options.quiet)
    if not options.batch:
        with _whole(out) as handle:
            handle.write(brief_files.made(briefs[0], ending, zoom))
        say(str(out))
    elif ending in _DECKS:
        with _whole(out) as handle:
            handle.write(brief_files.deck(briefs, ending))
        say(f"{out}: {len(briefs)} cards")
    elif ending == "zip":
        with _whole(out) as handle:
            handle.write(brief_batch.zipped(dict(_told(briefs, kind, zoom, say))))
        say(str(out))
    else:
        out.mkdir(parents=True, exist_ok=True)
        for name, made in _told(briefs, kind, zoom, say):
            with _whole(out / name) as handle:
                handle.write(made)
    return 0


def _told(
    briefs: Sequence[Brief], kind: str, zoom: int, say: Callable[[str], None]
) -> Iterator[tuple[str, bytes]]:  # fmt: skip
    """Return the files of a batch, and say how far it is."""
    for i, (name, made) in enumerate(brief_batch.made(briefs, kind, zoom), 1):
        yield name, made
        say(f"{i}/{len(briefs)} {name}")


def _speaker(is_quiet: bool) -> Callable[[str], None]:
    return (lambda said: None) if is_quiet else (lambda said: print(said, flush=True))


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """Open a file that gets its name when it is whole; where it cannot be written, that is known before drawing."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, "is a folder", str(path))
    part = path.with_name(f".sahel-{os.getpid()}.part")
    try:
        with part.open("wb") as handle:
            yield handle
        part.replace(path)
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from error
    finally:
        if part.exists():
            part.unlink()
