"""Any SPARQL 1.1 endpoint as a store, through SPARQLWrapper. Endpoints differ; their quirks are evened out here."""

from __future__ import annotations

import json
import math
import urllib.error
from collections.abc import Sequence
from email.message import Message

from SPARQLWrapper import POST, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import (
    EndPointInternalError,
    EndPointNotFound,
    QueryBadFormed,
    SPARQLWrapperException,
)

from zhengtu.errors import MalformedQuery, QueryTimeout, StoreUnavailable
from zhengtu.store import formats, guard
from zhengtu.store.base import Answer

_NOT_IN_IRI = set(' <>"{}|\\^`')


class RemoteStore:
    """Answers from an endpoint by its address. Without a dataset the endpoint's own default graph is used."""

    def __init__(self, endpoint: str, *, timeout_s: float = 30.0) -> None:
        self._endpoint = endpoint
        self._timeout_s = timeout_s

    def query(
        self,
        text: str,
        accept: str,
        *,
        default_graphs: Sequence[str] = (),
        named_graphs: Sequence[str] = (),
        timeout_s: float | None = None,
    ) -> Answer:
        guard.inspect(text)
        wrapper = SPARQLWrapper(self._endpoint)
        wrapper.setQuery(text)
        wrapper.setMethod(POST)
        wrapper.setOnlyConneg(True)
        wrapper.addCustomHttpHeader("Accept", accept)
        for iri in default_graphs:
            wrapper.addParameter("default-graph-uri", iri)
        for iri in named_graphs:
            wrapper.addParameter("named-graph-uri", iri)
        limit_s = timeout_s or self._timeout_s
        wrapper.setTimeout(math.ceil(limit_s))
        return self._send(wrapper, accept, limit_s)

    def describe(self, iri: str, accept: str) -> Answer:
        return self.query(f"CONSTRUCT {{ {_quoted(iri)} ?p ?o }} WHERE {{ {_quoted(iri)} ?p ?o }}", accept)

    def contains(self, iri: str) -> bool:
        answer = self.query(f"ASK {{ {_quoted(iri)} ?p ?o }}", formats.JSON.media_type)
        return bool(json.loads(answer.body).get("boolean"))

    def close(self) -> None:
        """Do nothing: every query has its own connection."""

    def _send(self, wrapper: SPARQLWrapper, accept: str, limit_s: float) -> Answer:
        try:
            response = wrapper.query().response
            with response:
                return _whole(response.read(), response.headers, accept, self._endpoint)
        except QueryBadFormed as error:
            raise MalformedQuery(f"{self._endpoint} refused the query: {_detail(error)}") from error
        except (EndPointNotFound, EndPointInternalError, SPARQLWrapperException) as error:
            raise StoreUnavailable(f"{self._endpoint} failed: {_detail(error)}") from error
        except TimeoutError as error:
            raise QueryTimeout(f"{self._endpoint} did not answer within {limit_s:g} s") from error
        except urllib.error.HTTPError as error:
            with error:
                raise StoreUnavailable(f"{self._endpoint} answered {error.code} {error.reason}") from error
        except urllib.error.URLError as error:
            if isinstance(error.reason, TimeoutError):
                raise QueryTimeout(f"{self._endpoint} did not answer within {limit_s:g} s") from error
            raise StoreUnavailable(f"{self._endpoint} cannot be reached: {error.reason}") from error
        except OSError as error:
            raise StoreUnavailable(f"{self._endpoint} broke off: {error}") from error


def _whole(body: bytes, headers: Message, accept: str, endpoint: str) -> Answer:
    """Refuse an answer in another format and, in JSON, one that was cut under a status of 200."""
    media_type = headers.get_content_type()
    if media_type not in (accept, "application/json", "application/octet-stream", "text/plain"):
        raise StoreUnavailable(f"{endpoint} answered in {media_type} where {accept} was asked for")
    if accept == formats.JSON.media_type:
        try:
            json.loads(body)
        except ValueError as error:
            raise StoreUnavailable(f"{endpoint} sent an answer that breaks off ({error})") from error
    return Answer(body, accept)


def _detail(error: SPARQLWrapperException) -> str:
    text = str(error.args[0] if error.args else error)
    return " ".join(text.replace("\\n", " ").split())[:300]


def _quoted(iri: str) -> str:
    if set(iri) & _NOT_IN_IRI:
        raise MalformedQuery(f"{iri!r} is no IRI")
    return f"<{iri}>"
