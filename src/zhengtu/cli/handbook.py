"""zhengtu handbook: the pages of docs/ that a release writes. What they say lives in zhengtu.handbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from zhengtu.cli.build import warn_of_quarantined
from zhengtu.cli.options import DataDir, ReleaseDir, settings
from zhengtu.cli.output import progress_display, say
from zhengtu.config import resource_dir
from zhengtu.errors import InputError


def handbook(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the pages go; they replace older ones.")] = Path(
        "docs"
    ),
    data: DataDir = None,
    release_dir: ReleaseDir = None,
) -> None:
    """Write the pages that come from the data: questions with answers and sentences, and the ontology."""
    from zhengtu.build.ensure import ensure_release
    from zhengtu.handbook.pages import handbook_pages
    from zhengtu.store.limits import Limits
    from zhengtu.store.pooled import PooledStore

    chosen = settings(data_dir=data, release_dir=release_dir)
    with progress_display("building") as progress:
        release, report = ensure_release(chosen, progress)
    if report is not None:
        warn_of_quarantined(report)
    store = PooledStore.open(release.dump, Limits(timeout_s=chosen.query_timeout_s, workers=1))
    try:
        pages = handbook_pages(store, resource_dir("queries"), release.base_iri)
    finally:
        store.close()
    for name, text in pages.items():
        _write(folder / name, text)
    say(f"{len(pages)} pages written below {folder}")


def _write(path: Path, text: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}; give another folder") from None
