"""Who issued a directive, and the body above it, from the lines of its letterhead."""

import re
from collections.abc import Sequence

from index.parsing import patterns as p
from index.parsing.flat import even, flat
from index.parsing.letterhead import Piece
from index.parsing.parts import Part, opens_body
from index.parsing.repair import heal
from index.parsing.truecase import truecase
from index.text import plain, tokens
from index.types import Field, Span

_TRAILING = " \t\n,;.:/*_-–"
_AREA_WORDS = frozenset("quan phuong huyen xa thanh pho tinh thi tran".split())

# A line that stops here has not named the body yet: the next line does.
_INCOMPLETE = re.compile(
    r"(?:[-,]|\b(?:va|cua|ve|quan ly|uy ban nhan dan|ubnd|hoi dong nhan dan|hdnd|dang bo|dang uy|toa an nhan dan|vien "
    r"kiem sat nhan dan|"
    r"cong an|ban chap hanh|bch|uy ban mttq(?: viet nam)?|uy ban mat tran to quoc(?: viet nam)?|hoi|doan|cong ty|truong|bo chi huy|"
    r"ban chi huy|quan su|lien doan lao dong|bao hiem xa hoi|kho bac nha nuoc|cuc thue|chi cuc thue|hat kiem lam|ban "
    r"quan ly(?: du an)?))$"
)
_AREA = re.compile(r"\W*(?:tinh|thanh pho|tp|huyen|quan|xa|phuong|thi xa|thi tran)\b(?!\s+uy\b)")
# The lesser body printed behind the greater on one line: where it begins.
_LESSER = re.compile(
    r"(?<=\s)(?:(?<!van )(?<!xay dung )phong(?= (?!chong|thuong mai|chay))|so(?= )|(?<!tong )(?<!chi )cuc|chi cuc|tong cuc|"
    r"(?<!moi )(?<!thi )(?<!bo )(?<!thu )truong(?= (?!son|sa))|trung tam|benh vien|hoc vien|"
    r"(?<!uy )ban (?:to chuc|tuyen giao|dan van|noi chinh|kiem tra|chap hanh|thuong vu|quan ly|chi dao|chi huy|to chuc)|"
    r"dang uy|huyen uy|quan uy|thi uy|thanh uy|uy ban nhan dan|ubnd|uy ban kiem tra|cong ty|chi nhanh|hat kiem lam|van phong)(?!\w)"
)

# Who decides, under the title of a decision: "QUYẾT ĐỊNH / … / ỦY BAN NHÂN DÂN TỈNH A".
_DECIDING = re.compile(r"\W*(?:uy ban|ubnd|hoi dong nhan dan|hdnd|chinh phu|quoc hoi|thu tuong|chu tich nuoc|toa an)\b")
# What a lesser body can stand under on the same line; "Văn phòng Tỉnh ủy" is one body.
_GREATER = re.compile(
    r"\W*(?:uy ban nhan dan|ubnd|bo|so|dang bo|tinh uy|thanh uy|huyen uy|quan uy|thi uy|cuc|tong cuc|tong cong ty|tap "
    r"doan|dai hoc)\s"
)


def read_issuer(
    text: str, scope: Span, letterhead: Sequence[Piece], place: Field | None, joint: bool
) -> tuple[Field | None, Field | None]:
    """``(parent, issuer)`` of the directive in ``scope``; of a joint document the issuer is all of them, ``; `` between."""
    fields = [
        Field(_repaired(truecase(re.sub(r"(?<=\w)-(?=\w{2})", " - ", name), text), place), span)
        for name, span in _bodies(text, letterhead, joint)
    ]
    if not fields:
        return None, None
    if joint and len(fields) > 1:
        return None, Field("; ".join(field.value for field in fields), Span(fields[0].span.start, fields[-1].span.end))
    return (fields[-2] if len(fields) > 1 else None), qualified(fields[-1], text, scope)


def _bodies(text: str, letterhead: Sequence[Piece], joint: bool) -> list[tuple[str, Span]]:
    """The bodies of the letterhead from the greatest to the least, as printed, each put together from its lines."""
    lines: list[tuple[str, Span]] = []
    last: Piece | None = None
    frame = max((one.start for one in letterhead if one.part in (Part.MOTTO, Part.NUMBER, Part.DATE)), default=-1)
    titled = False
    for piece in letterhead:
        if piece.part in (Part.ADDRESS, Part.ABOUT) or (piece.part is Part.KIND and not _continues(lines, text, piece)):
            if lines:
                break
            # A heading above the letterhead says what the file is about; a body below a title is named by the title.
            titled = titled or (piece.part is Part.KIND and piece.start > frame)
            continue
        if titled and not (piece.part is Part.BODY and _DECIDING.match(flat(text[piece.start : piece.end]))):
            continue
        if piece.part is Part.MOTTO and not lines and _is_youth_union(text, letterhead, piece):
            lines.append((plain(even(text[piece.start : piece.end])).strip(_TRAILING), Span(piece.start, piece.end)))
            last = piece
            continue
        if piece.part not in (Part.BODY, Part.CAPITALS, Part.KIND):
            # Nothing of the left column stands below the number.
            if piece.part is Part.NUMBER and lines:
                break
            continue
        own = heal(plain(even(text[piece.start : piece.end])).strip(_TRAILING + '"()'))
        if not own:
            continue
        ends_open = even(text[piece.start : piece.end]).rstrip(" .:*_").endswith(("-", ","))
        if lines and last and _continues(lines, text, piece):
            lines[-1] = (f"{lines[-1][0]} {own}", Span(lines[-1][1].start, piece.end))
        elif piece.part is Part.BODY:
            lines.append((own, Span(piece.start, piece.end)))
        else:
            continue
        if ends_open:
            lines[-1] = (f"{lines[-1][0]} -" if own[-1] != "-" else lines[-1][0], lines[-1][1])
        last = piece
    return [part for name, span in lines for part in _apart(name.rstrip(_TRAILING), span, text, joint)]


def _is_youth_union(text: str, letterhead: Sequence[Piece], piece: Piece) -> bool:
    """Whether the union's name, in its letters printed like a motto on the right, is here the body over its committee."""
    if not flat(text[piece.start : piece.end]).strip().startswith("doan "):
        return False
    at = letterhead.index(piece) + 1
    return at < len(letterhead) and letterhead[at].part is Part.BODY and letterhead[at].block == piece.block


def _continues(lines: Sequence[tuple[str, Span]], text: str, piece: Piece) -> bool:
    """Whether ``piece`` goes on with the name the line before began."""
    if not lines:
        return False
    before, own = flat(lines[-1][0]), flat(text[piece.start : piece.end]).strip()
    if own.startswith(("va ", "- ", "-")) or before.endswith((" va", "-", ",")):
        return True
    if _INCOMPLETE.search(before) and (_AREA.match(own) or piece.part is not Part.BODY):
        return True
    if piece.part is Part.BODY:
        return bool(_AREA.match(own)) and len(own.split()) <= 6
    # A name that goes on ("… ĐẦU TƯ XÂY DỰNG") stands on the very next line.
    return (
        piece.part is Part.CAPITALS
        and "\n" in text[lines[-1][1].end : piece.start]
        and not re.search(r"\n\s*\n", text[lines[-1][1].end : piece.start])
    )


def _apart(name: str, span: Span, text: str, joint: bool) -> list[tuple[str, Span]]:
    """Bodies printed on one line, each by itself."""
    small = flat(name)
    cuts = (
        [(m.start(), m.end()) for m in re.finditer(r"\s+[-;,]\s+", small) if opens_body(small[m.end() :])]
        if joint
        else []
    )
    if not cuts and _GREATER.match(small):
        cut = next((m.start() for m in _LESSER.finditer(small) if len(small[: m.start()].split()) >= 2), None)
        if cut is not None and not small[:cut].rstrip().endswith((" va", "-", ",", "uy ban nhan dan", "ubnd")):
            cuts = [(len(name[:cut].rstrip()), cut)]
    if not cuts:
        return [(name, span)]
    found, at = [], 0
    for begin, end in [*cuts, (len(name), len(name))]:
        own = name[at:begin].strip(_TRAILING)
        found.append((own, _where(own, span, text)))
        at = end
    return found


def _where(own: str, span: Span, text: str) -> Span:
    """Where in ``span`` the words ``own`` are printed, whatever blanks and marks stand between them."""
    pattern = r"[\s*_|-]*".join(map(re.escape, own.replace("-", " ").replace(" ", "")))
    found = re.compile(pattern).search(text, span.start, span.end)
    return Span(*found.span()) if found else span


def _repaired(issuer: str, place: Field | None) -> str:
    """The spelling of the place in the date line wins over an OCR-damaged one in the issuer's name."""
    if not place:
        return issuer
    name = [t for t in tokens(place.value) if t.folded not in _AREA_WORDS]
    own = tokens(issuer)
    size = len(name)
    if size and [t.folded for t in own[-size:]] == [t.folded for t in name]:
        return issuer[: own[-size].start] + place.value[name[0].start : name[-1].end]
    return issuer


# ---------------------------------------------------------------- where the letterhead does not say


def qualified(issuer: Field, text: str, scope: Span) -> Field:
    """``Thường trực Quận ủy`` with the name of the district, where the file spells it out."""
    tail = re.search(r"((?:Tỉnh|Thành|Quận|Huyện|Thị|Đảng)\s+[ủu][ỷy])$", issuer.value, re.IGNORECASE)
    named = mentioned(tail[1].capitalize(), text, scope) if tail else None
    return Field(issuer.value[: tail.start()] + named.value, issuer.span) if tail and named else issuer


def issuer_by_code(number: Field | None, text: str, scope: Span) -> Field | None:
    """The body that the code of the number stands for, where the text itself spells that body out with its name."""
    code = re.split(r"[-/]", number.value)[-1] if number else ""
    body = p.ISSUER_CODES.get(code)
    return mentioned(body, text, scope) if body else None


_ENACTS = re.compile(
    r"(?P<who>Quốc hội|Ủy ban [Tt]hường vụ Quốc hội|Uỷ ban [Tt]hường vụ Quốc hội|Chính phủ|Thủ tướng Chính phủ|"
    rf"Hội đồng nhân dân (?:tỉnh|thành phố|huyện|quận|xã|phường) {p.NAME_RUN})\s+"
    r"(?:ban hành|quyết định ban hành)\s+(?:Bộ luật|Luật|Pháp lệnh|Nghị định|Quyết định|Nghị quyết)\b"
)


def enacted_by(text: str, scope: Span) -> Field | None:
    """Who says of itself near the top that it enacts this ("Quốc hội ban hành Luật …")."""
    found = _ENACTS.search(text, scope.start, min(scope.end, scope.start + 4_000))
    return Field(found["who"], Span(*found.span("who"))) if found else None


def mentioned(body: str, text: str, scope: Span) -> Field | None:
    """The name most often given in full in this directive, then in its file, for a body called ``body``."""
    last = body.split()[-1]
    spellings = {body, body.replace("ủy", "uỷ"), body.replace("Ủy", "Uỷ"), body.replace("uỷ", "ủy")}
    pattern = re.compile(
        rf"(?:{'|'.join(map(re.escape, sorted(spellings)))})[ \t]+(?:(?:quận|huyện|phường|xã|thị trấn|thị xã|thành phố|"
        rf"tỉnh)[ \t]+)?{p.NAME_RUN}"
    )
    for start, end in ((scope.start, scope.end), (0, len(text))):
        found: dict[str, list[Span]] = {}
        for match in pattern.finditer(text, start, end):
            value = plain(match.group()).rstrip(_TRAILING)
            if value.split()[-1] != last:
                found.setdefault(value.replace("uỷ", "ủy"), []).append(
                    Span(match.start(), match.start() + len(match.group().rstrip()))
                )
        if found:
            value = max(found, key=lambda v: len(found[v]))
            return Field(value, found[value][0])
    return None
