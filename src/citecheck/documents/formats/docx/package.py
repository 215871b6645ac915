"""Parts of Word files and their relationships (Open Packaging Conventions, ECMA-376 part 2)."""

import posixpath
from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from citecheck.documents.formats.docx.part_edits import relationships_of
from citecheck.documents.xml_tags import attributes
from citecheck.documents.zip_archive import ArchiveKind, ZipArchive
from citecheck.patterns import lazy_pattern

WORD = ArchiveKind("Word file", "open it in Word, and save it again", ".docx")
RELATIONSHIP = lazy_pattern(r"<(?:\w+:)?Relationship\b(?P<attributes>[^<>]*)>")


class Package(ZipArchive, frozen=True):
    """The parts of a Word file; ``main`` is the name of the document's."""

    main: str = ""

    @classmethod
    def of(cls, path: str, data: bytes) -> "Package":
        """Open a Word file. Raises ``DocumentError``."""
        package = cls.opened(path, data, WORD)
        main = package.related("", "officeDocument")
        if not main or not package.has(main):
            raise package.other()
        return replace(package, main=main)

    def relations(self, part: str) -> Iterator[Mapping[str, str]]:
        """The relationships of a part; for the empty name, those of the package."""
        name = relationships_of(part) if part else "_rels/.rels"
        if self.has(name):
            for match in RELATIONSHIP.finditer(self.text(name)):
                yield attributes(match["attributes"])

    def related(self, part: str, kind: str) -> str | None:
        """The target of a part's first internal relationship of a kind."""
        for relation in self.relations(part):
            if relation.get("Type", "").endswith(f"/{kind}") and relation.get("TargetMode") != "External":
                target = relation.get("Target", "")
                if target.startswith("/"):
                    return target.lstrip("/")
                return posixpath.normpath(posixpath.join(posixpath.dirname(part), target))
        return None
