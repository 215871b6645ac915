"""A web address whose server says that there is nothing (404 or 410).

Only the server's own word makes a link dead, and it is asked twice. A page that blocks us, a server in trouble, or no network never does.
"""

from collections.abc import Iterator
from typing import ClassVar

from citecheck.model.finding import Finding, Severity
from citecheck.model.report import Examined
from citecheck.model.web import Gone
from citecheck.ports import Rule


class DeadLink:
    """404 and 410."""

    code: ClassVar[str] = "CC201"
    name: ClassVar[str] = "dead-link"
    severity: ClassVar[Severity] = "error"

    def judge(self, examined: Examined) -> Iterator[Finding]:
        """A finding wherever the address stands."""
        for address, link in examined.links:
            if isinstance(link, Gone):
                yield Finding(
                    self.code,
                    self.name,
                    self.severity,
                    f"the page is gone: {link.reason}: {address.url}",
                    examined.document.path,
                    address.place,
                    address.span,
                    address.label,
                    url=address.url,
                )


PLUGIN: type[Rule] = DeadLink
