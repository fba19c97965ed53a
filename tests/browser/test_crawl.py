"""Every link from the home page leads somewhere; anchors too. Of what is of one kind, a few are followed."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator
from html.parser import HTMLParser
from urllib.error import HTTPError
from urllib.parse import parse_qsl, quote, unquote, urldefrag, urljoin, urlsplit
from urllib.request import Request, urlopen

import pytest

OF_ONE_KIND = 2


class Page(HTMLParser):
    """The links, loads and anchors of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.loads: list[str] = []
        self.anchors: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.anchors.add(given["id"])
        if tag in ("a", "link") and "href" in given:
            self.links.append(given["href"])
        if "src" in given:
            self.loads.append(given["src"])
        if tag == "link" and given.get("rel") in ("stylesheet", "icon"):
            self.loads.append(given["href"])


def kind(address: str) -> tuple[object, ...]:
    """What addresses of one kind have in common: the first steps, how deep they are, the format, the parameters."""
    parts = urlsplit(address)
    steps = unquote(parts.path).strip("/").split("/")
    suffix = re.search(r"\.[a-z]+$", steps[-1])
    own = steps[1:2] if steps[0] == "doc" else []
    return (steps[0], *own, len(steps), suffix and suffix[0], *sorted(name for name, _ in parse_qsl(parts.query)))


def fetch(address: str) -> tuple[int, Page | None]:
    request = Request(quote(address, safe="/:?&=%#+~!$'()*,;@-._"), headers={"Accept": "text/html, */*;q=0.1"})
    try:
        with urlopen(request, timeout=60) as answer:
            html = answer.headers.get_content_type() == "text/html"
            return answer.status, Page(answer.read().decode()) if html else None
    except HTTPError as error:
        return error.code, None


def crawl(address: str, of_one_kind: int) -> Iterator[str]:
    """Walk from the home page; yield what is wrong."""
    waiting: deque[tuple[str, str]] = deque([(f"{address}/", "")])
    seen: dict[str, Page | None] = {}
    kinds: Counter[tuple[object, ...]] = Counter()
    anchors: list[tuple[str, str, str]] = []
    while waiting:
        target, source = waiting.popleft()
        place, anchor = urldefrag(target)
        if anchor:
            anchors.append((place, unquote(anchor), source))
        if place in seen or not place.startswith(f"{address}/") or kinds[kind(place)] >= of_one_kind:
            continue
        kinds[kind(place)] += 1
        status, page = fetch(place)
        seen[place] = page
        if status != 200:
            yield f"{source} links {place}, which answers {status}"
        if page is not None:
            yield from (f"{place} loads {load}" for load in page.loads if not urljoin(place, load).startswith(address))
            waiting.extend((urljoin(place, link), place) for link in page.links)
    for place, anchor, source in anchors:
        page = seen.get(place)
        if page is not None and anchor not in page.anchors:
            yield f"{source} links {place}#{anchor}, and the page has no such place"


def test_no_link_from_the_home_page_is_broken(address: str) -> None:
    assert list(crawl(address, OF_ONE_KIND)) == []


@pytest.mark.long
def test_no_link_at_all_is_broken(address: str) -> None:
    assert list(crawl(address, 10**6)) == []
