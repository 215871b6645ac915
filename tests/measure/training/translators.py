"""Real works from the test cases of Zotero's translators: newspapers, blogs and web pages, which bibliographies hardly have.

The cases of a translator stand at the end of its file, as JSON: what it is to read from a page. Nothing of them is kept.
"""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from citecheck.language.alphanumeric import letters
from tests.measure.labels.restore import git_directories

REPOSITORY, COMMIT = "zotero/translators", "2814370161d05d799086825fac8d499db3a33aa3"
CASES = re.compile(
    r"/\*\* BEGIN TEST CASES \*\*/\s*(?:var|let|const) testCases = (\[.*\]);?\s*/\*\* END TEST CASES \*\*/", re.DOTALL
)
OF_A_TRANSLATOR = 25  # works
FEWEST = 4  # letters of a title
# Types of Zotero and of CSL (https://aurimasv.github.io/z2csl/typeMap.xml).
TYPES = {
    "blogPost": "post-weblog",
    "book": "book",
    "bookSection": "chapter",
    "computerProgram": "software",
    "conferencePaper": "paper-conference",
    "document": "document",
    "encyclopediaArticle": "entry-encyclopedia",
    "journalArticle": "article-journal",
    "magazineArticle": "article-magazine",
    "newspaperArticle": "article-newspaper",
    "report": "report",
    "thesis": "thesis",
    "webpage": "webpage",
}
CONTAINERS = ("publicationTitle", "bookTitle", "proceedingsTitle", "encyclopediaTitle", "blogTitle", "websiteTitle")
PUBLISHERS = ("publisher", "university", "institution", "company")

Item = dict[str, Any]


def read_translators(checkouts: Path) -> Iterator[Item]:
    """Works as CSL items, each title once. Raises ValueError if the repository is not in the checkouts."""
    folder = next(git_directories(checkouts, REPOSITORY), None)
    if folder is None:
        raise ValueError(f"{checkouts} has no {REPOSITORY}; fetch it at commit {COMMIT}")
    seen: set[str] = set()
    for name in sorted(_git(folder, "ls-tree", "-r", "--name-only", "-z", COMMIT).split("\0")):
        taken = 0
        for item in works_of_cases(_git(folder, "show", f"{COMMIT}:{name}")) if name.endswith(".js") else ():
            key = letters(str(item["title"]))
            if len(key) >= FEWEST and key not in seen and taken < OF_A_TRANSLATOR:
                seen.add(key)
                taken += 1
                yield item


def works_of_cases(text: str) -> Iterator[Item]:
    """The works of a translator's test cases; none if they cannot be read."""
    match = CASES.search(text)
    try:
        cases = json.loads(match[1]) if match else []
    except ValueError:
        return
    for case in cases:
        items = case.get("items") if isinstance(case, dict) else None
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and item.get("itemType") in TYPES and item.get("title"):
                yield _csl(item)


def _csl(item: Item) -> Item:
    found = {"type": TYPES[item["itemType"]], "title": item["title"]}
    for variable, names in (("container-title", CONTAINERS), ("publisher", PUBLISHERS), ("publisher-place", ("place",))):
        if value := next((item[name] for name in names if item.get(name)), None):
            found[variable] = value
    for role in ("author", "editor"):
        found[role] = [
            {"given": one.get("firstName", ""), "family": one["lastName"]}
            for one in item.get("creators", ())
            if one.get("creatorType") == role and one.get("lastName")
        ]
    return found


def _git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "--git-dir", str(folder), *command], check=True, capture_output=True)
    return done.stdout.decode("utf-8", "replace")
