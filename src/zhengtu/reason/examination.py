"""What HermiT and Pellet say of a release in the making, without ever failing it. Running them lives in `reasoner`.

HermiT is given classes and relations, and is compared with the rules; Pellet is given the dates, which HermiT refuses.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from zhengtu.errors import ReasonerFailed
from zhengtu.reason.comparison import compare
from zhengtu.reason.reasoner import Reasoner, Verdict, classify, java
from zhengtu.reason.reasoning import Reasoned

CACHE = ".reasoning"  # beside the releases, which are never written to
NO_JAVA = "there is no Java, so the rules stand alone; pip install 'zhengtu[reason]' brings one"


@dataclass(frozen=True, slots=True)
class Examination:
    """What one reasoner says: consistent is None when it gave no answer; told is that in words, on one line.

    agrees is false when the reasoner and the rules infer different things.
    """

    reasoner: Reasoner
    consistent: bool | None
    told: str
    agrees: bool = True


@dataclass(frozen=True, slots=True)
class Examiner:
    """How a release is examined: where verdicts are kept, and how long each reasoner may take."""

    ontology_dir: Path
    cache: Path
    timeout_s: float

    def examine(self, reasoned: Reasoned) -> tuple[Examination, ...]:
        """Ask both reasoners. One that fails or hangs says so; without a Java the one answer is that there is none."""
        if java() is None:
            return (Examination(Reasoner.hermit, None, NO_JAVA),)
        dated = reasoned.slice.to_dated_bytes(self.ontology_dir)
        return (self._classes(reasoned), self._ask(Reasoner.pellet, dated)[0])

    def _classes(self, reasoned: Reasoned) -> Examination:
        examination, verdict = self._ask(Reasoner.hermit, reasoned.slice.to_bytes())
        if verdict is None or not verdict.consistent:
            return examination
        agreement = compare(reasoned.slice, reasoned.closure, verdict)
        alone = len(agreement.rules_only) + len(agreement.reasoner_only)
        more = f", {alone} inferred by one alone: zhengtu reason lists them" if alone else ""
        told = f"{examination.told}; {agreement.both} triples inferred as by the rules{more}"
        return Examination(Reasoner.hermit, verdict.consistent, told, agrees=not alone)

    def _ask(self, reasoner: Reasoner, written: bytes) -> tuple[Examination, Verdict | None]:
        try:
            verdict = classify(written, self.cache, reasoner=reasoner, timeout_s=self.timeout_s)
        except ReasonerFailed as error:
            return Examination(reasoner, None, f"{error}. The rules stand alone."), None
        how = "recalled from a run of" if verdict.recalled else "in"
        said = "consistent" if verdict.consistent else "INCONSISTENT"
        return Examination(reasoner, verdict.consistent, f"{said}, {how} {verdict.seconds:.1f} s"), verdict
