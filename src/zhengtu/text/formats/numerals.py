"""How Word writes a number in each of its formats (ECMA-376, part 1, 17.18.59). Counting lives in docx_numbering.py."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

# Beyond this every format writes plain digits; no list of a policy gets there.
_MAX = 9999
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip


def chinese(number: int, digits: str = "〇一二三四五六七八九", steps: str = "十百千") -> str:
    """Write a number up to 9999 as in 第一百零五条.

    >>> [chinese(n) for n in (0, 7, 10, 15, 20, 105, 110, 1020)]
    ['〇', '七', '十', '十五', '二十', '一百零五', '一百一十', '一千零二十']
    """
    if not 0 < number <= _MAX:
        return digits[0] if number == 0 else str(number)
    written, is_gap = "", False
    for place, figure in zip(range(3, -1, -1), f"{number:04}", strict=True):
        if figure == "0":
            is_gap = bool(written)
            continue
        written += ("零" if is_gap else "") + digits[int(figure)] + (steps[place - 1] if place else "")
        is_gap = False
    leading = digits[1] + steps[0]
    return written[1:] if written.startswith(leading) and steps[0] == "十" else written


def _legal(number: int) -> str:
    return chinese(number, "零壹贰叁肆伍陆柒捌玖", "拾佰仟")


def _digit_by_digit(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(figure)] for figure in str(number))


def _roman(number: int) -> str:
    if not 0 < number <= _MAX:
        return str(number)
    written = ""
    for worth, letters in _ROMAN:
        times, number = divmod(number, worth)
        written += letters * times
    return written


def _letter(number: int) -> str:
    """A … Z, then AA, BB: Word repeats the letter."""
    if not 0 < number <= _MAX:
        return str(number)
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _one_of(characters: str) -> Callable[[int], str]:
    return lambda number: characters[number - 1] if 0 < number <= len(characters) else str(number)


FORMATS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalZero": lambda number: f"{number:02}",
        "decimalFullWidth": lambda number: "".join(chr(ord(figure) + 0xFEE0) for figure in str(number)),
        "decimalFullWidth2": lambda number: "".join(chr(ord(figure) + 0xFEE0) for figure in str(number)),
        "decimalEnclosedCircle": _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedCircleChinese": _one_of("①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"),
        "decimalEnclosedFullstop": _one_of("⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"),
        "decimalEnclosedParen": _one_of("⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"),
        "upperRoman": _roman,
        "lowerRoman": lambda number: _roman(number).lower(),
        "upperLetter": _letter,
        "lowerLetter": lambda number: _letter(number).lower(),
        "chineseCounting": chinese,
        "chineseCountingThousand": chinese,
        "japaneseCounting": chinese,
        "taiwaneseCounting": chinese,
        "taiwaneseCountingThousand": chinese,
        "ideographDigital": _digit_by_digit,
        "japaneseDigitalTenThousand": _digit_by_digit,
        "taiwaneseDigital": _digit_by_digit,
        "chineseLegalSimplified": _legal,
        "ideographTraditional": _one_of("甲乙丙丁戊己庚辛壬癸"),
        "ideographZodiac": _one_of("子丑寅卯辰巳午未申酉戌亥"),
        "ideographEnclosedCircle": _one_of("㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"),
    }
)
