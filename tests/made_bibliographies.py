"""The same invented works as bibliographies of every format."""

import json
import re

from tests.made_works import WORKS


def tex(words: str) -> str:
    return re.sub(r"[#$%&_{}]", r"\\\g<0>", words).replace("~", r"\~{}")


def bibtex() -> str:
    entries = []
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        address = f",\n  url     = {{{url}}}" if url else ""
        entries.append(
            f"@article{{w{n},\n  author  = {{{author}}},\n  title   = {{{tex(title)}}},\n  journal = {{{outlet}}},\n  date    = {{{date}}}{address}\n}}\n"
        )
    return "@comment{made}\n\n" + "\n".join(entries)


def csl_json() -> str:
    items = []
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        given, family = author.split()
        item = {"id": f"w{n}", "type": "article-newspaper", "title": title, "container-title": outlet, "issued": {"raw": date}}
        items.append(item | {"author": [{"family": family, "given": given}]} | ({"URL": url} if url else {}))
    return json.dumps(items, indent=2, ensure_ascii=False) + "\n"


def ris() -> str:
    records = []
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        address = f"UR  - {url}\n" if url else ""
        given, family = author.split()
        records.append(
            f"TY  - NEWS\nID  - w{n}\nAU  - {family}, {given}\nTI  - {title}\nT2  - {outlet}\nDA  - {date}\n{address}ER  - \n"
        )
    return "\n".join(records)


def csl_yaml() -> str:
    items = []
    for n, (author, title, outlet, date, url) in enumerate(WORKS, 1):
        given, family = author.split()
        address = f"  URL: {url}\n" if url else ""
        items.append(
            f"- id: w{n}\n  type: article-newspaper\n  author:\n  - family: {family}\n    given: {given}\n  title: {json.dumps(title, ensure_ascii=False)}\n"
            f"  container-title: {outlet} # printed\n  issued: {date}\n{address}"
        )
    return "# Made\nreferences:\n" + "\n".join(items)


def hayagriva() -> str:
    return "\n".join(
        f"w{n}:\n  type: article\n  author: {', '.join(reversed(author.split()))}\n  title: '{title}'\n  date: {date}\n"
        f"  parent:\n    type: newspaper\n    title: {outlet}\n{f'  url: {url}{chr(10)}' if url else ''}"
        for n, (author, title, outlet, date, url) in enumerate(WORKS, 1)
    )
