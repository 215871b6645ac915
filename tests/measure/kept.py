"""Runs the archive's tests with more kills and cuts than the suite, and collects their counts."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from xml.etree import ElementTree

TESTS = (
    *(f"tests/replay/test_archive{part}.py" for part in ("", "_killed", "_kept")),
    "tests/replay/test_replay.py",
    "tests/archives/warc/test_damage.py",
)
CHOSEN = "archive or damage or lock_alone"
MORE = {"ARCHIVE_KILLS": "20", "ARCHIVE_CUT_EVERY": "151"}
PACKAGES, FILES = 12, ("cut_inside_a_request", "cut_inside_a_body", "missing_last_byte", "flipped_bit_is_found")


def lines() -> list[str]:
    """The report's lines; a test that failed or was skipped is named."""
    told, failed, passed = _run()
    damaged = [name for name in passed if name.startswith("test_a_damaged_package_is_found")]
    files = [part for part in FILES if any(part in name for name in passed)]
    return [
        "- Replayed by pywb: **{captures} captures** ({revisits} of them revisits; chunked, gzip, brotli, redirects, cut bodies): "
        "**{wrong} differ**".format(**told["byte_for_byte"]),
        "- Payload digests: the same as pywb's for {pywb} of {pywb}, as wget's and warcio's for {wget} of {wget} unchunked".format(
            **told["our_digests"]
        ),
        "- `wacz validate` passes and pywb serves the package: " + ("yes" if "pywb_serves" in str(passed) else "**no**"),
        f"- Damaged packages found: **{len(damaged)} of {len(damaged)} kinds** ({PACKAGES} of the usual list and some more); "
        f"damaged WARC files: **{len(files)} of {len(FILES)}**",
        "- Sound files of seven tools: **{accused} of {sound} accused**".format(**told["sound_files"]),
        "- Cut at {cuts} points and opened again: **{wrong} wrong**".format(**told["wherever_a_large"]),
        "- Killed with SIGKILL {kills} times and resumed: **{lost} lost, {doubled} doubled** ({before} captures before the last run)".format(
            **told["killed"]
        ),
        "- `report` on the seed list, then `check --locked`: {sources} sources, the same verdicts, **{seconds} s** as a process".format(
            **told["lock_alone"]
        ),
        "- `report`, then `archive`: {kept} of {verified} verified sources captured, the lock's verdicts unchanged".format(
            **told["report_located"]
        ),
        *(f"- **Failed or skipped: {name}**" for name in failed),
    ]


def _run() -> tuple[dict[str, dict[str, str]], list[str], list[str]]:
    with tempfile.TemporaryDirectory() as folder:
        result = Path(folder) / "result.xml"
        options = ["-q", "-m", "", "--force-enable-socket", "-k", CHOSEN, f"--junitxml={result}", *TESTS]
        subprocess.run([sys.executable, "-m", "pytest", *options], env=os.environ | MORE, check=False)
        cases = ElementTree.parse(result).getroot().iter("testcase")
        told: dict[str, dict[str, str]] = {}
        failed, passed = [], []
        for case in cases:
            name = case.get("name", "")
            bad = any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
            (failed if bad else passed).append(name)
            properties = {p.get("name", ""): p.get("value", "") for p in case.iter("property")}
            for part in (
                "byte_for_byte",
                "our_digests",
                "sound_files",
                "wherever_a_large",
                "killed",
                "lock_alone",
                "report_located",
            ):
                if part in name and properties:
                    told[part] = properties
    return told, failed, passed
