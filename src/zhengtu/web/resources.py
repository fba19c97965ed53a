"""Every resource of the graph under its address: /id → 303 → /doc, /def, /code and /graph, as page or as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from fastapi import APIRouter, Request, Response
from starlette.exceptions import HTTPException

from zhengtu.iri import VOCABULARY
from zhengtu.store import formats
from zhengtu.store.base import Answer
from zhengtu.store.json_ld import compacted
from zhengtu.web.alternates import alternates, embedded, link_header
from zhengtu.web.negotiate import choose
from zhengtu.web.ontology import read_ontology
from zhengtu.web.pages import dataset, policy, resource
from zhengtu.web.problems import HTML
from zhengtu.web.site import Reader, Site, requested_path, site_of
from zhengtu.web.sparql import send

router = APIRouter()

_ALL = f"{VOCABULARY}def"
_MEDIA_TYPES = (HTML, *(known.media_type for known in formats.GRAPHS))


@dataclass(frozen=True, slots=True)
class Target:
    """A requested address: the resource that it is about, and the format where a suffix names one."""

    iri: str
    path: str
    suffix: str | None


@router.get("/id/{path:path}", summary="A thing: leads to the document about it", status_code=303)
def get_thing(request: Request) -> Response:
    """Lead to the document about a thing of the graph."""
    site, target = site_of(request), _target(request, "id")
    _require(site, target.iri)
    return _see_other(request, site.addresses.page(target.iri))


@router.get("/doc/{path:path}", summary="The document about a thing, in HTML or as data", response_class=Response)
def get_document(request: Request) -> Response:
    """Show what the graph says about a thing."""
    site, target = site_of(request), _target(request, "id", "doc")
    media_type = _negotiate(request, target, _MEDIA_TYPES)
    if media_type == HTML:
        return _page(request, target, policy.is_policy(site, target.iri))
    _require(site, target.iri)
    return _data(request, _description(site, target), media_type, target)


@router.get("/code/{path:path}", summary="An entry of a code list", response_class=Response)
def get_code(request: Request) -> Response:
    """Show a code; its IRI is the same on every deployment."""
    return _shared(request, _target(request, "code"))


@router.get("/def/{path:path}", summary="A part of the vocabulary", response_class=Response)
def get_module(request: Request) -> Response:
    """Show a module of the vocabulary, also by its published version; the vocabulary by its version."""
    target = _of_version(site_of(request), _target(request, "def"))
    return _vocabulary(request, target) if target.iri == _ALL else _shared(request, target)


@router.get("/def", summary="The vocabulary", response_class=Response)
@router.get("/def.{suffix}", summary="The vocabulary as data", response_class=Response)
def get_vocabulary(request: Request, suffix: str | None = None) -> Response:
    """Show all classes and properties, where their IRIs lead."""
    return _vocabulary(request, Target(_ALL, "/def", suffix))


@router.get("/ontology", summary="The ontology: modules, terms, code lists", response_class=Response)
@router.get("/ontology.{suffix}", summary="The ontology as data", response_class=Response)
def get_ontology(request: Request, suffix: str | None = None) -> Response:
    """Show the vocabulary under the address that people look for."""
    return _vocabulary(request, Target(_ALL, "/ontology", suffix))


def _vocabulary(request: Request, target: Target) -> Response:
    site = site_of(request)
    media_type = _negotiate(request, target, _MEDIA_TYPES)
    if media_type == HTML:
        reader = Reader.of(request)
        ontology = read_ontology(site.store, site.queries)
        about = site.store.describe(_ALL, formats.JSON_LD.media_type)
        return reader.render("ontology.html", ontology=ontology, **_forms(site, target, about))
    graph = f"{site.release.base_iri}graph/vocabulary"
    return _data(request, site.queries.text("named-graph", graph=graph), media_type, target)


@router.get("/.well-known/void", summary="The description of the dataset (VoID)", response_class=Response)
@router.get("/dataset", summary="The dataset: figures, dumps, licence, as page or as data", response_class=Response)
@router.get("/dataset.{suffix}", summary="The description of the dataset as data", response_class=Response)
def get_dataset(request: Request, suffix: str | None = None) -> Response:
    """Describe the dataset in VoID, DCAT and PROV; who asks for no format at the well-known place gets Turtle."""
    site, base = site_of(request), site_of(request).release.base_iri
    target = Target(f"{base}id/dataset", "/dataset", suffix)
    _require(site, target.iri)
    is_page = requested_path(request).startswith("/dataset")
    media_type = _negotiate(request, target, _MEDIA_TYPES if is_page else (*_MEDIA_TYPES[1:], HTML))
    graph = f"{base}graph/dataset"
    if media_type == HTML:
        reader = Reader.of(request)
        view = dataset.build(reader)
        itself = site.queries.text("dataset-itself", dataset=target.iri, document=f"{site.public_url}dataset")
        about = site.store.query(itself, formats.JSON_LD.media_type)
        return reader.render("dataset.html", dataset=view, **_forms(site, target, about))
    document = f"{base}dataset"
    text = site.queries.text(
        "dataset", graph=graph, document=document, dataset=target.iri, base=base, service=site.public_url
    )
    return _data(request, text, media_type, target)


@router.get("/graph", summary="The named graphs: leads to the dataset, which lists them", status_code=303)
@router.get("/graph/", status_code=303, include_in_schema=False)
def get_graphs(request: Request) -> Response:
    """Lead to the description of the dataset, as page or as data."""
    return _see_other(request, site_of(request).addresses.local("/dataset"))


@router.get(
    "/graph/{path:path}", summary="A named graph; leads a browser to the page about it", response_class=Response
)
def get_graph(request: Request) -> Response:
    """Give all triples of a named graph; who asks for HTML is led to the policy that it is of, or to what it is."""
    site, target = site_of(request), _target(request, "graph")
    rows = site.queries.rows(site.store, "graph-about", graph=target.iri)
    if not rows:
        raise HTTPException(404, f"There is no graph <{target.iri}>")
    media_type = _negotiate(request, target, (*_MEDIA_TYPES[1:], HTML))
    if media_type == HTML:
        about = rows[0].get("about")
        return _see_other(request, site.addresses.page(about.value) if about else site.addresses.local("/dataset"))
    return _data(request, site.queries.text("named-graph", graph=target.iri), media_type, target)


def _see_other(request: Request, place: str | None) -> Response:
    """Lead to the document about what was asked for, with the parameters given."""
    query = request.url.query
    return Response(
        status_code=303, headers={"Location": f"{place}?{query}" if query else place or "", "Vary": "Accept"}
    )


def _shared(request: Request, target: Target) -> Response:
    site = site_of(request)
    media_type = _negotiate(request, target, _MEDIA_TYPES)
    if media_type == HTML:
        return _page(request, target, is_policy=False)
    _require(site, target.iri)
    return _data(request, _description(site, target), media_type, target)


def _target(request: Request, space: str, shown: str | None = None) -> Target:
    site = site_of(request)
    path = requested_path(request).removeprefix(f"/{shown or space}/")
    suffix = path.rsplit(".", 1)[-1] if "." in path else ""
    if suffix in ("html", *formats.GRAPH_SUFFIX_SYNONYMS, *(known.suffix for known in formats.GRAPHS)):
        path = path[: -len(suffix) - 1]
    else:
        suffix = ""
    iri = site.addresses.iri_of(space, path)
    return Target(iri, f"/{shown or space}/{path}", suffix or None)


def _of_version(site: Site, target: Target) -> Target:
    """What the IRI of a version stands for; a version that the release does not hold stays what it is."""
    rows = site.queries.rows(site.store, "version-of", version=target.iri)
    return replace(target, iri=rows[0]["ontology"].value) if rows else target


def _require(site: Site, iri: str) -> None:
    if not site.store.contains(iri):
        raise HTTPException(404, f"The graph says nothing about <{iri}>")


def _negotiate(request: Request, target: Target, offered: Sequence[str]) -> str:
    if target.suffix:
        suffix = formats.GRAPH_SUFFIX_SYNONYMS.get(target.suffix, target.suffix)
        found = HTML if suffix == "html" else getattr(formats.by_suffix(suffix), "media_type", None)
        if found not in offered:
            raise HTTPException(404, f"{target.path} is not offered as .{target.suffix}")
        return str(found)
    accept = request.headers.get("accept")
    chosen = choose(accept, offered, formats.GRAPH_SYNONYMS)
    if chosen is None:
        raise HTTPException(406, f"Accept is {accept!r}; {target.path} is offered as {', '.join(offered)}")
    return chosen


def _description(site: Site, target: Target) -> str:
    """The query for what the graph says of a thing; what is shared by all deployments brings its parts."""
    name = "describe" if target.path.startswith("/doc/") else "describe-shared"
    return site.queries.text(name, resource=target.iri, document=site.addresses.document(target.iri))


def _page(request: Request, target: Target, is_policy: bool) -> Response:
    reader = Reader.of(request)
    site = reader.site
    view = policy.build(reader, target.iri) if is_policy else resource.build(reader, target.iri)
    if view is None:
        raise HTTPException(404, f"The graph says nothing about <{target.iri}>")
    kind = "policy" if is_policy else "resource"
    about = site.store.query(_description(site, target), formats.JSON_LD.media_type)
    values: dict[str, Any] = {kind: view, **_forms(site, target, about)}
    return reader.render(f"{kind}.html", **values)


def _data(request: Request, query: str, media_type: str, target: Target) -> Response:
    """Answer with data; JSON-LD is in the terms of our context, like the dumps."""
    site = site_of(request)
    if media_type == formats.JSON_LD.media_type:
        found = site.store.query(query, formats.N_TRIPLES.media_type)
        response = send(Answer(compacted(found.body, site.context), media_type))
    else:
        response = send(site.store.query(query, media_type))
    response.headers.update(_headers(site, target))
    return response


def _forms(site: Site, target: Target, about: Answer) -> dict[str, Any]:
    """What every page of a resource takes: its headers, where it is as data, and what is said in JSON-LD."""
    found = alternates(site.addresses, target.path)
    return {"headers": _headers(site, target), "alternates": found, "json_ld": embedded(about)}


def _headers(site: Site, target: Target) -> dict[str, str]:
    links = link_header(alternates(site.addresses, target.path))
    if not target.path.startswith("/graph/"):
        html = site.addresses.local(target.path + ".html")
        links = f'<{html}>; rel="alternate"; type="{HTML}", {links}'
    return {"Link": links, "Vary": "Accept, Accept-Language"}
