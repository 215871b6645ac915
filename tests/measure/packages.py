"""Downloads packages of npm, pip and apt, and unpacks them."""

import subprocess
import sys
from pathlib import Path


def fetch(folder: Path, kind: str, package: str) -> Path:
    """The package, unpacked once."""
    place = folder / kind / package.replace("/", "_")
    if (place / "done").exists():
        return place
    place.mkdir(parents=True, exist_ok=True)
    commands = {
        "npm": ["npm", "pack", "--silent", package],
        "pip": [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary", ":all:", package],
        "apt": ["apt-get", "download", package],
    }
    subprocess.run(commands[kind], cwd=place, check=True, capture_output=True, timeout=300)
    file = next(f for f in place.iterdir() if f.suffix in (".tgz", ".whl", ".deb"))
    unpack = {".tgz": ["tar", "xzf"], ".whl": ["unzip", "-q", "-o"], ".deb": ["dpkg", "-x"]}[file.suffix]
    subprocess.run([*unpack, str(file), *(["."] if file.suffix == ".deb" else [])], cwd=place, check=True, capture_output=True)
    (place / "done").write_text("")
    return place
