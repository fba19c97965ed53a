"""The names of sections within a provision: 支持对象, 申报条件, 支持标准. Where sections stand, structure finds out."""

from __future__ import annotations

import re

_OF = r"(?:支持|扶持|奖励|补助|奖补|补贴|资助|激励|申报|申请|享受|适用|认定|政策|兑现|办理)"
_WHAT = r"(?:对象|主体|单位|条件|范围|标准|内容|方式|额度|金额|要求|材料|流程|程序|时间|时限|依据|方向|事项)"
NAME = rf"{_OF}{_WHAT}(?:[和及与](?:对象|条件|范围|标准|要求|方式|时间))?"
# A label that opens a line, or a sentence where a text has lost its lines.
LABEL = re.compile(rf"(?:(?<![^\n])|(?<=[。；])){NAME}：")
LABELLED = re.compile(rf"{NAME}：")
