"""A page for each family of competency questions: query, answer, and the sentences behind every row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from zhengtu.handbook.answers import Place, Places, QuestionAnswer, Sentence, ask
from zhengtu.handbook.markdown import link, numbers, plain, table
from zhengtu.store.base import Store
from zhengtu.store.library import HEADER_LINE, Family, Question
from zhengtu.web.addresses import Addresses

MADE_BY = "<!-- Written by `zhengtu handbook`. Edit queries/ or ontology/ and write it again; never this page. -->\n\n"
# A quote that stands in more places is shown with the first of these.
_MAX_PLACES = 3
_INDEX = """# 问题与答案 · Questions and answers

每页是一类问题：查询、对五份文件的回答、每行背后的原句。点行号看事实，点条款看原文（先运行 `make serve`）。

Each page is a family of questions: the query, its answer from the shipped documents, and the sentences behind each row.
A row's number leads to its fact, a provision to its text (with `make serve` running). In the tables Chinese is as the
data has it; 征求意见稿 is a draft, which entitles nobody.

"""


def index_page(families: Iterable[Family]) -> str:
    """The list of the families with their questions."""
    rows = [
        [
            link(f"{family.titles['zh']}<br>{family.titles['en']}", f"{family.id}.md"),
            "<br>".join(f"{_number(one)} {one.titles['zh']} · {one.titles['en']}" for one in family.questions),
        ]
        for family in families
    ]
    return MADE_BY + _INDEX + table(["类 family", "问题 questions"], rows)


def family_page(family: Family, store: Store, places: Places, base_iri: str) -> str:
    """The page of a family; base_iri is where its links to facts and provisions lead."""
    writer = _Writer(base_iri)
    parts = [
        MADE_BY,
        f"# {family.titles['zh']} · {family.titles['en']}\n\n",
        f"{family.texts['zh']}\n\n{family.texts['en']}\n",
        *(part for one in family.questions for part in writer.question(one, ask(one, store, places))),
        f"\n{link('其他问题 · other questions', 'README.md')}\n",
    ]
    return "".join(parts)


def _number(question: Question) -> str:
    return question.id.partition("-")[0]


class _Writer:
    def __init__(self, base_iri: str) -> None:
        self._base = base_iri.rstrip("/")
        self._addresses = Addresses(base_iri)

    def question(self, question: Question, answer: QuestionAnswer) -> Iterator[str]:
        yield f"\n## {_number(question)} {question.titles['zh']} · {question.titles['en']}\n\n"
        yield f"{question.questions['zh']}\n\n{question.questions['en']}\n\n"
        yield self._how_to_ask(question)
        yield self._rows(answer)
        yield self._sentences(answer.sentences)
        yield f"\n<details><summary>SPARQL</summary>\n\n```sparql\n{_query(question)}\n```\n\n</details>\n"

    def _how_to_ask(self, question: Question) -> str:
        file = link("query", f"../../queries/competency/{question.id}.rq")
        page = link("现在的答案 answer now", f"{self._base}/questions/{question.id}")
        changed = ""
        if question.parameters:
            told = (f"`{one.name}` {one.labels['zh']} {one.labels['en']}" for one in question.parameters)
            changed = f"\n\n可改 · To change: {'; '.join(told)}"
        note = _note(question)
        return f"`zhengtu ask {_number(question)}` · {file} · {page}{changed}\n\n" + (f"{note}\n\n" if note else "")

    def _rows(self, answer: QuestionAnswer) -> str:
        headings = ["", *(f"{plain(zh)}<br>{plain(en)}" for zh, en in answer.headings)]
        rows = [
            [self._link(str(number), row.fact), *(plain(cell) for cell in row.cells)]
            for number, row in enumerate(answer.rows, 1)
        ]
        return table(headings, rows)

    def _sentences(self, sentences: Sequence[Sentence]) -> str:
        lines = [f"- **{numbers(one.rows)}** {plain(one.text)} —— {self._places(one.places)}\n" for one in sentences]
        return "\n原文 · what the texts say, with the rows that it is behind:\n\n" + "".join(lines)

    def _places(self, places: Sequence[Place]) -> str:
        shown = "；".join(self._link(plain(f"{one.city} {one.label}".strip()), one.iri) for one in places[:_MAX_PLACES])
        return f"{shown} 等 {len(places)} 处" if len(places) > _MAX_PLACES else shown

    def _link(self, text: str, iri: str) -> str:
        page = self._addresses.page(iri)
        return link(text, f"{self._base}{page}") if page else text


def _note(question: Question) -> str:
    """What the header says to the reader of the answer, below the lines that have a key."""
    lines = []
    for line in question.text.splitlines():
        if not line.startswith("#"):
            break
        if not HEADER_LINE.match(line):
            lines.append(line.removeprefix("#").strip())
    return plain(" ".join(lines).strip())


def _query(question: Question) -> str:
    """The query without its header, which the page tells in its own way."""
    lines = question.text.splitlines()
    start = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    return "\n".join(lines[start:]).strip()
