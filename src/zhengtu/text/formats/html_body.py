"""Which part of a web page is the document: what is left out has the marks of a site. Making lines lives in html.py."""

from __future__ import annotations

import re
from dataclasses import dataclass

from zhengtu.text.formats.lines import Element, walk

_NEVER_SHOWN = re.compile(
    "area|audio|button|canvas|datalist|dialog|embed|head|iframe|input|link|map|meta|noscript|object|script|select|style|"
    "svg|template|textarea|title|video"
)
_SITE_TAG = re.compile("nav|header|footer|aside|menu|search")
_SITE_ROLE = re.compile("navigation|banner|contentinfo|complementary|search|menu|menubar|toolbar")
# Words in class and id. The vague ones count where they stand alone: div.top is of the site, div.article-top is not.
_SITE_WORD = re.compile(
    "navs?|navbar|navigation|menu|submenu|breadcrumbs?|crumbs?|header|footer|foot|sidebar|aside|share|bdsharebuttonbox|"
    "search|login|banner|topbar|toolbar|copyright|friendlinks?|links|related|recommend|pager|pagination|qrcode|ewm|"
    "weizhi|dqwz|daohang|dibu|yejiao"
)
_VAGUE_SITE_WORD = re.compile("head|top|bottom|side|position|location|path")
_DOCUMENT_WORD = re.compile("article|content|detail|text|title|main|body|doc")
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)

_SITE_FOOTER = re.compile(r"ICP备|公网安备|网站标识码|版权所有\s*[:：©]|Copyright\s*(?:©|\(c\))", re.IGNORECASE)
_SITE_TOOLS = re.compile(
    r"打印本页|关闭窗口|[【\[](?:打印|关闭|收藏)[】\]]|(?<!文)字[体号]\s*[:：]|(?:浏览|阅读|点击)(?:次数|量|数|率)\s*[:：]|访问量\s*[:：]|分享到\s*[:：]|扫一扫(?:在手机|分享|关注|打开)"
)
_TRAIL = re.compile(r"\s*(?:您?(?:现在|当前)?的?(?:所在)?位置\s*[:：]|首页\s*[>＞»›/])")
_MAX_TITLE = 300
_MAX_FOOTER = 600
_MAX_TOOLS = 80
_LINK_SHARE = 0.6
_GUARD_SHARE = 0.2

_TELLING = re.compile(r"。|[〔\[［(（]\d{4}[〕\]］)）]\s*第?\d+号|^\s*\d{4}年\d{1,2}月\d{1,2}日\s*$|^\s*附件")
_PART_OF_BLOCK = re.compile("[bp]|h[1-6]|span|strong|font|a|em|u|li|d[dt]|tr|tbody|center")


@dataclass(slots=True)
class _Weight:
    """How much an element holds: characters of text, those of links, links, sentences, first headings."""

    characters: int = 0
    linked: int = 0
    links: int = 0
    sentences: int = 0
    headings: int = 0

    def add(self, other: _Weight) -> None:
        self.characters += other.characters
        self.linked += other.linked
        self.links += other.links
        self.sentences += other.sentences
        self.headings += other.headings

    def add_text(self, text: str | None) -> None:
        if text:
            self.characters += len("".join(text.split()))
            self.sentences += text.count("。")


class Page:
    """A parsed page: the element with the document, what in it is skipped, and a title that stands nowhere in it."""

    def __init__(self, root: Element) -> None:
        self._weights = _weigh(root)
        self._whole = self._weights[root]
        title = _squeeze(_meta(root, "ArticleTitle"))
        self._skipped: set[Element] = set()
        anchors, has_title = self._anchors(root, title)
        self.content = _common_ancestor(anchors) if anchors else root
        self.lost_title = "" if has_title else title

    @property
    def sentences(self) -> int:
        """How many sentences the whole page shows."""
        return self._whole.sentences

    def is_skipped(self, element: Element) -> bool:
        """Say whether an element is no part of the document: not shown, or of the site."""
        return element in self._skipped or _is_hidden(element)

    def _is_of_the_site(self, element: Element) -> bool:
        if _is_hidden(element):
            return True
        weight = self._weights[element]
        if element.tag in ("html", "body") or self._holds_the_document(weight):
            return False
        if _is_named_as_site(element, weight) or (not weight.sentences and self._reads_as_site(element, weight)):
            self._skipped.add(element)
            return True
        return False

    def _holds_the_document(self, weight: _Weight) -> bool:
        if self._whole.sentences:
            return weight.sentences > _GUARD_SHARE * self._whole.sentences
        return weight.characters > 0.5 * self._whole.characters

    def _reads_as_site(self, element: Element, weight: _Weight) -> bool:
        """Tell lists of links, trails, tools and the imprint of a site, none of which has a sentence."""
        if not weight.characters or (weight.characters > _MAX_FOOTER and not weight.links):
            return False
        only = self._weights.get(element[0]) if len(element) == 1 else None
        if only and only.characters == weight.characters:
            return False  # what it wraps is judged in its turn
        text = text_of(element) if weight.characters <= _MAX_FOOTER else ""
        if weight.links > 1 and weight.linked >= _LINK_SHARE * weight.characters:
            return not text.lstrip().startswith("附件")
        if weight.characters <= _MAX_TOOLS and (_SITE_TOOLS.search(text) or _TRAIL.match(text)):
            return True
        return bool(_SITE_FOOTER.search(text))

    def _anchors(self, root: Element, title: str) -> tuple[list[Element], bool]:
        """Find what must be in the document: sentences, its number, date and annexes, tables and the title."""
        anchors: list[Element] = []
        has_title = not title
        for event, element in walk(root, self._is_of_the_site):
            if event == "start":
                may_be_title = not has_title and len(title) <= self._weights[element].characters <= _MAX_TITLE
                text = _squeeze(text_of(element)) if may_be_title else ""
                is_title = element.tag == "h1" or (bool(text) and text == title)
                has_title = has_title or (is_title and title in text)
                if is_title or element.tag == "table" or _is_telling(element.text):
                    anchors.append(element)
            parent = element.getparent()
            if event != "start" and parent is not None and _is_telling(element.tail):
                anchors.append(parent)
        return anchors, has_title


def text_of(element: Element) -> str:
    """All characters inside an element, shown or not."""
    return "".join(map(str, element.itertext()))


def _weigh(root: Element) -> dict[Element, _Weight]:
    """Weigh every element that is shown. The mapping also keeps lxml's elements alive, so that they stay the same."""
    weights: dict[Element, _Weight] = {}
    for event, element in walk(root, _is_hidden):
        parent = element.getparent()
        if event == "start":
            weights[element] = _Weight()
            weights[element].add_text(element.text)
            weights[element].headings = int(element.tag == "h1")
            continue
        if event == "end" and element.tag == "a":
            weights[element].linked = weights[element].characters
            weights[element].links = 1
        if parent is not None and parent in weights:
            if event == "end":
                weights[parent].add(weights[element])
            weights[parent].add_text(element.tail)
    return weights


def _is_hidden(element: Element) -> bool:
    return (
        not isinstance(element.tag, str)
        or _NEVER_SHOWN.fullmatch(element.tag) is not None
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDDEN.search(element.get("style", "")))
    )


def _is_named_as_site(element: Element, weight: _Weight) -> bool:
    if _SITE_TAG.fullmatch(element.tag) or _SITE_ROLE.fullmatch(element.get("role", "")):
        return element.tag != "header" or next(element.iterancestors("article", "main"), None) is None
    names = (*element.get("class", "").split(), element.get("id", ""))
    return any(_is_name_of_site([word.lower() for word in _WORDS.findall(name)], weight) for name in names)


def _is_name_of_site(words: list[str], weight: _Weight) -> bool:
    if any(map(_DOCUMENT_WORD.fullmatch, words)):
        return False
    if len(words) == 1 and _VAGUE_SITE_WORD.fullmatch(words[0]):
        return not weight.headings
    return any(map(_SITE_WORD.fullmatch, words))


def _is_telling(text: str | None) -> bool:
    return text is not None and _TELLING.search(text) is not None


def _common_ancestor(elements: list[Element]) -> Element:
    """Find what holds all of the elements, and is more than one paragraph."""
    path = [*reversed(list(elements[0].iterancestors())), elements[0]]
    place = {element: at for at, element in enumerate(path)}
    below: set[Element] = set()
    for element in elements[1:]:
        climbed: Element | None = element
        while climbed is not None and climbed not in place and climbed not in below:
            below.add(climbed)
            climbed = climbed.getparent()
        if climbed in place:
            del path[place[climbed] + 1 :]
    while len(path) > 1 and _PART_OF_BLOCK.fullmatch(path[-1].tag):
        path.pop()
    return path[-1]


def _meta(root: Element, name: str) -> str:
    for element in root.iter("meta"):
        if element.get("name", "").lower() == name.lower():
            return element.get("content", "")
    return ""


def _squeeze(text: str) -> str:
    return "".join(text.split())
