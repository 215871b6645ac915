"""`citecheck plan`: estimates the requests of a run."""

import re
from collections.abc import Sequence

from msgspec.structs import replace

from citecheck import pipeline
from citecheck.app import wiring
from citecheck.app.rate_limits import request_intervals
from citecheck.citations.parsed import own_url
from citecheck.config.settings import Settings
from citecheck.links.exclusions import is_asked
from citecheck.links.wrapped_urls import plain
from citecheck.model.document import Document
from citecheck.model.report import Unread, read_and_unread
from citecheck.patterns import lazy_pattern
from citecheck.sources.plan import Plan
from citecheck.sources.plan import plan as count
from citecheck.sources.query import query

MAIL = lazy_pattern(r"(?<![a-z])mailto:([^\s\"'<>()?]{1,320})", re.IGNORECASE)  # RFC 6068; an address has at most 320 characters


def plan(documents: Sequence[Document], unread: Sequence[Unread], settings: Settings) -> Plan:
    """The requests per service that ``report`` would send for the documents, and the time; sends none."""
    result, faults = read_and_unread(pipeline.read_only(documents))
    sources = [d.source for one in result for d in one.source_results if not d.source.short]
    urls = dict.fromkeys([plain(a.url) for d in documents for a in d.addresses] + [url for s in sources if (url := own_url(s))])
    urls = {url: None for url in urls if is_asked(url, settings.links.exclude, settings.links.include)}
    chosen = wiring.plugins_of(settings)
    providers = chosen.providers if chosen.send == "title" else ()
    counted = count(urls, [query(s) for s in sources], providers, chosen.archives, request_intervals(settings))
    mails = len({address.lower() for document in documents for address in MAIL.findall(document.text)})
    return replace(counted, unread=(*unread, *faults), mail_links=mails)
