"""The check that a query passes before an engine sees it: linear in its length. Parsing proper is the engine's.

The engine would follow SERVICE to any address, and its parser runs off the native stack on deep nesting or very long
chains, which kills its process. So both are refused here, from the tokens alone.
"""

from __future__ import annotations

import re
import string
from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Literal

from zhengtu.errors import MalformedQuery, ReachedLimit

Form = Literal["select", "ask", "construct", "describe"]

MAX_BYTES = 100_000
MAX_DEPTH = 64
MAX_TOKENS = 10_000

_TOKEN = re.compile(
    r"""
    (?:
      (?P<skip>     \s+ | \#[^\n\r]* )
    | (?P<iri>      <[^<>"{}|^`\\\x00-\x20]*> )
    | (?P<string>   \"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3} | '{3}(?:[^'\\]|\\.|'(?!''))*+'{3}
                  | "(?!"")(?:[^"\\\n\r]|\\.)*+" | '(?!'')(?:[^'\\\n\r]|\\.)*+' )
    | (?P<variable> [?$]\w+ )
    | (?P<name>     (?:[^\W\d][\w.-]{0,254}+(?<!\.))?:(?:\\.|%[0-9A-Fa-f]{2}|[\w.:-])* )
    | (?P<word>     \w+ )
    | (?P<open>     [({\[] )
    | (?P<close>    [)}\]] )
    | (?P<other>    \\. | . )
    )\s*+
    """,
    re.VERBOSE | re.DOTALL,
)
_CODEPOINT = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_FORMS: dict[str, Form] = {"SELECT": "select", "ASK": "ask", "CONSTRUCT": "construct", "DESCRIBE": "describe"}
_VOLATILE = {"NOW", "RAND", "UUID", "STRUUID"}
# What is in a text that has FROM or one of the volatile words.
_TELLING = ("FROM", "NOW", "RAND", "UUID")
_NO_SIGNS = (string.ascii_letters + string.digits + string.whitespace).encode("ascii")
_PROLOGUE = {"PREFIX", "BASE", "VERSION"}
# Before another character GRAPH may be the end of a name, or of a language such as @en-graph.
_BEFORE_GRAPH = " \t\r\n{}"
_ALLOWED = "SELECT, ASK, CONSTRUCT or DESCRIBE"


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a look at the tokens tells: the form of the query, whether it names its own dataset (FROM), and whether it
    may have another answer the next time (NOW, RAND, UUID)."""

    form: Form
    names_dataset: bool
    is_volatile: bool = False


def inspect(text: str, services: Container[str] = ()) -> Inspection:
    """Check a query and say what kind it is; services are the endpoints that it may call. Raises MalformedQuery.

    >>> inspect("ASK { ?s ?p 'SERVICE' }").form
    'ask'
    >>> inspect("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    Traceback (most recent call last):
    zhengtu.errors.MalformedQuery: Line 1, column 12: SERVICE is not allowed here; this store answers from its own data
    """
    size = len(_encoded(text))
    if size > MAX_BYTES:
        limit = ReachedLimit("query_bytes", MAX_BYTES, "bytes")
        raise MalformedQuery(
            f"The query has {size} bytes; at most {MAX_BYTES} are read. Shorten it, or split it.", limit
        )
    if "\\u" in text or "\\U" in text:  # an engine may resolve these before it looks for keywords
        _scan(_CODEPOINT.sub(_resolve, text), services)
    return _scan(text, services)


def _scan(text: str, services: Container[str]) -> Inspection:
    upper = text.upper()
    if "SERVICE" in upper:  # hardly ever: most queries are spared a closer look at each token
        _refuse_calls(text, services)
    is_told_by_form = _is_within_limits(text) and not any(word in upper for word in _TELLING)
    form: Form | None = None
    count = depth = run = 0
    previous = ""
    names_dataset = is_volatile = False
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup
        if kind == "skip":
            continue
        count += 1
        repeated, previous = previous, ""
        if kind == "open":
            depth += 1
        elif kind == "close":
            depth -= 1
        elif kind == "other":
            previous = match[kind]
            run = run + 1 if previous == repeated else 0
        elif kind == "word":
            word = match[kind].upper()
            is_volatile |= word in _VOLATILE
            if depth == 0 and form is None:
                form = _form(text, word, match.start())
                if form is not None and is_told_by_form:
                    break
            elif depth == 0 and word.startswith("FROM"):
                names_dataset = True
        if depth > MAX_DEPTH or run > MAX_DEPTH or count > MAX_TOKENS:
            raise _too_much(text, match.start(), count)
    if form is None:
        raise MalformedQuery(f"The query is empty; write {_ALLOWED}.")
    return Inspection(form, names_dataset, is_volatile)


def _is_within_limits(text: str) -> bool:
    """Whether a text is so short, or has so few signs, that it cannot hold too much of anything."""
    encoded = _encoded(text)
    return len(encoded) <= MAX_TOKENS and len(encoded.translate(None, _NO_SIGNS)) <= MAX_DEPTH


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _too_much(text: str, start: int, count: int) -> MalformedQuery:
    where = _where(text, start)
    if count > MAX_TOKENS:
        limit = ReachedLimit("query_tokens", MAX_TOKENS, "tokens")
        return MalformedQuery(f"{where}: the query has more than {MAX_TOKENS} tokens; split it", limit)
    limit = ReachedLimit("query_nesting", MAX_DEPTH, "levels")
    return MalformedQuery(f"{where}: more than {MAX_DEPTH} nested levels; flatten the query", limit)


def _refuse_calls(text: str, services: Container[str]) -> None:
    depth = 0
    calls = after_graph = False
    for (kind, token, start), (_kind, following, _start) in pairwise(chain(tokens(text), [("", "", 0)])):
        is_mere_name = depth == 0 or following != "{" or after_graph
        is_call = _calls_service(kind, token, is_mere_name)
        if calls and kind == "iri" and token[1:-1] in services:
            calls = False
        elif (calls and token.upper() != "SILENT") or (is_call and not services):
            where = _where(text, start)
            raise MalformedQuery(f"{where}: SERVICE is not allowed here; this store answers from its own data")
        elif is_call:
            calls = True
        depth += (kind == "open") - (kind == "close")
        after_graph = token.upper() == "GRAPH" and text[start - 1] in _BEFORE_GRAPH


def tokens(text: str) -> Iterator[tuple[str, str, int]]:
    """The kind, text and place of every token; blanks and comments are left out."""
    for match in _TOKEN.finditer(text):
        if match.lastgroup is not None and match.lastgroup != "skip":
            yield match.lastgroup, match[match.lastgroup], match.start()


def _calls_service(kind: str, token: str, is_mere_name: bool) -> bool:
    """Whether the engine reads a token as the keyword: SERVICESILENT<…>, 1SERVICE and, before a group, SERVICE:x."""
    if kind == "name":
        return not is_mere_name and "SERVICE" in token.split(":", 1)[0].upper()
    return kind == "word" and "SERVICE" in token.upper()


def _form(text: str, word: str, start: int) -> Form | None:
    if word in _PROLOGUE:
        return None
    for keyword, form in _FORMS.items():
        if word.startswith(keyword):
            return form
    raise MalformedQuery(f"{_where(text, start)}: {word} is no query; write {_ALLOWED}. Data changes by building only.")


def _where(text: str, position: int) -> str:
    line = text.count("\n", 0, position) + 1
    return f"Line {line}, column {position - text.rfind(chr(10), 0, position)}"


def _resolve(match: re.Match[str]) -> str:
    number = int(match.group(1) or match.group(2), 16)
    return chr(number) if number <= 0x10FFFF else "\ufffd"
