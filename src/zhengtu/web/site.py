"""What every handler works with: settings, release, store, queries, messages; and the context of one rendered page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup, escape

from zhengtu import __version__
from zhengtu.assets import Manifest
from zhengtu.config import Settings, resource_dir
from zhengtu.search.reading import Index
from zhengtu.store.base import Asker, Store
from zhengtu.store.catalogue import Catalogue
from zhengtu.store.json_ld import Context
from zhengtu.store.library import Family, Question, load_families, load_questions
from zhengtu.store.release import Release
from zhengtu.web.addresses import Addresses, path_prefix
from zhengtu.web.answers.names import Names
from zhengtu.web.answers.validity import Calendar, asked_day, calendar, today
from zhengtu.web.language import LANGUAGES, Messages, best_label, has_chinese, label_of, reader_language, written_date
from zhengtu.web.statements import PageQueries

# What every page takes beside its own parameters: the language, the release that an address was cited with, and whether
# long lists are shown as a whole.
LANGUAGE, RELEASE, SHOW = "lang", "release", "show"
WEB_DIR = Path(str(files("zhengtu.web")))


@dataclass(frozen=True, slots=True)
class Site:
    """One service over one release."""

    settings: Settings
    release: Release
    store: Store
    asker: Asker
    addresses: Addresses
    queries: PageQueries
    questions: tuple[Question, ...]
    families: tuple[Family, ...]
    catalogue: Catalogue
    calendar: Calendar
    names: Names
    messages: Messages
    context: Context
    templates: Environment
    assets: Manifest | None

    @classmethod
    def open(cls, settings: Settings, release: Release, store: Store, asker: Asker) -> Site:
        """Read queries, messages and templates; the store stays the caller's until the application closes it."""
        queries_dir = resource_dir("queries")
        prefix = path_prefix(settings.public_url or release.base_iri)
        templates = Environment(
            loader=FileSystemLoader(WEB_DIR / "templates"),
            autoescape=select_autoescape(["html"]),
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        questions = load_questions(queries_dir)
        queries = PageQueries.load(queries_dir)
        return cls(
            settings,
            release,
            store,
            asker,
            Addresses(release.base_iri, prefix),
            queries,
            questions,
            load_families(queries_dir),
            Catalogue.open(store, queries_dir),
            calendar(store, questions),
            Names(queries, store),
            Messages.load(WEB_DIR / "messages.toml"),
            Context.load(resource_dir("ontology")),
            templates,
            Manifest.read(),
        )

    @property
    def search_index(self) -> Index:
        """The full-text index of the release."""
        return Index(self.release.search_index)

    @property
    def public_url(self) -> str:
        """Where the service says that it can be reached, with a slash at the end."""
        return self.settings.public_url or self.release.base_iri


def site_of(request: Request) -> Site:
    """The site that answers this request from its beginning to its end."""
    site: Site = request.scope.get("zhengtu.site") or request.app.state.live.site
    return site


def given_in(request: Request) -> dict[str, list[str]]:
    """What a request gives for parameters of ours; the language and the release cited are the page's own."""
    names = [name for name in dict.fromkeys(request.query_params) if name not in (LANGUAGE, RELEASE)]
    return {name: request.query_params.getlist(name) for name in names}


def requested_path(request: Request) -> str:
    """The path as the client wrote it: %2F is not a slash yet."""
    raw: bytes = request.scope.get("raw_path") or request.url.path.encode()
    return raw.split(b"?")[0].decode("utf-8", "replace")


@dataclass(frozen=True, slots=True)
class Reader:
    """Who a page is made for: the language, and how links keep it; parameters are those of the address."""

    site: Site
    language: str
    chose_language: bool
    path: str
    query: Mapping[str, str]
    parameters: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, request: Request) -> Reader:
        asked = request.query_params.get(LANGUAGE)
        language = reader_language(asked, request.headers.get("accept-language"))
        site, given = site_of(request), request.query_params
        return cls(site, language, asked in LANGUAGES, requested_path(request), dict(given), tuple(given.multi_items()))

    @property
    def on(self) -> date:
        """The day that standings are shown for: today in China where the address names none. Raises BadParameter."""
        return asked_day([value for name, value in self.parameters if name == "on"])

    @property
    def start(self) -> int:
        """How many results the address leaves out; 0 where it gives no number, or one that nobody has results for."""
        given = self.query.get("start", "")
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else 0

    def say(self, key: str, **values: object) -> str:
        """A message in the reader's language."""
        return self.site.messages.say(key, self.language, **values)

    def link(self, path: str, **query: str) -> str:
        """A local path with parameters that keeps a language that the reader chose."""
        if not path.startswith("/"):
            return path
        local = self.site.addresses.local(path)
        return self._with_language(f"{local}?{urlencode(query)}" if query else local)

    def query_link(self, text: str) -> str:
        """The query page with a query filled in."""
        return f"{self.link('/sparql')}{'&' if self.chose_language else '?'}query={quote(text)}"

    def asset(self, name: str) -> str:
        """Where a file of other people's work is; empty where no assets were brought."""
        digest = "" if self.site.assets is None else self.site.assets.files.get(name, "")
        return digest and f"{self.site.addresses.local('/static/vendor/' + name)}?v={digest[:8]}"

    def date(self, iso: str) -> str:
        """A date as the reader writes it."""
        return written_date(iso, self.language)

    def page(self, iri: str) -> str:
        """Where a link to an IRI leads: our page about it, or the IRI itself."""
        local = self.site.addresses.page(iri)
        return iri if local is None else self._with_language(local)

    def text(self, texts: Mapping[str, str]) -> str:
        """The one of several texts that is in the reader's language, else in Chinese, else any."""
        return best_label(texts, self.language) or ""

    def label(self, labels: Mapping[str, Mapping[str, str]], iri: str) -> str:
        """The label of an IRI in the reader's language, else its last part."""
        return label_of(labels, iri, self.language)

    def own(self, text: str) -> Markup:
        """A text of the data; where it is in another language than the page, it says so."""
        if self.language == "zh" or not has_chinese(text):
            return escape(text)
        return Markup('<span lang="zh-CN">{}</span>').format(text)

    def marked(self, text: str) -> Markup:
        """The attribute that says of an element which can hold no other one that its text is Chinese."""
        return Markup(' lang="zh-CN"') if self.language != "zh" and has_chinese(text) else Markup("")

    def titled(self, policy: str, title: str) -> Markup:
        """The title of a policy as the entry of a list; who does not read Chinese tells it by the city."""
        found = self.site.calendar.of(policy, today()) if self.language != "zh" else None
        city = self.site.names.read(found.city, self.language) if found else ""
        return self.own(title) if not city or has_chinese(city) else escape(f"{city} · ") + self.own(title)

    def table_link(self, suffix: str, address: str = "") -> str:
        """A table of this page as a file, for the same parameters; one of several has an address of its own."""
        return f"{self.site.addresses.local(address or self.path)}.{suffix}?{self._kept((LANGUAGE, self.language))}"

    def here(self, **changed: str) -> str:
        """This page with other parameters."""
        kept = {name: value for name, value in self.parameters if name == LANGUAGE} | changed
        return f"{self.site.addresses.local(self.path)}?{urlencode(kept)}"

    @property
    def shows_all(self) -> bool:
        """Whether the address asks for long lists as a whole."""
        return self.query.get(SHOW) == "all"

    @property
    def whole(self) -> str:
        """This page with its long lists as a whole."""
        return f"{self.site.addresses.local(self.path)}?{self._kept((SHOW, 'all'))}"

    def in_language(self, language: str) -> str:
        """This page in the other language."""
        return f"{self.site.addresses.local(self.path)}?{self._kept((LANGUAGE, language))}"

    @property
    def citation(self) -> str:
        """The address of this page with the release that it shows, for citing."""
        own = self.site.addresses.local(self.path).removeprefix(self.site.addresses.prefix + "/")
        return f"{self.site.public_url}{own}?{self._kept((RELEASE, self.site.release.path.name))}"

    @property
    def cited_release(self) -> str | None:
        """The release that the address names, where it is another one than the page shows."""
        cited = self.query.get(RELEASE)
        return None if cited == self.site.release.path.name else cited

    @property
    def today(self) -> str:
        """The day in China."""
        return today().isoformat()

    def render(
        self, template: str, *, status: int = 200, headers: Mapping[str, str] | None = None, **values: Any
    ) -> HTMLResponse:
        """A whole page."""
        html = self.site.templates.get_template(template).render(
            reader=self, say=self.say, link=self.link, own=self.own, version=__version__, **values
        )
        extra = {"Content-Language": self.language, "Vary": "Accept, Accept-Language", **(headers or {})}
        return HTMLResponse(html, status, extra)

    def _kept(self, *new: tuple[str, str]) -> str:
        """The parameters of this page with others in their place."""
        names = {name for name, _value in new} | {RELEASE}
        return urlencode([*((name, value) for name, value in self.parameters if name not in names), *new])

    def _with_language(self, local: str) -> str:
        if not self.chose_language:
            return local
        path, mark, fragment = local.partition("#")
        return f"{path}{'&' if '?' in path else '?'}lang={self.language}{mark}{fragment}"
