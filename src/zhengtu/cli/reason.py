"""zhengtu reason: what follows from a release, and whether all of it can be true. Reasoning lives in zhengtu.reason."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from zhengtu.cli.options import ReleaseDir, settings
from zhengtu.cli.output import say, write_out, write_table

if TYPE_CHECKING:
    from zhengtu.reason.reasoner import Reasoner
    from zhengtu.reason.reasoning import Reasoned, Reasoning


def reason(
    explain: Annotated[
        str | None, typer.Option("--explain", metavar="IRI", help="Show what is inferred of this thing, and from what.")
    ] = None,
    language: Annotated[str, typer.Option("--language", metavar="zh|en", help="The language of explanations.")] = "en",
    output: Annotated[
        Path | None, typer.Option("--output", metavar="FILE", help="Write what is inferred, as N-Quads.")
    ] = None,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Run the rules and no reasoner.")] = False,
    reasoner: Annotated[str, typer.Option("--reasoner", metavar="hermit|pellet", help="Which reasoner.")] = "hermit",
    timeout_s: Annotated[
        float, typer.Option("--timeout-s", metavar="SECONDS", help="When the reasoner is stopped.")
    ] = 300.0,
    release_dir: ReleaseDir = None,
) -> None:
    """Run rules and reasoner over the published release, and compare them.

    Exit code 1 when something cannot be true, or when the two do not agree. Without a Java the rules run alone.
    """
    from zhengtu.config import resource_dir
    from zhengtu.errors import InputError
    from zhengtu.reason.examination import CACHE
    from zhengtu.reason.reasoner import Reasoner
    from zhengtu.reason.reasoning import Reasoning
    from zhengtu.store.release import Release

    if language not in ("zh", "en") or reasoner not in list(Reasoner):
        raise InputError("--language is zh or en, --reasoner is hermit or pellet")
    chosen = settings(release_dir=release_dir)
    release = Release.current(chosen.release_dir)
    reasoning = Reasoning.load(resource_dir("ontology"), release.base_iri)
    reasoned = reasoning.reason(release.dump.read_text(encoding="utf-8").splitlines())
    if output is not None:
        output.write_text("".join(f"{line}\n" for line in reasoned.closure.quads()), encoding="utf-8")
    if explain is not None:
        write_out(reasoning.tell_inferred(f"<{explain}>", reasoned, language))
        return
    _summarise(reasoning, reasoned, language)
    agreed = rules_only or _compare(reasoned, chosen.release_dir / CACHE, Reasoner(reasoner), timeout_s)
    if reasoned.clashes or not agreed:
        raise typer.Exit(1)


def _summarise(reasoning: Reasoning, reasoned: Reasoned, language: str) -> None:
    counts = {name: len(triples) for name, triples in reasoned.closure.inferred.items()}
    rows = [(rule.name, str(counts[rule.name]), rule.labels[language], rule.owl2rl) for rule in reasoning.rules]
    write_table(("rule", "inferred", "what", "OWL 2 RL"), rows)
    size = f"{len(reasoned.slice.facts)} facts and {len(reasoned.slice.axioms)} axioms"
    write_out(f"\n{sum(counts.values())} triples inferred from {size} by rules in {reasoned.rules_s:.1f} s\n")
    for told in reasoning.tell(reasoned, language):
        write_out(f"\n{told}\n")


def _compare(reasoned: Reasoned, cache: Path, reasoner: Reasoner, timeout_s: float) -> bool:
    """Run the reasoner and compare; true when there is nothing to compare with."""
    from zhengtu.reason.comparison import compare
    from zhengtu.reason.examination import NO_JAVA
    from zhengtu.reason.reasoner import classify, java

    if java() is None:
        say(NO_JAVA)
        return True
    verdict = classify(reasoned.slice.to_bytes(), cache, reasoner=reasoner, timeout_s=timeout_s)
    how = "recalled from the run that took" if verdict.recalled else "in"
    write_out(f"{reasoner}: {'consistent' if verdict.consistent else 'INCONSISTENT'}, {how} {verdict.seconds:.1f} s\n")
    if not verdict.consistent:
        return bool(reasoned.clashes)
    agreement = compare(reasoned.entailment, verdict)
    alone = (("rules", agreement.rules_only), ("reasoner", agreement.reasoner_only))
    write_out(f"{agreement.both} triples inferred by both")
    write_out("".join(f", {len(triples)} by the {name} alone" for name, triples in alone) + "\n")
    for name, triples in alone:
        write_out("".join(f"  {name} alone: {' '.join(triple)}\n" for triple in triples))
    return not agreement.rules_only and not agreement.reasoner_only
