"""The same invented works as bibliographies of every format."""

import html
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


def front_matter() -> str:
    """The items in the metadata of a Markdown document that cites them."""
    return f"---\ntitle: Rivers\n{csl_yaml()}lang: en\n---\n\n{' '.join(f'Somebody said so [@w{n}].' for n in range(1, len(WORKS) + 1))}\n"


def hayagriva() -> str:
    return "\n".join(
        f"w{n}:\n  type: article\n  author: {', '.join(reversed(author.split()))}\n  title: '{title}'\n  date: {date}\n"
        f"  parent:\n    type: newspaper\n    title: {outlet}\n{f'  url: {url}{chr(10)}' if url else ''}"
        for n, (author, title, outlet, date, url) in enumerate(WORKS, 1)
    )


def _escaped() -> list[list[str]]:
    """The works, as XML writes text."""
    return [[html.escape(field, quote=False) for field in work] for work in WORKS]


def jats() -> str:
    """Half of the references with fields, half as text."""
    refs, calls = [], []
    for n, (author, title, outlet, date, url) in enumerate(_escaped(), 1):
        given, family = author.split()
        link = f'<ext-link ext-link-type="uri" xlink:href="{url}">{url}</ext-link>' if url else ""
        name = f"<name><surname>{family}</surname><given-names>{given}</given-names></name>"
        day, month, year = date.split()
        fields = (
            f'<element-citation publication-type="newspaper">\n<person-group person-group-type="author">{name}</person-group>\n'
            f"<article-title>{title}</article-title><source>{outlet}</source>\n"
            f"<day>{day}</day><month>{month}</month><year>{year}</year>\n{link}\n</element-citation>"
        )
        words = (
            f"<mixed-citation>{author}, “{title}”, <italic>{outlet}</italic>, {date}{f', {link}' if link else ''}.</mixed-citation>"
        )
        refs.append(f'<ref id="B{n}"><label>{n}.</label>{fields if n % 2 else words}</ref>')
        calls.append(f'<p>Said so.<xref ref-type="bibr" rid="B{n}">{n}</xref></p>')
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="other" xml:lang="en">\n<body>\n'
        + "\n".join(calls)
        + "\n</body>\n<back><ref-list>\n"
        + "\n".join(refs)
        + "\n</ref-list></back></article>\n"
    )


def tei() -> str:
    """Half of the works with fields, half as text."""
    entries = []
    for n, (author, title, outlet, date, url) in enumerate(_escaped(), 1):
        given, family = author.split()
        if n % 2:
            link = f'<ptr target="{url}"/>' if url else ""
            entries.append(
                f'<biblStruct xml:id="w{n}">\n  <analytic>\n    <title level="a">{title}</title>\n    <author><persName><forename>{given}</forename>'
                f"<surname>{family}</surname></persName></author>{link}\n  </analytic>\n"
                f'  <monogr><title level="j">{outlet}</title><imprint><date>{date}</date></imprint></monogr>\n</biblStruct>'
            )
        else:
            link = f', <ref target="{url}">{url}</ref>' if url else ""
            words = f'{author}, “{title}”, <hi rend="italic">{outlet}</hi>, {date}{link}.'
            entries.append(f'<bibl xml:id="w{n}">{words}</bibl>')
    return (
        '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en">\n<text><back><listBibl>\n'
        + "\n".join(entries)
        + "\n</listBibl></back></text></TEI>\n"
    )


def endnote() -> str:
    records = []
    for n, (author, title, outlet, date, url) in enumerate(_escaped(), 1):
        address = f"<urls><related-urls><url>{url}</url></related-urls></urls>" if url else "<urls/>"
        year = date.split()[-1]
        records.append(
            f'<record><ref-type name="Newspaper Article">23</ref-type><rec-number>{n}</rec-number><contributors><authors><author>'
            f'<style face="normal">{", ".join(reversed(author.split()))}</style></author></authors></contributors>'
            f"<titles><title>{title}</title><secondary-title>{outlet}</secondary-title></titles>"
            f"<dates><year>{year}</year><pub-dates><date>{date}</date></pub-dates></dates>{address}</record>"
        )
    return '<?xml version="1.0" encoding="UTF-8"?><xml><records>' + "\n".join(records) + "</records></xml>\n"


def endnote_of_version_7() -> str:
    records = []
    for n, (author, title, outlet, date, url) in enumerate(_escaped(), 1):
        *day, year = date.split()
        records.append(
            f"<RECORD><REFERENCE_TYPE>5</REFERENCE_TYPE><REFNUM>{n}</REFNUM><AUTHORS><AUTHOR>{', '.join(reversed(author.split()))}</AUTHOR></AUTHORS>"
            f"<YEAR>{year}</YEAR><TITLE>{title}</TITLE><SECONDARY_TITLE>{outlet}</SECONDARY_TITLE><DATE>{' '.join(day)}</DATE>"
            + (f"<URL>{url}</URL>" if url else "")
            + "</RECORD>"
        )
    return "<XML><RECORDS>\n" + "\n".join(records) + "\n</RECORDS></XML>\n"
