"""Fills the column name_en of areas.csv: the names of areas as English texts write them.

Nothing here is imported by the package; README.md beside it says from what the names come, and how to run it.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

from pypinyin import lazy_pinyin

# Characters that the names of places read otherwise than most words do.
_CHARACTERS = {
    "长": "chang",
    "都": "du",
    "乐": "le",
    "朝": "chao",
    "棱": "ling",
    "陂": "pi",
    "铅": "yan",
    "埔": "pu",
    "圩": "xu",
}
# Places that read a character in a way of their own.
_READINGS = {
    "六合": "luhe",
    "乐陵": "laoling",
    "乐亭": "laoting",
    "乐清": "yueqing",
    "单县": "shanxian",
    "大城": "daicheng",
    "大埔": "dabu",
    "长子": "zhangzi",
    "繁峙": "fanshi",
    "洪洞": "hongtong",
    "浚县": "xunxian",
    "漯河": "luohe",
    "筠连": "junlian",
    "什邡": "shifang",
    "荥经": "yingjing",
    "珲春": "hunchun",
    "宕昌": "tanchang",
    "崆峒": "kongtong",
    "泊头": "botou",
    "佛冈": "fogang",
    "闵行": "minhang",
    "覃塘": "qintang",
    "红寺堡": "hongsibu",
    "长洲": "changzhou",
    "蔚县": "yuxian",
    "蠡县": "lixian",
    "莘县": "shenxian",
}
# Names that are not written in pinyin, or whose rank is no part of them.
_NAMES = {
    "北京市": "Beijing",
    "天津市": "Tianjin",
    "上海市": "Shanghai",
    "重庆市": "Chongqing",
    "陕西省": "Shaanxi Province",
    "内蒙古自治区": "Inner Mongolia Autonomous Region",
    "广西壮族自治区": "Guangxi Zhuang Autonomous Region",
    "西藏自治区": "Xizang Autonomous Region",
    "宁夏回族自治区": "Ningxia Hui Autonomous Region",
    "新疆维吾尔自治区": "Xinjiang Uygur Autonomous Region",
    "香港特别行政区": "Hong Kong Special Administrative Region",
    "澳门特别行政区": "Macao Special Administrative Region",
    "哈尔滨市": "Harbin",
    "齐齐哈尔市": "Qiqihar",
    "呼和浩特市": "Hohhot",
    "包头市": "Baotou",
    "乌海市": "Wuhai",
    "赤峰市": "Chifeng",
    "通辽市": "Tongliao",
    "鄂尔多斯市": "Ordos",
    "呼伦贝尔市": "Hulunbuir",
    "巴彦淖尔市": "Bayannur",
    "乌兰察布市": "Ulanqab",
    "兴安盟": "Hinggan League",
    "锡林郭勒盟": "Xilingol League",
    "阿拉善盟": "Alxa League",
    "满洲里市": "Manzhouli",
    "二连浩特市": "Erenhot",
    "拉萨市": "Lhasa",
    "日喀则市": "Xigaze",
    "昌都市": "Qamdo",
    "林芝市": "Nyingchi",
    "山南市": "Shannan",
    "那曲市": "Nagqu",
    "阿里地区": "Ngari Prefecture",
    "乌鲁木齐市": "Urumqi",
    "克拉玛依市": "Karamay",
    "吐鲁番市": "Turpan",
    "哈密市": "Hami",
    "昌吉回族自治州": "Changji Hui Autonomous Prefecture",
    "博尔塔拉蒙古自治州": "Bortala Mongol Autonomous Prefecture",
    "巴音郭楞蒙古自治州": "Bayingolin Mongol Autonomous Prefecture",
    "阿克苏地区": "Aksu Prefecture",
    "克孜勒苏柯尔克孜自治州": "Kizilsu Kirgiz Autonomous Prefecture",
    "喀什地区": "Kashgar Prefecture",
    "和田地区": "Hotan Prefecture",
    "伊犁哈萨克自治州": "Ili Kazak Autonomous Prefecture",
    "塔城地区": "Tacheng Prefecture",
    "阿勒泰地区": "Altay Prefecture",
    "霍尔果斯市": "Horgos",
    "阿拉山口市": "Alashankou",
    "阿坝藏族羌族自治州": "Aba Tibetan and Qiang Autonomous Prefecture",
    "甘孜藏族自治州": "Garze Tibetan Autonomous Prefecture",
    "迪庆藏族自治州": "Diqing Tibetan Autonomous Prefecture",
    "甘南藏族自治州": "Gannan Tibetan Autonomous Prefecture",
    "海北藏族自治州": "Haibei Tibetan Autonomous Prefecture",
    "黄南藏族自治州": "Huangnan Tibetan Autonomous Prefecture",
    "海南藏族自治州": "Hainan Tibetan Autonomous Prefecture",
    "果洛藏族自治州": "Golog Tibetan Autonomous Prefecture",
    "玉树藏族自治州": "Yushu Tibetan Autonomous Prefecture",
    "海西蒙古族藏族自治州": "Haixi Mongol and Tibetan Autonomous Prefecture",
    "神农架林区": "Shennongjia Forestry District",
    "万柏林区": "Wanbailin District",
    "东乡族自治县": "Dongxiang Autonomous County",
}
# Where most names are of other languages, pinyin of their characters is not how anybody writes them: only _NAMES.
_OTHER_LANGUAGES = ("15", "54", "65", "5132", "5133", "5334", "6230", "6322", "6323", "6325", "6326", "6327", "6328")
_OTHER_PEOPLES = re.compile(r".(蒙古|藏|哈萨克|达斡尔|鄂温克)族?")
# After GB/T 3304, in the spelling of English texts.
_PEOPLES = {
    "回": "Hui",
    "土家": "Tujia",
    "苗": "Miao",
    "羌": "Qiang",
    "彝": "Yi",
    "哈尼": "Hani",
    "傣": "Dai",
    "壮": "Zhuang",
    "白": "Bai",
    "景颇": "Jingpo",
    "傈僳": "Lisu",
    "侗": "Dong",
    "布依": "Bouyei",
    "朝鲜": "Korean",
    "满": "Manchu",
    "畲": "She",
    "瑶": "Yao",
    "仫佬": "Mulao",
    "毛南": "Maonan",
    "黎": "Li",
    "仡佬": "Gelao",
    "水": "Sui",
    "纳西": "Naxi",
    "拉祜": "Lahu",
    "佤": "Va",
    "布朗": "Blang",
    "独龙": "Derung",
    "怒": "Nu",
    "普米": "Pumi",
    "东乡": "Dongxiang",
    "保安": "Bonan",
    "撒拉": "Salar",
    "裕固": "Yugur",
    "土": "Tu",
    "各": "Multi-Ethnic",
}
# The first that fits; a city is written without its rank.
_RANKS = {
    "自治州": "Autonomous Prefecture",
    "自治县": "Autonomous County",
    "地区": "Prefecture",
    "新区": "New Area",
    "矿区": "Mining District",
    "特区": "Special District",
    "省": "Province",
    "县": "County",
    "区": "District",
    "市": "",
}


def english_name(code: str, level: str, name: str) -> str:
    """The name in English; empty where no source gives it: zones, and names of languages that pinyin does not write."""
    if name in _NAMES:
        return _NAMES[name]
    if level == "zone" or code.startswith(_OTHER_LANGUAGES) or _OTHER_PEOPLES.search(name):
        return ""
    rank = next((rank for rank in _RANKS if name.endswith(rank) and len(name) > len(rank)), "")
    base = name.removesuffix(rank)
    peoples: list[str] = []
    while found := next((word for word in _PEOPLES if base.endswith(f"{word}族")), None):
        base, peoples = base.removesuffix(f"{found}族"), [_PEOPLES[found], *peoples]
    people = " and ".join(filter(None, (", ".join(peoples[:-1]), *peoples[-1:])))
    return " ".join(filter(None, (_romanise(base, rank), people, _RANKS.get(rank, ""))))


def _romanise(base: str, rank: str) -> str:
    """沧源 → Cangyuan, 西安 → Xi'an; one character keeps its reading (夏县 → Xia)."""
    own = _READINGS.get(base) or _READINGS.get(base + rank, "").removesuffix("xian")
    if own:
        return own.capitalize()
    read = zip(base, lazy_pinyin(base, v_to_u=True), strict=True)
    syllables = [_CHARACTERS.get(character, syllable) for character, syllable in read]
    parted = (f"'{syllable}" if n and syllable[0] in "aoe" else syllable for n, syllable in enumerate(syllables))
    return "".join(parted).capitalize()


def main() -> None:
    """Read areas.csv beside this file and write it again with the column."""
    path = Path(__file__).with_name("areas.csv")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["name_en"] = english_name(row["code"], row["level"], row["name"])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{sum(bool(row['name_en']) for row in rows)} of {len(rows)} areas have an English name in {path}")


if __name__ == "__main__":
    main()
