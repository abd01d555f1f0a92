"""What a counted noun may also be called: units of measure, people, turns, places, and the words that only count. Pure.

Only general Vietnamese belongs here, as folded words; no matter that some archive is about.
"""

import re

# Units that mean the same, by the folded first word of the question's unit (``mét khối``: both words).
_SAME: dict[str, set[str]] = {
    "met": {"m", "met", "km", "cm"}, "m": {"m", "met", "km", "cm"}, "met khoi": {"m3", "khoi"},
    "met vuong": {"m2"}, "khoi": {"m3"},
    "mi li": {"mm"}, "li": {"mm"}, "milimet": {"mm"}, "minimet": {"mm"}, "cay so": {"km"}, "ki lo": {"km", "kg"},
    "can": {"kg", "can"}, "ky": {"kg", "ky"}, "kilogam": {"kg"}, "centimet": {"cm"},
    "hec ta": {"ha"}, "hecta": {"ha"}, "tien": {"dong", "trieu", "ty", "nghin", "ngan"},
    "dong": {"dong", "trieu", "ty", "nghin", "ngan"}, "vnd": {"dong", "trieu", "ty", "nghin", "ngan"},
    "phan tram": {"%"}, "phan": {"%"}, "em": {"em", "hoc", "tre", "chau"}, "hoc sinh": {"em", "hoc"},
    "hs": {"em", "hoc"}, "chau": {"chau", "tre", "em"},
    "tre": {"tre", "chau", "em"}, "ty": {"ty", "trieu", "dong"}, "trieu": {"trieu", "dong", "ty"},
    "nghin": {"dong", "nghin", "ngan"}, "ngan": {"dong", "nghin", "ngan"},
}  # fmt: skip
_MEASURES = frozenset("tuoi nguoi ha gam lit kg km mw kw kwh kva kv gb mb mbps ml m2 m3 mm cm hz usd".split())
# What else may be counted where the question's own word is not: "mấy lần" is told as "03 đợt".
_TURNS = frozenset(("lan", "luot", "dot", "vong", "phien", "cuoc"))
_PLACES = frozenset(("cho", "noi", "diem", "dia diem", "co so", "khu", "khu vuc", "vi tri", "tram", "chot"))
_PEOPLE = frozenset(
    "cong dan|nguoi dan|"
    "nguoi|em|chau|tre|tre em|hoc sinh|sinh vien|hoc vien|can bo|cong chuc|vien chuc|nhan vien|lao dong|cong nhan|doan vien|"
    "dang vien|hoi vien|thanh vien|uy vien|dai bieu|dong chi|chien si|chien sy|giao vien|thay co|bac si|bac sy|y bac si|"
    "tinh nguyen vien|can su|chuyen gia|chuyen vien|ho sinh|nhan luc|nhan su|nhan khau|khach|thi sinh|vi tri viec lam".split(
        "|"
    )
)
_ANYBODY = frozenset(("nguoi", "em", "dua", "anh", "ban", "nhan", "vi", "ai", "quan", "linh"))
_KINDS = frozenset(("loai", "nhom", "dang", "kieu", "hang", "thu", "phan"))
_HOMES = frozenset(("ho", "ho dan", "ho gia dinh", "gia dinh", "nha", "can nha", "ngoi nha", "nha dan"))
_GROUPS = (_TURNS, _PLACES, _KINDS, _HOMES)
# Words that only count what stands behind them: "mấy chiếc xe" asks for "05 xe".
_COUNTING = frozenset(
    "cai chiec con cay quyen cuon tam bo vi ngoi can toa doan to nhom suat chuyen cap loai so tong dau lan luot".split()
)


def same_units(unit: tuple[str, ...]) -> set[str]:
    """The folded first words a number's noun may have where ``unit``, the folded words of the question, is counted."""
    return next((_SAME[key] for key in (" ".join(unit[:2]), unit[0]) if key in _SAME), {unit[0]})


def like_units(unit: tuple[str, ...]) -> frozenset[str]:
    """Other nouns, of one word or two, that may stand for ``unit``; empty where only its own will do."""
    if unit[0] in _ANYBODY:
        return _PEOPLE
    if " ".join(unit[:2]) in _PEOPLE:
        return frozenset(("nguoi",))
    if unit[0] in ("met", "m"):
        return frozenset(("m2", "m3"))
    group = next((group for group in _GROUPS if unit[0] in group), frozenset[str]())
    return group | (frozenset(unit[1:2]) if unit[0] in _COUNTING else frozenset())


def is_measure(unit: tuple[str, ...]) -> bool:
    """Whether ``unit`` measures, so that a number of anything else is no answer; "can" is as often "căn" (nhà) as "cân"."""
    return unit[0] != "can" and (unit[0] in _SAME or " ".join(unit[:2]) in _SAME or unit[0] in _MEASURES)


def measures(said: str) -> bool:
    """Whether the folded words of a value measure a substance: "không quá 60 lít"."""
    return bool(re.search(r"\d ?(?:lit|ml|kg|gam|tan|ta|m3|met khoi|khoi|bao|thung|goi|kwh)\b", said))


def counts_heads(said: str) -> bool:
    """Whether the folded words of a value count people or turns ("50 đoàn viên", "02 đợt"): no amount of money."""
    words = re.sub(r"^[^\d]*[\d.,/ -]+", "", said).split()
    turns = words[:1] and words[0] in _TURNS and words[1:2] not in (["muc"], ["luong"], ["so"])
    return bool(turns) or " ".join(words[:2]) in _PEOPLE or (words[:1] == ["nguoi"])
