"""The progress line of a run on a terminal."""

import io
import sys

from citecheck.cli import _progress
from citecheck.cli._progress import ProgressLine, _Stage, shown


def test_a_line_tells_the_stage_its_share_and_the_time_that_is_left() -> None:
    assert shown("links", _Stage(40, 0.0, 10, "a.example"), 30.0) == "links #####--------------- 10/40 1:30 left a.example"
    assert shown("links", _Stage(40, 0.0, 10), 1.0) == "links #####--------------- 10/40"
    assert shown("links", _Stage(40, 0.0, 50), 1.0) == "links #################### 40/40"
    assert shown("read", _Stage(None, 0.0, 3), 1.0) == "read 3"


def test_what_others_write_replaces_the_line_and_nothing_is_left_at_the_end(monkeypatch) -> None:
    monkeypatch.setattr(_progress, "EVERY", 0)
    screen = io.StringIO()
    with ProgressLine(screen, lambda: 0.0) as line:
        line.stage("links", 2)
        print("a message", file=sys.stderr)
        line.advance("links")
        line.advance("unknown")
        line.detail("links", "a.example")
    assert sys.stderr is not line
    assert "\ra message\n" in screen.getvalue() and "1/2 a.example" in screen.getvalue()
    assert screen.getvalue().rsplit("\r", 2)[1:] == [" " * len("links ##########---------- 1/2 a.example"), ""]
