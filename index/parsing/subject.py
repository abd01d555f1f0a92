"""What a directive says it is about: "V/v …", the title under its kind, or the lines between number and "Kính gửi"."""

import re
from collections.abc import Sequence

from index.parsing.flat import even, flat
from index.parsing.letterhead import Piece
from index.parsing.looks import is_capitals
from index.parsing.parts import DATE, Part
from index.parsing.repair import heal
from index.parsing.truecase import truecase
from index.text import plain
from index.types import Field, Span

_TRAILING = " \t\n,;.:/*_"
_TITLED = (Part.TEXT, Part.CAPITALS, Part.ABOUT, Part.BODY, Part.OFFICE, Part.KIND, Part.HEADING)
# Parts of the other column that may stand between the lines of a subject.
_BESIDE = (Part.DATE, Part.MOTTO, Part.URGENCY, Part.SECRECY, Part.NUMBER)
_UNFINISHED = re.compile(
    r"(?:[-,&/]|\b(?:cua|va|cho|ve|voi|tai|thuoc|doi|theo|trong|cac|den|tu|so|o|trien khai|thuc hien|dia ban|ban hanh))$"
)
_DECIDES = re.compile(
    r"\W*(?:uy ban|ubnd|hoi dong|hdnd|chinh phu|quoc hoi|thu tuong|ban (?:chap hanh|thuong vu|can su)|bch|btv|thuong truc|tinh uy|"
    r"thanh uy|huyen uy|quan uy|thi uy|dang uy|chi bo|toa an|vien kiem sat|chu tich nuoc|dai hoi|lien bo)\b"
)
_OWNER = re.compile(r"\W*cua\s")
_ITS_NUMBER = re.compile(r"\W*so\s*[:.]?\s*\d[\w/-]*\W*(?:ngay\b|$)")
_NUMBER_END = re.compile(r"\bso\s*:?\s*\d+[a-z]?\s?[-/][\w/&-]+")
_OPENS_TEXT = re.compile(
    r"\W*(?:can cu|thuc hien|de |nham|ngay \d|trong (?:thoi|nhung|qua)|sau |hien nay|thoi gian|theo |thuc te|xet|ton kinh|kinh)"
)
_SECOND_HALF = re.compile(r"\W*(?:phuong huong|nhiem vu|muc tieu|giai phap|ke hoach|chuong trinh|du kien)\b")
# A meeting with its year is what the title is about, not who decides.
_YEARLY = re.compile(r"\W*dai hoi\b.{0,120}\bnam \d{4}\W*$", re.DOTALL)
_BRACKET = re.compile(r"\W{0,3}\(\s*(?:ban hanh|kem|kem theo|khoa|thay|du thao|so)\b")
_LEAD = re.compile(r"\W*(?:trich yeu\s*:?|v\s?/\s?v\.?\s*:?|ve viec\s*:?|ve\s)\s*")
_MAX = 900


def read_subject(text: str, letterhead: Sequence[Piece], kind_at: int | None) -> Field | None:
    """The subject; ``kind_at``: which piece is the title's kind, if any is."""
    abouts = [at for at, piece in enumerate(letterhead) if piece.part is Part.ABOUT]
    frame = next((at for at, piece in enumerate(letterhead) if piece.part in _BESIDE), 0)
    # What a heading above the letterhead says is said again in it.
    about = next((at for at in abouts if at > frame), next(iter(abouts), None))
    if kind_at is not None and (found := _under_title(text, letterhead, kind_at)):
        return found
    if about is not None:
        return _field(text, _run(text, letterhead, about))
    if kind_at is None and (found := _between(text, letterhead)):
        return found
    for piece in letterhead:
        if piece.part is Part.HEADING and len(plain(text[piece.start : piece.end]).split()) > 3:
            return _field(text, [piece])
    return None


_ANNEX = re.compile(
    r"\W*phu luc(?:\s+(?:so\s+)?[ivx\d]{1,5})?[\s.:]*\n(?P<title>[^()]{4,400}?)\s*\([^()]{0,40}kem theo\b"
)


def annex_subject(text: str, start: int, end: int) -> Field | None:
    """The title of an annex that is a file of its own: between "Phụ lục" and "(Kèm theo …)"."""
    if not text[start : start + 20].lstrip("*_#( \n").lower().startswith("ph"):
        return None
    found = _ANNEX.match(flat(text[start : min(end, start + 600)]))
    if not found:
        return None
    at, stop = start + found.start("title"), start + found.end("title")
    own = text[at:stop].strip()
    begin = at + text[at:stop].index(own)
    return _field(text, [Piece(begin, begin + len(own), Part.CAPITALS, 0)]) if is_capitals(own) else None


def _under_title(text: str, letterhead: Sequence[Piece], kind_at: int) -> Field | None:
    title: list[Piece] = []
    kind = letterhead[kind_at]
    for piece in letterhead[kind_at + 1 :]:
        own = text[piece.start : piece.end]
        small = flat(own)
        if piece.part in _BESIDE:
            continue
        if piece.part not in _TITLED or _BRACKET.match(small):
            break
        last = title[-1] if title else kind
        open_end = bool(title) and bool(_UNFINISHED.search(flat(text[last.start : last.end]).strip(' *_"')))
        if not title and (_OWNER.match(small) or _ITS_NUMBER.match(small)):
            if rest := _after_owner(piece, small):
                title.append(rest)
            continue
        decides = piece.part is Part.OFFICE or (piece.part is Part.BODY and _DECIDES.match(small))
        if decides and not open_end and not (not title and _YEARLY.match(small)):
            # "CHỦ TỊCH ỦY BAN NHÂN DÂN …" under the title: who decides.
            break
        if piece.part is Part.KIND and title and not open_end and piece.block != last.block:
            break
        if piece.part in (Part.TEXT, Part.HEADING) and not _goes_on(text, last, piece, bool(title), open_end):
            break
        if piece.part in (Part.CAPITALS, Part.KIND) and title and title[-1].part is Part.TEXT:
            break
        title.append(piece)
    return _field(text, title) if title else None


def _after_owner(piece: Piece, small: str) -> Piece | None:
    """What "CỦA CHÍNH PHỦ SỐ … NGÀY … VỀ …" says after who, number and day."""
    number = _NUMBER_END.search(small)
    date = DATE.search(small, number.end() if number else 0)
    about = re.search(r"\bve (?:viec )?", small)
    at = date.end() if date else number.end() if number else about.start() if about else len(small)
    rest = small[at:].strip(" .,*")
    if len(rest.split()) < 2:
        return None
    return Piece(piece.start + small.index(rest, at), piece.start + len(small.rstrip(" .,*")), piece.part, piece.block)


def _goes_on(text: str, last: Piece, piece: Piece, titled: bool, open_end: bool) -> bool:
    """Whether the small letters of ``piece`` still belong to the title that ``last`` is part of."""
    own = text[piece.start : piece.end]
    small = flat(own).strip()
    if _LEAD.match(small) and not titled and not small.endswith((":", ";")):
        return True
    before = flat(text[last.start : last.end]).rstrip(' "*_')
    finished = before.endswith((".", ":", ";"))
    if titled and piece.block == last.block and finished and len(small) < 250 and not small.endswith(":"):
        # "… công tác quý I; / phương hướng, nhiệm vụ quý II"
        return bool(before.endswith(";") and not _OPENS_TEXT.match(small)) or bool(_SECOND_HALF.match(small))
    ends = small.rstrip('" *').endswith((".", ":", ";"))
    if piece.block == last.block:
        return (
            not finished
            and (not titled or open_end or own.lstrip("*_ ")[:1].islower() or not _OPENS_TEXT.match(small))
            and (len(small) < 300)
            and not small.endswith(":")
        )
    if piece.emphasised and not titled:
        return True
    if titled:
        return (open_end or own.lstrip("*_ ")[:1].islower()) and not finished and not ends and len(small) < 250
    return not ends and len(small) < 250 and not _OPENS_TEXT.match(small)


def _run(text: str, letterhead: Sequence[Piece], at: int) -> list[Piece]:
    """The lines of a "V/v" that begins at piece ``at``; what the other column prints between them is left out."""
    run = [letterhead[at]]
    for piece in letterhead[at + 1 :]:
        if piece.part in _BESIDE:
            continue
        last = text[run[-1].start : run[-1].end].rstrip("*_ ")
        own = text[piece.start : piece.end].lstrip("*_ ")
        unfinished = own[:1].islower() or _UNFINISHED.search(flat(last))
        near = piece.block == run[-1].block or (unfinished and not last.endswith((".", ";")))
        if piece.part not in (Part.TEXT, Part.CAPITALS) or not near or last.endswith((".", "./.")):
            break
        run.append(piece)
    return run


def _between(text: str, letterhead: Sequence[Piece]) -> Field | None:
    """The lines between the number and "Kính gửi" where nothing says "V/v"."""
    parts = [piece.part for piece in letterhead]
    if Part.NUMBER not in parts or Part.ADDRESS not in parts:
        return None
    for at in range(parts.index(Part.NUMBER) + 1, len(letterhead)):
        piece = letterhead[at]
        if piece.part is Part.TEXT and len(plain(text[piece.start : piece.end]).split()) > 2:
            return _field(text, _run(text, letterhead, at))
    return None


def _field(text: str, title: Sequence[Piece]) -> Field | None:
    """The words of ``title`` as one line, in small letters where they are printed in capitals, without "Về việc"."""
    title = [piece for piece in title if piece.start < title[0].start + 3 * _MAX]
    runs: list[str] = []
    for piece in title:
        own = plain(even(text[piece.start : piece.end]))
        if runs and runs[-1].isupper() and own.isupper():
            runs[-1] += f" {own}"
        else:
            runs.append(own)
    value = heal(" ".join(truecase(heal(own), text, sentence=True) if own.isupper() else own for own in runs))[
        :_MAX
    ].strip(' "“”')
    while lead := _LEAD.match(flat(value)):
        value = value[lead.end() :]
    value = value.strip(' "“”').rstrip(_TRAILING)
    if value.endswith(")") and "(" not in value:
        value = value.rstrip(")").rstrip(_TRAILING)
    lead = _LEAD.match(flat(text[title[0].start : title[0].end]))
    begin = title[0].start + (lead.end() if lead else 0)
    return Field(value, Span(min(begin, title[0].end - 1), title[-1].end)) if value else None
