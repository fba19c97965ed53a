"""The rules in ontology/rules: finding and describing them. Running them does not live here.

A rule is a CONSTRUCT query with one triple as its conclusion, whose first lines say what it is:

    # label@zh: 规定于征求意见稿的措施
    # label@en: A measure stated within a draft policy
    # stratum: 3
    # owl2rl: cls-svf1
    # premises: ?measure zt:statedWithin ?policy . ?policy a zt:DraftPolicy

stratum is when it runs: all rules of one to a fixpoint, then the next. owl2rl names the rules of the OWL 2 RL profile
(W3C Recommendation, section 4.3) that it does the work of. premises are the triples that it rests on.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_HEADER_LINE = re.compile(
    r"#\s*(?P<key>(?:label|verdict)@(?:zh|en)|stratum|owl2rl|premises):\s*(?P<value>.+?)\s*$", re.MULTILINE
)
_REQUIRED = ("label@zh", "label@en", "stratum", "owl2rl", "premises")
_PREFIXES = re.compile(r"^PREFIX .+$", re.MULTILINE)
_PARTS = re.compile(
    r"^CONSTRUCT \{\s*(?P<conclusion>\S+ \S+ \S+)\s*\}\s*WHERE \{(?P<body>.*)\}\s*$", re.MULTILINE | re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: name of its file, labels by language, parts of its query as SPARQL text."""

    name: str
    labels: Mapping[str, str]
    stratum: int
    owl2rl: str
    premises: str
    prefixes: str
    conclusion: str
    body: str
    text: str


def load_rules(ontology_dir: Path) -> tuple[Rule, ...]:
    """Load the rules in the order in which they run. Raises ValueError for one that is not of the form above."""
    rules = [_load_rule(path) for path in sorted((ontology_dir / "rules").glob("*.rq"))]
    return tuple(sorted(rules, key=lambda rule: (rule.stratum, rule.name)))


def read_header(text: str) -> dict[str, str]:
    """The header lines of a rule by their keys."""
    return {match["key"]: match["value"] for match in _HEADER_LINE.finditer(text)}


def _load_rule(path: Path) -> Rule:
    text = path.read_text(encoding="utf-8")
    header = read_header(text)
    parts = _PARTS.search(text)
    missing = [key for key in _REQUIRED if key not in header]
    if missing or parts is None:
        lacks = f"the header line '# {missing[0]}: …'" if missing else "a CONSTRUCT of one triple"
        raise ValueError(f"{path.name} lacks {lacks}; see reason/rules.py for the form")
    return Rule(
        name=path.stem,
        labels={language: header[f"label@{language}"] for language in ("zh", "en")},
        stratum=int(header["stratum"]),
        owl2rl=header["owl2rl"],
        premises=header["premises"],
        prefixes="\n".join(_PREFIXES.findall(text)),
        conclusion=parts["conclusion"],
        body=parts["body"].strip(),
        text=text,
    )
