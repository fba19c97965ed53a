"""Opens the published release, or has one built where there is none. How one is built lives in build.build.

Apart from it, since whoever only reads a release need not wait for the imports of all stages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from zhengtu.errors import NothingBuilt
from zhengtu.store.release import Release

if TYPE_CHECKING:
    from zhengtu.build.build import Progress
    from zhengtu.build.report import BuildReport
    from zhengtu.config import Settings


def ensure_release(settings: Settings, progress: Progress) -> tuple[Release, BuildReport | None]:
    """Open the published release; where there is none, build one first, and say what the build did.

    Raises NoRelease where there is one that cannot be read: it may be of other documents than a build would take.
    """
    try:
        return Release.current(settings.release_dir), None
    except NothingBuilt:
        from zhengtu.build.build import build

        report = build(settings, progress=progress)
    return Release.current(settings.release_dir), report
