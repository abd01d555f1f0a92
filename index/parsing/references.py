"""What a text does with the documents it names: each mention with its date, issuer and subject, and the words that say so."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from index.parsing import patterns as p
from index.parsing.cues import NONE, cue_before, cue_behind, parts_before, parts_within
from index.parsing.laws import laws
from index.parsing.mentions import DATED, Mention, day, numbered
from index.parsing.numbers import kind_of_number
from index.text import plain
from index.types import Reference, Relation, Span

_ITEM = r"(?:[-–+•*]|\(?(?:\d{1,2}(?:\.\d{1,2})*|[a-zđ])[.)])"
_TITLE_VERB = r"(?:quy\s+định|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|ban\s+hành|phê\s+duyệt|công\s+bố|bãi\s+bỏ|thành\s+lập|đính\s+chính|điều\s+chỉnh|thực\s+hiện|triển\s+khai|giao\s+chỉ\s+tiêu)"
# A body that issues documents, as a sentence names it.
_BODIES = (
    r"(?:Ban|Bộ|UBND|UBMTTQ|[UỦ][ỷyỶY]\s+ban|(?:Quận|Thành|Huyện|Tỉnh|Đảng|Thị)\s+(?:ủy|uỷ)|Chủ\s+(?:tịch|nhiệm)|Sở|Phòng|Văn\s+phòng|Thường\s+trực|"
    r"Thủ\s+tướng|Thống\s+đốc|Phó|Chính\s+phủ|Giám\s+đốc|Cục|Tổng\s+(?:cục|giám|liên)|Hội|[Ll]iên\s+(?:Bộ|bộ|ngành|Sở)|HĐND|Ngân\s+hàng|T[òo][àa]|Tòa|Viện|"
    r"Chánh\s+án|Trường|Công\s+an|Trung\s+ương|Kiểm\s+toán|Bảo\s+hiểm)"
)
_ISSUER_ENDS = (
    r"(?=,?\s+(?:về|v/v|quy\s+định|ban\s+hành|hướng\s+dẫn|sửa\s+đổi|bổ\s+sung|phê\s+duyệt|công\s+bố|thành\s+lập|đính\s+chính|điều\s+chỉnh|bãi\s+bỏ|"
    r"gửi|xem|tập|nghe|chỉ\s+đạo|tiếp\s+tục|thực\s+hiện|bằng|theo|trong|đối\s+với|hết\s+hiệu|được|bị|đã|đang|có|để|thì|trước|giao|yêu\s+cầu|đề\s+nghị|ngày|đủ|"
    r"(?<!hàng\s)(?<!phòng\s)không(?!\s+quân)|chưa|vẫn|sẽ|đều|chấm\s+dứt|còn|nêu|như|là|nhưng|thay|tại|vào|nhằm|cho|do|khi|mà|nếu|trả\s+lời|triển\s+khai|thông\s+báo|kết\s+luận|cùng|hoặc|quyết\s+định|nay|áp\s+dụng|"
    r"và(?!\s+(?:Đào\s+tạo|Xã\s+hội|Du\s+lịch|Công\s+nghệ|Môi\s+trường|Truyền\s+thông|Đầu\s+tư|[Pp]hát\s+triển|Thể\s+thao|Gia\s+đình|Kỹ\s+thuật|"
    r"Trẻ\s+em|Đô\s+thị|Tái\s+định|Giáo\s+dục|Bảo\s+vệ)))\b|\s*[,.;:()“”\"\[\]|*]|\s+[-–]\s+(?:Bộ|Ban)\b|\n\s*\n|\n\s*[-–+•]|\s*$)"
)
_ISSUER = re.compile(
    rf"[\s*_]*+(?:[,)\]][\s*_]*+)?của[\s*_]+(?P<issuer>(?:[Ll]iên\s+(?:Bộ|bộ|ngành|Sở)\s*:?\s*)?[^,.;:()“”\"\[\]|*\n]{{2,90}}?){_ISSUER_ENDS}",
    re.IGNORECASE,
)
# "của Bộ Quốc phòng, Bộ Công an và Bộ Tài chính"
_ISSUER_TOO = re.compile(
    rf"\s*(?:,|[-–]|\s+và)\s+(?P<issuer>(?={_BODIES}\b)[^,.;:()“”\"\[\]|*\n]{{2,90}}?)(?i:{_ISSUER_ENDS})"
)
# "của Bộ trưởng, Chủ nhiệm Văn phòng Chính phủ"
_OFFICE_TOO = re.compile(rf"\s*,\s+(?P<issuer>Chủ\s+nhiệm\s[^,.;:()“”\"\[\]|*\n]{{2,90}}?)(?i:{_ISSUER_ENDS})")
# "của Liên Bộ: Lao động - Thương binh và Xã hội, Tài chính, Y tế"
_LIAISON_TOO = re.compile(
    rf"\s*(?:,|[-–]|\s+và)\s+(?P<issuer>(?=[{p.UPPER}])[^,.;:()“”\"\[\]|*\n]{{2,90}}?)(?i:{_ISSUER_ENDS})"
)
_SUBJECT = re.compile(
    rf"[\s*_]*+(?:(?P<about>(?:,[\s*_]*+)?(?:về(?:\s+việc)?|v/v)[\s*_:]+)|(?P<verb>(?={_TITLE_VERB}\b)))"
    r"(?:[*_]*[“\"][*_]*(?P<quoted>[^”\"]{1,400})[*_]*[”\"]|(?P<words>[^.;:()\[\]|]{1,400}))",
    re.IGNORECASE,
)
# Where the subject of another document ends and the sentence that names it goes on.
_SUBJECT_END = re.compile(
    rf"\n\s*\n|\n[ \t]*{_ITEM}\s|,\s+(?=(?:{_BODIES}|(?i:đề\s+nghị|yêu\s+cầu|căn\s+cứ|theo\s+đó|trong\s+đó|nay|đồng\s+thời|thì|để|ngày)\b))"
    rf"|,?\s+(?:và\s+)?(?={p.KIND_WORD}\s+này)"
    r"|,?\s+(?:(?:đều|sẽ|và)\s+)?(?=(?:hết|chấm\s+dứt|không\s+còn|có)\s+hiệu\s+lực|(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|h[ủu][ỷy]?\s+bỏ)\s+(?:bởi|bằng|tại|theo|như|kể))"
    r"|,?\s+(?:đã\s+)?(?=được\s+sửa\s+đổi(?:,?\s+bổ\s+sung)?\s+(?:một\s+số|tại|bởi|theo|bằng|năm|lần)\b)"
    r"|,?\s+(?=như\s+sau\b|kể\s+từ\b|và\s+các\s+văn\s+bản\b|nếu\s+có\b)",
)
# Between two mentions of one list there is nothing else; a cue governs the list as a whole. The loop gives nothing back.
_PARTS_OF = r"(?:[Đđ]iều|[Kk]hoản|[Đđ]iểm|[Mm]ục|[Pp]hần|[Cc]hương)\s+[\w.-]{1,6}"
_LINK = re.compile(
    rf"(?:{_PARTS_OF}|\.(?=\s*\n\s*{_ITEM})|\(sau\s+đây[^()]{{0,160}}\)|{_ITEM}(?=\s)|[\s,;*_”\"\])\[:]"
    r"|(?:và|hoặc|cùng|với|các|những|số|cũng\s+như|của|tại)(?!\w))*+",
    re.IGNORECASE,
)
_NEW_PARAGRAPH = re.compile(rf"[^;:,\s]\s*\n\s*\n(?!\s*{_ITEM})")
_JOIN = re.compile(r"(?:,|;|\bvà|\bhoặc|\bcùng(?:\s+với)?)\s*(?:(?:các|những|số)\s+)?[*_]*$", re.IGNORECASE)
# "… đã được sửa đổi, bổ sung một số điều theo Luật số …": tells of the document before; it stays what the sentence is about.
_ASIDE = re.compile(
    r"[\s*_,(]*+(?:đã\s+)?(?:được|bị)\s+(?:sửa\s+đổi|bổ\s+sung|thay\s+thế|bãi\s+bỏ|đính\s+chính|điều\s+chỉnh)\b"
    r"[^.;:()]{0,60}\s(?:theo|bởi|bằng|tại)\s(?:(?!\bnày\b)[^.;:()]){0,60}",
    re.IGNORECASE,
)
# "của Quý Công ty": whoever reads it.
_READER = re.compile(r"(?:quý|chúng)\s", re.IGNORECASE)
_NICKNAME = re.compile(
    r"\(\s*(?:sau\s+đây\s+)?(?:được\s+)?(?:gọi|viết)(?:\s+chung)?(?:\s+tắt)?\s+là[^()]{0,40}$", re.IGNORECASE
)
_TITLE_ENDS = re.compile(
    r"(?:\A|\n|\. |; )[*_\s|]*(?:Căn\s+cứ|Kính\s+gửi|Điều\s+1\b|Xét\s|Theo\s+đề\s+nghị|I\.|1\.|Phần\s)"
)
_URL = re.compile(r"[*_]*\](?:\([^()\s]{0,250}\))?")
_TITLE_REACH, _LIST_REACH = 3000, 1200


def references(text: str, file: str, directive: int, start: int, end: int, own: Span | None) -> Iterator[Reference]:
    """Every mention of a document in ``text[start:end]`` (NFC), in order; ``own`` is the directive's own number line.

    A law may be named without a number: ``subject`` is then its name, with its year where one belongs to it. ``cue`` is
    where the text says what it does with the document; in a list it is the same for all members. What stands in another
    document's title ("Nghị định số A sửa đổi Nghị định số B") is only mentioned: B is A's business.
    """
    raw = [m for m in _mentions(text, start, end) if not (own and own.overlaps(Span(m.begin, m.end)))]
    if not raw:
        return
    title_end = _title_end(text, start, end)
    found: list[Reference] = []
    chain: list[int] = []  # the list that the present mention belongs to: places in ``found``
    partial: list[bool] = []  # of each of the chain, whether parts of it only are meant
    about: list[int] = []  # the list that the present one is an aside to: "A, được sửa đổi theo B, C"
    governing, outer, owner = NONE, start, None
    for at, one in enumerate(raw):
        said, reach = _read(text, file, directive, one, raw, at + 1, end)
        if chain and (one.begin < outer or _NICKNAME.search(text, max(outer, one.begin - 60), one.begin)):
            found.append(said)
            outer = max(outer, reach)
            continue
        linked = bool(chain) and _linked(text, outer, one.begin)
        owner = one.owner or (owner if linked and one.bare else None)
        if linked:
            kind = said.kind or found[chain[-1]].kind if one.bare else said.kind
            said, cue = replace(said, kind=kind, issuer=said.issuer or owner), governing
            between = text[outer : one.begin]
            # "Bãi bỏ Điều 6 Thông tư A sửa đổi Thông tư B; Thông tư C; …": the list may as well be of what A amended.
            parted = ";" in between and len(found) - chain[0] == len(chain)
            partial.append(parts_within(between) or (partial[-1] and not parted))
        else:
            cue = cue_before(text, max(start, outer), one.begin, one.kind, one.begin < title_end)
            if cue is NONE and governing.lists and _next_item(text, outer, one.begin):
                cue = governing
            if chain and cue is NONE and one.begin - outer < 180 and _ASIDE.fullmatch(text, outer, one.begin):
                about = [*about, *(chain[1:][-1:] if about else chain)]
            else:
                about = []
            opens = cue.whole and cue is not governing
            chain, partial = [], [cue.relation is not cue.whole if opens else parts_before(text, one.begin)]
        if cue is NONE:
            cue = cue_behind(text, one.begin, reach, end)
            for place, member in enumerate(chain if cue is not NONE and not about else ()):
                found[member] = replace(found[member], relation=cue.of(partial[place]), cue=cue.span)
            for member in about if cue is not NONE else ():
                subject = found[member]
                if subject.relation is Relation.MENTIONS:
                    parts = parts_before(text, subject.span.start)
                    found[member] = replace(subject, relation=cue.of(parts), cue=cue.span)
            cue = NONE if about else cue
        if linked and said.issuer and ";" not in text[found[chain[-1]].span.end : one.begin]:
            for member in chain:
                if not found[member].issuer and found[member].kind == said.kind:
                    found[member] = replace(found[member], issuer=said.issuer)
        if not said.kind and said.number:
            said = replace(said, kind=kind_of_number(said.number))
        chain.append(len(found))
        found.append(said if cue is NONE else replace(said, relation=cue.of(partial[-1]), cue=cue.span))
        governing, outer = cue, reach
    yield from found


def _mentions(text: str, start: int, end: int) -> list[Mention]:
    """All mentions in order; of two that overlap, the one that begins first, as a law's name holds its number."""
    found: list[Mention] = []
    for one in sorted([*laws(text, start, end), *numbered(text, start, end)], key=lambda m: (m.begin, -m.end)):
        if not found or one.begin >= found[-1].end:
            found.append(one)
    return found


def _linked(text: str, start: int, end: int) -> bool:
    """Whether nothing but list marks stands in ``text[start:end]``, and no new paragraph that is not an item begins there."""
    return bool(_LINK.fullmatch(text, start, end)) and not _NEW_PARAGRAPH.search(text, max(0, start - 1), end)


def _next_item(text: str, start: int, end: int) -> bool:
    """Whether a mention at ``end`` opens an item of the list that ``start`` stands in."""
    line = text.rfind("\n", start, end) + 1
    if not line or end - start > _LIST_REACH or not re.fullmatch(rf"[\s*_|]*{_ITEM}[\s*_]*", text[line:end]):
        return False
    return not re.search(rf"\n[ \t]*(?!{_ITEM})[^\s]", text[start:end])


def _read(
    text: str, file: str, directive: int, one: Mention, raw: Sequence[Mention], following: int, end: int
) -> tuple[Reference, int]:
    """The mention with what follows it (date, issuer, subject), and where the words that belong to it end."""
    at, date, issuer, subject = one.end, one.date, one.owner, one.name
    if link := _URL.match(text, at, min(end, at + 300)):
        at = link.end()
    if not date and (dated := DATED.match(text, at, min(end, at + 160))):
        date, at = day(dated), dated.end()
    if owned := _ISSUER.match(text, at, min(end, at + 200)):
        first, at = owned.start("issuer"), owned.end("issuer")
        while more := _more_issuers(one, owned["issuer"]).match(text, at, min(end, at + 120)):
            at = more.end("issuer")
        issuer = None if _READER.match(owned["issuer"]) else plain(text[first:at])
        if not date and (dated := DATED.match(text, at, min(end, at + 100))):
            date, at = day(dated), dated.end()
    reach = at
    if about := _SUBJECT.match(text, at, min(end, at + 600)):
        group = "quoted" if about["quoted"] else "words"
        first, stop = about.span(group)
        if group == "words":
            stop = _subject_end(text, first, stop, one, islice(raw, following, following + 12))
        if stop > first:
            reach = about.end() if group == "quoted" else stop
            if not one.name and (about["about"] or at > one.end):
                subject, at = plain(text[first:stop]).rstrip(" ,"), stop
    span = Span(one.begin, at)
    said = Reference(file, directive, one.kind, one.number, date, issuer, subject, Relation.MENTIONS, span)
    return said, reach


def _more_issuers(one: Mention, first: str) -> re.Pattern[str]:
    """What joins a second issuer to ``first``: only what is issued jointly has one; else a comma begins something new."""
    if first.lower().startswith("liên"):
        return _LIAISON_TOO
    joint = "liên" in (one.kind or "").lower() or re.search(r"LT|LS", one.number or "")
    return _ISSUER_TOO if joint else _OFFICE_TOO


def _subject_end(text: str, first: int, stop: int, one: Mention, later: Iterable[Mention]) -> int:
    """Where a subject that begins at ``first`` ends: at most ``stop``, and before the next member of a list of documents."""
    if cut := _SUBJECT_END.search(text, first, stop):
        stop = cut.start()
    inside, inner = first, one.kind
    for other in later:
        if other.begin >= stop:
            break
        # "hướng dẫn Pháp lệnh A và Nghị định số B": B is of the first one's kind again.
        again = inside == first or (other.kind == one.kind and inner != one.kind)
        if again and (join := _JOIN.search(text, max(first, other.begin - 30), other.begin)):
            return join.start()
        inside, inner = other.end, other.kind
    return first + len(text[first:stop].rstrip(" ,\n\t"))


def _title_end(text: str, start: int, end: int) -> int:
    """Where the directive's own title ends: before its grounds, its addressee or its first clause."""
    match = _TITLE_ENDS.search(text, start, min(end, start + _TITLE_REACH))
    return match.start() if match else start
