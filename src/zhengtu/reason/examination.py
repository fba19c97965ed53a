"""What HermiT and Pellet say of each policy of a build, without ever failing it. Running them lives in `reasoner`.

HermiT is given classes and relations, and is compared with the rules; Pellet is given the dates, which HermiT refuses.
What is wrong between policies is found by the rules, which see all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice
from pathlib import Path

from zhengtu.errors import ReasonerFailed
from zhengtu.reason.comparison import compare
from zhengtu.reason.reasoner import Reasoner, Verdict, classifying, java
from zhengtu.reason.reasoning import Entailment

CACHE = ".reasoning"  # beside the releases, which are never written to
NO_JAVA = "there is no Java, so the rules stand alone; pip install 'zhengtu[reason]' brings one"
_SIDE_BY_SIDE = 2  # a run takes one core and up to 1 GiB


@dataclass(frozen=True, slots=True)
class Opinion:
    """What one reasoner says of one policy: a verdict, its triples left out, or how it failed.

    both and alone count the triples inferred by reasoner and rules, and by one of them.
    """

    policy: str
    reasoner: Reasoner
    verdict: Verdict | None
    failure: str = ""
    both: int = 0
    alone: int = 0

    @property
    def refuses(self) -> bool:
        return self.verdict is not None and not self.verdict.consistent


@dataclass(frozen=True, slots=True)
class Examination:
    """What one reasoner says of all policies, in words on one line.

    consistent is false when it refuses one, else None when it gave no answer to one. agrees is false when the reasoner
    and the rules infer different things.
    """

    reasoner: Reasoner
    consistent: bool | None
    told: str
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class _Question:
    policy: str
    reasoner: Reasoner
    entailment: Entailment
    written: bytes


@dataclass(frozen=True, slots=True)
class Examiner:
    """How policies are examined: where verdicts are kept, and how long a reasoner may take for each policy."""

    ontology_dir: Path
    cache: Path
    timeout_s: float

    def examine(self, policies: Mapping[str, Entailment]) -> Generator[Opinion]:
        """Ask both reasoners about each policy, two runs at a time, in the order of the policies.

        Pellet is not asked about a policy without dates. Giving up early ends what still runs.
        """
        questions = (question for item in policies.items() for question in self._questions(*item))
        with ExitStack() as running:
            answers = (self._ask(question, running.enter_context(ExitStack())) for question in questions)
            waiting = list(islice(answers, _SIDE_BY_SIDE))
            while waiting:
                yield waiting.pop(0)()
                waiting += islice(answers, 1)

    def _questions(self, policy: str, entailment: Entailment) -> Iterator[_Question]:
        yield _Question(policy, Reasoner.hermit, entailment, entailment.slice.to_bytes())
        if entailment.slice.dates:
            dated = entailment.slice.to_dated_bytes(self.ontology_dir)
            yield _Question(policy, Reasoner.pellet, entailment, dated)

    def _ask(self, question: _Question, run: ExitStack) -> Callable[[], Opinion]:
        """Start a run, and give what waits for its end."""
        started = classifying(question.written, self.cache, reasoner=question.reasoner, timeout_s=self.timeout_s)
        try:
            return partial(_opinion, question, run.enter_context(started), run)
        except ReasonerFailed as error:
            return partial(Opinion, question.policy, question.reasoner, None, str(error))


def summarise(opinions: list[Opinion]) -> tuple[Examination, ...]:
    """Tell what each reasoner said of all policies; without a Java the one answer is that there is none."""
    if opinions and all(opinion.verdict is None for opinion in opinions) and java() is None:
        return (Examination(Reasoner.hermit, None, NO_JAVA),)
    asked = {reasoner: [opinion for opinion in opinions if opinion.reasoner == reasoner] for reasoner in Reasoner}
    return tuple(_summary(reasoner, those) for reasoner, those in asked.items() if those)


def _opinion(question: _Question, verdict: Callable[[], Verdict], run: ExitStack) -> Opinion:
    with run:
        try:
            found = verdict()
        except ReasonerFailed as error:
            return Opinion(question.policy, question.reasoner, None, str(error))
    said = Opinion(question.policy, question.reasoner, replace(found, triples=()))
    if question.reasoner != Reasoner.hermit or not found.consistent:
        return said
    agreement = compare(question.entailment, found)
    return replace(said, both=agreement.both, alone=len(agreement.rules_only) + len(agreement.reasoner_only))


def _summary(reasoner: Reasoner, opinions: list[Opinion]) -> Examination:
    verdicts = [opinion.verdict for opinion in opinions if opinion.verdict is not None]
    refused = [opinion.policy for opinion in opinions if opinion.refuses]
    failed = [f"{opinion.policy}: {opinion.failure}" for opinion in opinions if opinion.verdict is None]
    fresh = [verdict.seconds for verdict in verdicts if not verdict.recalled]
    told = [f"{len(verdicts) - len(refused)} of {len(opinions)} policies consistent"]
    if refused:
        told.append(f"INCONSISTENT {', '.join(refused)}")
    told.append(f"{len(fresh)} looked at in {sum(fresh):.1f} s, {len(verdicts) - len(fresh)} recalled")
    if both := sum(opinion.both for opinion in opinions):
        told.append(f"{both} triples inferred as by the rules")
    if alone := sum(opinion.alone for opinion in opinions):
        told.append(f"{alone} inferred by one alone: zhengtu reason lists them")
    if failed:
        told.append(f"the rules stand alone for {len(failed)} ({' '.join(failed)})")
    consistent = False if refused else None if failed else True
    return Examination(reasoner, consistent, ", ".join(told), agrees=not alone)
