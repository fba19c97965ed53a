"""Who pays, as tables: the answer, a row for each provision in each area; and what can be asked about.

How the answer is found lives in answers.who_pays.
"""

from __future__ import annotations

from collections.abc import Mapping

from zhengtu.web.answers.table import Column, DataTable, Value, columns
from zhengtu.web.answers.validity import Validity
from zhengtu.web.answers.who_pays import LEVELS, PayerSplit, PayingPolicy, WhoPays
from zhengtu.web.language import label_of

_STATED_IN = (
    ("policy", "文件", "policy"),
    ("status", "状态", "status"),
    ("on", "日期", "day"),
    ("standing", "效力", "standing on the day"),
)
_OVERVIEW = (
    ("area", "地区", "area"),
    *_STATED_IN,
    ("areas", "地区数", "areas"),
    ("stated", "载明", "stated"),
    ("not_stated", "未载明", "not stated"),
    ("iri", "标识", "IRI"),
)
_SPLITS = (
    *_STATED_IN,
    ("provision", "条款", "provision"),
    ("path", "路径", "path"),
    ("area_code", "地区代码", "area code"),
    ("area", "地区", "area"),
    ("outcome", "结论", "outcome"),
    ("reasons", "理由", "reasons"),
)


def overview_table(answer: WhoPays, language: str, validities: Mapping[str, Validity]) -> DataTable:
    """The policies as a table, a row for each; one without a rule of who pays has no counts, as nothing is asked."""
    rows = []
    for policy in answer.policies:
        area = label_of(answer.labels, policy.issuing_area, language) if policy.issuing_area else None
        counts = (len(policy.areas), policy.stated, policy.not_stated) if policy.areas else (None, None, None)
        rows.append((area, *_of(answer, policy, language, validities), *counts, policy.iri))
    return DataTable("who-pays", columns(_OVERVIEW), tuple(rows), tuple(policy.iri for policy in answer.policies))


def table(answer: WhoPays, language: str, validities: Mapping[str, Validity]) -> DataTable:
    """The splits as a table, a row for each; language is that of the labels in it."""
    shown = [*columns(_SPLITS)]
    amount = answer.question.amount
    for level in LEVELS:
        name, labels = level.rsplit("/", 1)[-1], answer.labels.get(level)
        if labels:
            shown.append(Column(f"{name}_ratio", {"zh": f"{labels['zh']}比例", "en": f"ratio of {labels['en']}"}))
            shown.append(Column(f"{name}_bound", {"zh": f"{labels['zh']}界限", "en": f"bound of {labels['en']}"}))
            if amount is not None:
                shown.append(Column(f"{name}_yuan", {"zh": f"{labels['zh']}（元）", "en": f"{labels['en']} (yuan)"}))
    shown += [Column("sentences", {"zh": "原文", "en": "sentences"}), Column("split", {"zh": "标识", "en": "IRI"})]
    rows = tuple(_cells(answer, split, language, validities) for split in answer.splits)
    return DataTable("who-pays", tuple(shown), rows, tuple(split.iri for split in answer.splits))


def _cells(answer: WhoPays, split: PayerSplit, language: str, validities: Mapping[str, Validity]) -> tuple[Value, ...]:
    def label(iri: str) -> str:
        return label_of(answer.labels, iri, language)

    shares = {share.level: share for share in split.shares}
    cells: list[Value] = [*_of(answer, answer.policy(split.policy), language, validities)]
    cells += [split.provision.label, split.provision.path] if split.provision else [None, None]
    cells += [split.area.rsplit("/", 1)[-1], label(split.area)] if split.area else [None, None]
    cells += [label(split.outcome), "; ".join(map(label, split.reasons))]
    for level in LEVELS:
        if level in answer.labels:
            share = shares.get(level)
            cells += [share.ratio, label(share.bound)] if share else [None, None]
            cells += [share.amount if share else None] if answer.question.amount is not None else []
    return (*cells, " ".join(sentence.quote for sentence in split.sentences), split.iri)


def _of(answer: WhoPays, policy: PayingPolicy, language: str, validities: Mapping[str, Validity]) -> tuple[Value, ...]:
    validity = validities.get(policy.iri)
    standing = (validity.on.isoformat(), validity.labels[language]) if validity else (None, None)
    return policy.title, label_of(answer.labels, policy.status, language), *standing
