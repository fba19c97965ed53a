"""IRIs to the paths under which this service shows them, and back. Nothing is looked up here."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, unquote, urlsplit

from zhengtu.iri import CODE, DEF, VOCABULARY, segment

# What may stand in a path as it is; the percent signs belong to escapes that the IRI itself holds.
_SAFE = "/%:@!$&'()*+,;=~-._#"


def path_prefix(url: str) -> str:
    """The path that a service is reached under, without slash at the end.

    >>> path_prefix("https://example.org/zhengtu/"), path_prefix("http://localhost:8000/")
    ('/zhengtu', '')
    """
    return urlsplit(url).path.rstrip("/")


@dataclass(frozen=True, slots=True)
class Addresses:
    """base_iri is what data IRIs start with; prefix is the path that the service is reached under, "" or "/zhengtu"."""

    base_iri: str
    prefix: str = ""

    def iri_of(self, space: str, path: str) -> str:
        """The IRI that a requested path stands for. space: id, graph (data), code, def (vocabulary).

        Chinese may come raw or percent-encoded; characters that an IRI must escape stay escaped in it.

        >>> Addresses("http://l/").iri_of("id", "agency/370781/%E5%95%86%E5%8A%A1%E5%B1%80")
        'http://l/id/agency/370781/商务局'
        >>> Addresses("http://l/").iri_of("id", "agency/1/A%2fB")
        'http://l/id/agency/1/A%2FB'
        """
        base = VOCABULARY if space in ("code", "def") else self.base_iri
        steps = "/".join(segment(unquote(step)) for step in path.split("/"))
        return f"{base}{space}/{steps}" if steps else f"{base}{space}"

    def page(self, iri: str) -> str | None:
        """The local path of the page about an IRI; None where the IRI is not ours.

        >>> Addresses("http://l/").page("http://l/id/agency/1/A%2FB")
        '/doc/agency/1/A%2FB'
        >>> Addresses("http://l/").page("https://w3id.org/zhengtu/def#Policy")
        '/def#Policy'
        """
        for start, space in ((f"{self.base_iri}id/", "/doc/"), (f"{self.base_iri}graph/", "/graph/"), (CODE, "/code/")):
            if iri.startswith(start):
                return self.local(space + iri[len(start) :])
        if iri.startswith((DEF, f"{VOCABULARY}def/")) or iri == f"{VOCABULARY}def":
            return self.local("/" + iri[len(VOCABULARY) :])
        return None

    def document(self, iri: str) -> str:
        """The IRI of the page about one of our IRIs, as published data names it.

        >>> Addresses("http://l/").document("http://l/id/policy/a")
        'http://l/doc/policy/a'
        >>> Addresses("http://l/").document("https://w3id.org/zhengtu/code/unit/CNY")
        'http://l/code/unit/CNY.html'
        """
        if iri.startswith(VOCABULARY) and not iri.startswith(f"{self.base_iri}id/"):
            return f"{self.base_iri}{iri.removeprefix(VOCABULARY)}.html"
        return iri.replace(f"{self.base_iri}id/", f"{self.base_iri}doc/", 1)

    def local(self, path: str) -> str:
        """A path on this service, ready for a link or a header."""
        return self.prefix + quote(path, safe=_SAFE)
