"""Who pays for a provision in an area, by level, and how much of a sum. How it is worked out lives in reason.expansion.

Where no rule reaches, the answer is "not stated", which is neither nought nor the ratio of a neighbour.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhengtu.iri import code
from zhengtu.store.base import Store
from zhengtu.web.statements import PageQueries, Row, Statements

STATED = code("split-outcome", "stated")
UPPER_BOUND = code("bound", "upper-bound")
SEVERAL_RULES = code("split-reason", "several_rules")
OF_THE_PROVISION = tuple(code("split-reason", name) for name in ("provision_named", "provision_of_the_rest"))
LEVELS = tuple(code("payer-level", name) for name in ("central", "province", "city", "county", "zone", "other"))

Labels = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class PayerQuestion:
    """What is asked; all may be left out. amount is the support in yuan that is divided.

    policy is an IRI or a slug, provision an IRI or what follows id/policy/ in one, area an IRI, a code or a name.
    """

    policy: str = ""
    provision: str = ""
    area: str = ""
    amount: Decimal | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether anything is named; else all that is answered is what can be asked about."""
        return bool(self.policy or self.provision or self.area)


@dataclass(frozen=True, slots=True)
class PayingPolicy:
    """A policy, the areas that it is asked for, and for how many pairs of provision and area it says who pays."""

    iri: str
    slug: str
    title: str
    status: str
    issuing_area: str
    areas: tuple[str, ...]
    stated: int
    not_stated: int


@dataclass(frozen=True, slots=True)
class Provision:
    """A provision with support; number is as printed, path the address in the policy."""

    iri: str
    label: str
    path: str
    key: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words of a policy, by the IRI of their span."""

    iri: str
    quote: str
    policy: str
    provision: str


@dataclass(frozen=True, slots=True)
class Share:
    """What one level bears: a ratio of 1, and of the amount asked for. is_bound: the text says at most."""

    iri: str
    level: str
    ratio: Decimal
    bound: str
    amount: Decimal | None

    @property
    def is_bound(self) -> bool:
        return self.bound == UPPER_BOUND


@dataclass(frozen=True, slots=True)
class PayerSplit:
    """The answer for one provision in one area; without both, that of a policy that has no funding rule."""

    iri: str
    policy: str
    provision: Provision | None
    area: str
    rule: str
    outcome: str
    reasons: tuple[str, ...]
    shares: tuple[Share, ...]
    sentences: tuple[Sentence, ...]

    @property
    def is_stated(self) -> bool:
        return self.outcome == STATED

    @property
    def is_one_of_several(self) -> bool:
        """Whether another rule is for the same provision in the same area too."""
        return SEVERAL_RULES in self.reasons


@dataclass(frozen=True, slots=True)
class WhoPays:
    """The answer. splits is empty where nothing is asked; provisions are those of the policies asked about."""

    question: PayerQuestion
    policies: tuple[PayingPolicy, ...]
    chosen: tuple[PayingPolicy, ...]
    areas: tuple[str, ...]
    provisions: tuple[Provision, ...]
    splits: tuple[PayerSplit, ...]
    labels: Labels

    def policy(self, iri: str) -> PayingPolicy:
        """The policy of a split."""
        return next(policy for policy in self.policies if policy.iri == iri)


@dataclass(frozen=True, slots=True)
class PayerGroup:
    """Splits that say the same for the same reason: every provision of the group in every area of it."""

    provisions: tuple[Provision, ...]
    areas: tuple[str, ...]
    example: PayerSplit


def find(queries: PageQueries, store: Store, asked: PayerQuestion) -> WhoPays:
    """Answer the question: four queries, two where nothing is asked."""
    policies = tuple(map(_policy, queries.rows(store, "payer-policies")))
    areas = {area for policy in policies for area in (*policy.areas, policy.issuing_area) if area}
    named = queries.labels(store, areas | {policy.status for policy in policies})
    wanted = areas_meant(asked.area, areas, named)
    chosen = tuple(policy for policy in policies if _is_asked(asked, policy, wanted))
    if not chosen or not asked.is_narrowed:
        return WhoPays(asked, policies, (), tuple(sorted(areas)), (), (), named)
    iris = [policy.iri for policy in chosen]
    rows = queries.rows(store, "payer-splits", policies=iris)
    details = Statements(queries.rows(store, "payer-details", policies=iris))
    provisions = {iri: _provision(details, iri) for iri in details.having("zt:path")}
    found = [_split(row, provisions, details, asked.amount) for row in rows]
    splits = [split for split in found if _is_wanted(split, asked, wanted, chosen)]
    codes = {code for split in found for code in (split.outcome, *split.reasons)} | {
        code for split in found for share in split.shares for code in (share.level, share.bound)
    }
    return WhoPays(
        asked,
        policies,
        chosen,
        tuple(sorted(areas)),
        tuple(sorted(provisions.values(), key=lambda provision: (provision.iri.rsplit("/id/")[0], provision.key))),
        tuple(sorted(splits, key=_order)),
        {**named, **queries.labels(store, codes)},
    )


def groups(splits: Iterable[PayerSplit]) -> tuple[PayerGroup, ...]:
    """Put together areas with the same answer for a provision, then provisions with the same areas."""
    by_answer: dict[tuple[object, ...], dict[Provision | None, list[PayerSplit]]] = {}
    for split in splits:
        why = tuple(reason for reason in split.reasons if reason not in OF_THE_PROVISION)
        same = (split.policy, split.rule, split.outcome, why, split.shares, split.sentences)
        by_answer.setdefault(same, {}).setdefault(split.provision, []).append(split)
    found = []
    for by_provision in by_answer.values():
        by_areas: dict[tuple[str, ...], list[PayerSplit]] = {}
        for those in by_provision.values():
            by_areas.setdefault(tuple(split.area for split in those), []).append(those[0])
        for areas, those in by_areas.items():
            provisions = tuple(split.provision for split in those if split.provision)
            found.append(PayerGroup(provisions, tuple(area for area in areas if area), those[0]))
    return tuple(found)


def _policy(row: Row) -> PayingPolicy:
    return PayingPolicy(
        iri=row["policy"].value,
        slug=row["slug"].value,
        title=row["title"].value,
        status=row["status"].value,
        issuing_area=row["issuing"].value if "issuing" in row else "",
        areas=tuple(sorted(row["areas"].value.split())) if "areas" in row else (),
        stated=int(row["stated"].value),
        not_stated=int(row["not_stated"].value),
    )


def areas_meant(asked: str, known: Iterable[str], labels: Labels) -> frozenset[str]:
    """The areas that an IRI, a code or a name means, else a name's beginning (盐湖, yanhu); several may share it."""
    names = {
        area: (area, area.rpartition("/area/")[2], area.rsplit("/", 1)[-1], *labels.get(area, {}).values())
        for area in known
    }
    meant = frozenset(area for area, own in names.items() if asked in own)
    begins = asked.casefold()
    return meant or frozenset(
        area for area, own in names.items() if begins and any(name.casefold().startswith(begins) for name in own[3:])
    )


def _is_asked(asked: PayerQuestion, policy: PayingPolicy, areas: frozenset[str]) -> bool:
    if asked.policy and asked.policy not in (policy.iri, policy.slug):
        return False
    if asked.provision and not asked.provision.startswith((f"{policy.iri}/", f"{policy.slug}/")):
        return False
    return not asked.area or bool(areas.intersection((*policy.areas, policy.issuing_area)))


def _is_wanted(
    split: PayerSplit, asked: PayerQuestion, areas: frozenset[str], policies: Sequence[PayingPolicy]
) -> bool:
    policy = next(policy for policy in policies if policy.iri == split.policy)
    if asked.provision and split.provision:
        inside = f"{split.provision.iri}/", f"{split.provision.iri.replace(policy.iri, policy.slug, 1)}/"
        if not any(place.startswith(f"{asked.provision}/") for place in inside):
            return False
    return not asked.area or not split.area or split.area in areas or policy.issuing_area in areas


def _provision(details: Statements, iri: str) -> Provision:
    label, path, key = (details.value(iri, name) or "" for name in ("rdfs:label", "zt:path", "zt:sortKey"))
    return Provision(iri, label, path, key)


def _split(row: Row, provisions: Mapping[str, Provision], details: Statements, amount: Decimal | None) -> PayerSplit:
    def text(name: str) -> str:
        return row[name].value if name in row else ""

    spans = sorted(text("spans").split(), key=lambda span: (details.whole_number(span, "zt:start") or 0, span))
    shares = [_share(details, share, amount) for share in details.subjects("zt:shareOf", text("rule"))]
    return PayerSplit(
        iri=text("split"),
        policy=text("policy"),
        provision=provisions.get(text("provision")),
        area=text("area"),
        rule=text("rule"),
        outcome=text("outcome"),
        reasons=tuple(sorted(text("reasons").split())),
        shares=tuple(sorted(shares, key=lambda share: LEVELS.index(share.level))),
        sentences=tuple(_sentence(details, span) for span in spans),
    )


def _share(details: Statements, share: str, amount: Decimal | None) -> Share:
    ratio = details.number(share, "zt:ratio") or Decimal(0)
    level, bound = (details.value(share, name) or "" for name in ("zt:payerLevel", "zt:bound"))
    return Share(share, level, ratio, bound, None if amount is None else amount * ratio)


def _sentence(details: Statements, span: str) -> Sentence:
    quote, policy, provision = (
        details.value(span, f"zt:{name}") or "" for name in ("quote", "inPolicy", "inProvision")
    )
    return Sentence(span, quote, policy, provision)


def _order(split: PayerSplit) -> tuple[str, str, str, str]:
    return split.policy, split.provision.key if split.provision else "", split.area, split.iri
