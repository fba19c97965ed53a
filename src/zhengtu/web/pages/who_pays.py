"""The page that says who pays, by level, for each provision in each area. What it shows lives in answers.who_pays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request, Response

from zhengtu.web import amounts
from zhengtu.web.answers import who_pays, who_pays_tables
from zhengtu.web.answers.validity import asked_day
from zhengtu.web.answers.who_pays import LEVELS, PayerGroup, PayerQuestion, PayerSplit, PayingPolicy, Provision, WhoPays
from zhengtu.web.downloads import send_table
from zhengtu.web.site import Reader

router = APIRouter()


@dataclass(frozen=True, slots=True)
class PolicySection:
    """One policy of the answer; matrix is by area and provision, and empty where a single one was asked for."""

    policy: PayingPolicy
    is_draft: bool
    groups: tuple[PayerGroup, ...]
    provisions: tuple[Provision, ...]
    matrix: tuple[tuple[str, tuple[tuple[PayerSplit, ...], ...]], ...]


@router.get("/who-pays", summary="Who pays, by level of finance", response_class=Response)
@router.get("/who-pays.{suffix}", summary="Who pays, as a file", response_class=Response)
def get_who_pays(request: Request, suffix: str = "html") -> Response:
    """Show who pays for each provision in each area, and how much of a sum."""
    reader = Reader.of(request)
    on = asked_day(request.query_params.getlist("on"))
    validities = reader.site.calendar.on(on)
    answer = who_pays.find(reader.site.queries, reader.site.store, asked(request.query_params))
    if suffix != "html":
        table = who_pays_tables.table if answer.question.is_narrowed else who_pays_tables.overview_table
        return send_table(reader, table(answer, reader.language, validities), suffix)
    sections = [_section(policy, answer) for policy in answer.chosen]
    return reader.render(
        "who_pays.html",
        answer=answer,
        sections=sections,
        on=on,
        validities=validities,
        flow=flow(reader, answer),
        place=lambda sentence: place_of(reader, sentence.policy, sentence.iri),
        place_in=lambda policy, provision: place_of(reader, policy, provision),
        sum=lambda value: amounts.display(value, "CNY", "", reader.language),
        given=request.query_params,
    )


def asked(parameters: Mapping[str, str]) -> PayerQuestion:
    """Read the parameters. Raises BadParameter for an amount that is no sum."""
    policy, provision, area = (parameters.get(name, "").strip() for name in ("policy", "provision", "area"))
    return PayerQuestion(policy, provision, area, amounts.read_amount(parameters.get("amount", "")))


def place_of(reader: Reader, policy: str, part: str) -> str:
    """Where a part of a policy stands on the page of the policy."""
    return f"{reader.page(policy)}#{part.removeprefix(policy + '/')}"


def flow(reader: Reader, answer: WhoPays) -> dict[str, Any]:
    """The money from provisions to levels, as nodes and links that can be drawn; without an amount, in parts of 1."""
    links: dict[tuple[str, str], float] = {}
    total = float(answer.question.amount or 1)
    for split in answer.splits:
        if split.provision is None or split.is_one_of_several:
            continue
        area = reader.label(answer.labels, split.area)
        parts = [(reader.label(answer.labels, share.level), float(share.ratio)) for share in split.shares]
        for target, ratio in parts if split.is_stated else [(reader.label(answer.labels, split.outcome), 1.0)]:
            for link in ((split.provision.label, area), (area, target)):
                links[link] = links.get(link, 0.0) + total * ratio
    names = dict.fromkeys(name for link in links for name in link)
    levels = {reader.label(answer.labels, level): level.rsplit("/", 1)[-1] for level in LEVELS}
    return {
        "unit": "CNY" if answer.question.amount else "share",
        "nodes": [{"name": name, "level": levels.get(name, "")} for name in names],
        "links": [{"source": source, "target": target, "value": value} for (source, target), value in links.items()],
    }


def _section(policy: PayingPolicy, answer: WhoPays) -> PolicySection:
    splits = [split for split in answer.splits if split.policy == policy.iri]
    provisions = list(dict.fromkeys(split.provision for split in splits if split.provision))
    areas = list(dict.fromkeys(split.area for split in splits if split.area))
    cells: dict[tuple[str, Provision | None], list[PayerSplit]] = {}
    for split in splits:
        cells.setdefault((split.area, split.provision), []).append(split)
    rows = [(area, tuple(tuple(cells.get((area, item), ())) for item in provisions)) for area in areas]
    is_wide = len(areas) > 1 and len(provisions) > 1
    return PolicySection(
        policy,
        policy.status.endswith("/draft"),
        who_pays.groups(splits),
        tuple(provisions) if is_wide else (),
        tuple(rows) if is_wide else (),
    )
