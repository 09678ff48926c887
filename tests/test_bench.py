"""The measurements say what they mean: percentiles, ratios, and how to get a browser."""

from __future__ import annotations

import pytest

from bench import cards, chromium
from bench.__main__ import Line, lines, table
from bench.load import percentile


@pytest.mark.parametrize(
    ("values", "percent", "expected"),
    [([5.0], 95, 5.0), ([1.0, 2.0, 3.0, 4.0], 50, 2.0), ([float(n) for n in range(1, 101)], 95, 95.0)],
)
def test_a_percentile_is_a_measured_value(values: list[float], percent: int, expected: float):
    assert percentile(values, percent) == expected


def test_the_ratio_says_how_many_times_better():
    rows = [
        Line("rerun", "ms", 25, 20.0, 100.0),
        Line("rate", "/s", None, 40.0, 10.0),
        Line("p95", "ms", None, 9.0, None),
    ]
    said = table(rows).splitlines()[2:]
    assert said == [
        "| rerun | ms | 25 | 20 | 100 | 5.0 |",
        "| rate | /s |  | 40 | 10 | 4.0 |",
        "| p95 | ms |  | 9 |  |  |",
    ]


def test_what_was_not_measured_has_no_line():
    assert [line.what for line in lines({"start": 0.4}, {}, [20])] == ["server start to healthy"]


def test_a_missing_browser_is_said_with_the_way_to_get_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
):
    monkeypatch.setenv("CHROME", "/nowhere/chrome")
    assert chromium.main() == 1
    assert "apt-get install chromium" in capsys.readouterr().err
    with pytest.raises(RuntimeError, match="apt-get install chromium"):
        chromium.launch(None)


def test_as_root_on_debian_a_browser_is_installed(monkeypatch: pytest.MonkeyPatch):
    found: list[str] = []
    commands: list[list[str]] = []

    def install(command: list[str], **_: object):
        commands.append(command)
        found.append("/usr/bin/chromium")
        return type("Done", (), {"returncode": 0})

    monkeypatch.delenv("CHROME", raising=False)
    monkeypatch.setattr(chromium, "find", lambda: found[-1] if len(commands) == 2 else None)
    monkeypatch.setattr(chromium, "_may_install", lambda: True)
    monkeypatch.setattr(chromium.subprocess, "run", install)
    assert chromium.main() == 0
    assert [command[:2] for command in commands] == [["apt-get", "update"], ["apt-get", "install"]]


def test_cards_are_told_beside_their_aims():
    found = cards.Timed(3.1, 0.41, 0.52, 0.9, 0.15, 2.0, 8.2, 9.0, 4.0, 200, (377.4, 475.0, 475.2))
    said = cards.table(found).splitlines()
    assert "| a PNG, warm, median of 200 | s | 0.6 | 0.41 |" in said
    assert "| cards a second in that batch | /s | 4 | 4.0 |" in said
    assert said[-1] == "| memory after 20, 100, 200 cards | MiB | flat | 377, 475, 475 |"
