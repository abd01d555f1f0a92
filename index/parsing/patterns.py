"""Every pattern the reader of directives knows, named, in one place.

Layouts: Nghị định 30/2020/NĐ-CP (government) and Hướng dẫn 36-HD/VPTW (Party). All work on NFC text.
"""

import re

# Kinds of directive with the abbreviation used in their number (Nghị định 30/2020, Phụ lục III; laws; courts; copies).
KINDS = {
    "CV": "Công văn", "CT": "Chỉ thị", "TB": "Thông báo", "QĐ": "Quyết định", "NQ": "Nghị quyết", "KH": "Kế hoạch",
    "BC": "Báo cáo", "TTr": "Tờ trình", "HD": "Hướng dẫn", "QC": "Quy chế", "QyĐ": "Quy định", "KL": "Kết luận",
    "CĐ": "Công điện", "BS": "Sao lục", "TT": "Thông tư", "TTLT": "Thông tư liên tịch", "NĐ": "Nghị định",
    "PL": "Pháp lệnh", "VBHN": "Văn bản hợp nhất", "GM": "Giấy mời", "CTr": "Chương trình", "ĐA": "Đề án",
    "BB": "Biên bản", "L": "Luật", "TC": "Thông cáo", "PA": "Phương án", "DA": "Dự án", "HĐ": "Hợp đồng",
    "NQLT": "Nghị quyết liên tịch", "BGN": "Bản ghi nhớ", "BTT": "Bản thỏa thuận", "GUQ": "Giấy ủy quyền",
    "GGT": "Giấy giới thiệu", "GNP": "Giấy nghỉ phép", "PG": "Phiếu gửi", "PC": "Phiếu chuyển", "PB": "Phiếu báo",
    "SY": "Sao y", "SL": "Sao lục", "TrS": "Trích sao", "TTR": "Tờ trình", "QYĐ": "Quy định", "QCPH": "Quy chế",
    "CTrPH": "Chương trình", "CTPH": "Chương trình", "TM": "Thư mời",
}  # fmt: skip
# The Party's own (Hướng dẫn 36-HD/VPTW); their numbers have the dash first: 12-TT/TW.
PARTY_KINDS = {
    "TT": "Thông tri", "QĐi": "Quy định", "QĐI": "Quy định", "QyĐ": "Quy định", "QĐ": "Quyết định", "QH": "Quy hoạch",
    "TBo": "Tuyên bố", "LKG": "Lời kêu gọi", "GT": "Giấy giới thiệu", "BS": "Sao lục",
}  # fmt: skip
KIND_NAMES = sorted(
    {
        *KINDS.values(), *PARTY_KINDS.values(), "Bản sao", "Bộ luật", "Hiến pháp", "Lệnh", "Quyết nghị", "Sắc lệnh", "Sắc luật",
        "Bản án", "Điều lệ", "Nội quy", "Thư công", "Giấy phép", "Giấy chứng nhận", "Giấy xác nhận",
    },
    key=len,
    reverse=True,
)  # fmt: skip
# Titles printed otherwise than the kind is called, without marks.
OLD_KINDS = {
    "sao y ban chinh": "Sao y", "ban sao y": "Sao y", "ban sao luc": "Sao lục", "ban trich sao": "Trích sao",
    "quyet nghi": "Nghị quyết",
}  # fmt: skip

# OCR and old spellings of kinds, folded without marks ("Chi thị" is printed in the samples).
KIND_WORD = r"(?:" + "|".join(re.escape(k) for k in [*KIND_NAMES, "Chi thị"]) + r")"

# Vietnamese letters for character classes; a Unicode range would mix the cases.
LOWER = "a-zàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ"
UPPER = "A-Z" + LOWER[3:].upper()
# One to several capitalised syllables: a proper name.
NAME_RUN = rf"[{UPPER}][{LOWER}]+(?:[ \t]+[{UPPER}][{LOWER}]+)*"
# 634-CV/QU · 17/CT-UBND · 02/2020/UBTVQH14 · 1040/LĐTBXH-NCC · 06-CT/TU; blanks and asterisks left by OCR inside.
_SYMBOL = rf"[{UPPER}][{UPPER}{LOWER}0-9]*(?:\s?&\s?[{UPPER}]+)?"
# "4- Không giới thiệu …" opens an item of a list, as the Party's documents number them.
_ITEM = rf"(?!\d{{1,3}}-\s+[{UPPER}][{LOWER}]*(?![\w/-]))"
NUMBER = re.compile(
    rf"{_ITEM}(?P<digits>\d{{1,5}}[a-z]?)\*{{0,2}}\s{{0,2}}(?P<symbol>(?:/\s?\d{{4}})?(?:\s?[-–/]\s{{0,2}}{_SYMBOL}){{1,4}})"
)
# "Pháp lệnh số: 02/2020/UBTVQH14" is one too; the colon tells it from a sentence that names a document.
NUMBER_LINE = re.compile(
    rf"^[*_\s]*(?:[Ss]ố\s*:?|{KIND_WORD}\s+số\s*:)\s*[*_]{{0,2}}\s*(?P<number>{NUMBER.pattern})", re.MULTILINE
)
# A number whose digits were left blank in the print: "Số:      /QĐ-UBND".
NUMBER_BLANK = re.compile(rf"^[*_\s]*[Ss]ố\s*:?\s*[.…_\s]*[-/]\s?{_SYMBOL}", re.MULTILINE)

DATE_WORDS = re.compile(
    r"ngày\s+(?:mùng\s+)?(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})\s+năm\s+(?P<year>\d{4})", re.IGNORECASE
)
DATE_DIGITS = re.compile(
    r"(?<![\d/.-])(?P<day>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<month>\d{1,2})\s?(?P=sep)\s?(?P<year>\d{4})(?!\d)"
)
DAY_MONTH = re.compile(r"(?<![\d/.,-])(?P<day>[0-3]?\d)/(?P<month>[01]?\d)(?![\d/]|\s?[A-ZĐ])")
# "Hà Đông, ngày 02 tháng 9 năm 2021"; the place is what stands before the comma on that line or table cell.
PLACE_DATE = re.compile(
    rf"(?P<place>[{UPPER}][^\n,|*_]{{1,40}}?)\s*,\s*(?:(?:hồi|lúc)\s+\d[\d\s:hgiờphút]{{0,16}}?,?\s*)?(?P<date>[Nn]gày[\s.…\d]{{1,30}}[Tt]háng[\s.…\d]{{1,30}}[Nn]ăm[\s.…]{{0,9}}\d{{4}})"
)

MOTTO = re.compile(
    r"^[*_\s|]*(?:C[ỘO]NG\s+H[OÒÓ][AÀÁ]\s+X[ÃA]\s+H[ỘO]I|Đ[ẢA]NG\s+C[ỘO]NG\s+S[ẢA]N\s+VI[ỆE]T|Độc\s+lập\s*[-–])"
)
RULE = re.compile(r"^[\s*_~=\-–—.•|:]+$")
PAGE_NUMBER = re.compile(r"^\s*(?:[-–]\s*)?(?:Trang\s+)?\d{1,3}(?:\s*/\s*\d{1,3})?(?:\s*[-–])?\s*$", re.IGNORECASE)

# A telegram addresses with "… điện:", an invitation with "Trân trọng kính mời:".
ADDRESS_HEAD = re.compile(
    r"^[*_\s\-–|]*(?:K[íiìỉ]nh\s+g[ửuưữi]i\s*[:;]?|(?:Trân\s+trọng\s+)?kính\s+mời\s*:|[^.;:\n]{3,90}\sđiện\s*:\s*$)",
    re.IGNORECASE,
)
# "Nơi nhận hồ sơ: …" and a column "Nơi nhận giống" are no recipients.
RECIPIENT_HEAD = re.compile(r"^[*_\s\-–|]*N[ơoớờò]i\s+nh[ậaâạ]n(?! (?-i:[a-zà-ỹ]))\s*[:;]?", re.IGNORECASE)
AUTHORITY = re.compile(
    r"^[*_\s|]*(?P<form>T\s?[/.]\s?M|TM|T\s?[/.]\s?L|TL|K\s?[/.]?\s?T|TUQ|T\s?[/.]\s?UQ|Q\s?\.)(?=[.\s/])[.\s/]*(?P<rest>.*)$"
)
SUBJECT_HEAD = re.compile(r"^[*_\s\"“]*(?:V\s?/\s?v\.?|Về\s+việc|Về|về\s+việc|về|VỀ\s+VIỆC|VỀ)[\s:]+")
CAPACITY = re.compile(
    r"^[*_\s]*(?:Q\.\s*)?(?:PHÓ\s+)?(?:CHÁNH|CHỦ\s+TỊCH|BÍ\s+THƯ|BỘ\s+TRƯỞNG|THỨ\s+TRƯỞNG|THỦ\s+TƯỚNG|GIÁM\s+ĐỐC|TỔNG|TRƯỞNG|"
    r"CHỦ\s+NHIỆM|CỤC\s+TRƯỞNG|VỤ\s+TRƯỞNG|VIỆN\s+TRƯỞNG|HIỆU\s+TRƯỞNG|THƯỜNG\s+TRỰC|ỦY\s+VIÊN|UỶ\s+VIÊN|CHÁNH\s+ÁN|PHÓ|THƯ\s+KÝ|(?:CHI\s+CỤC|HỘI|XÃ\s+ĐỘI)\s+TRƯỞNG)"
)
# A personal name alone on its line: two to five capitalised syllables, nothing else.
_SYLLABLE_CAP = rf"[{UPPER}][{LOWER}]*"
PERSON_LINE = re.compile(rf"^[*_\s]*(?P<name>{_SYLLABLE_CAP}(?:\s+{_SYLLABLE_CAP}){{1,4}})[*_\s.]*$")

# Words that open the name of an issuing body, in capitals as headers print them.
BODY_CAPITAL = re.compile(
    r"^(?:BAN|BỘ|CHÍNH\s+PHỦ|CÔNG\s+AN|CÔNG\s+TY|CỤC|ĐẢNG\s+(?:BỘ|[ỦU][YỶ]|UỶ|ĐOÀN|BAN)|HỘI|HUYỆN|HĐND|KHO|LIÊN|MẶT\s+TRẬN|NGÂN\s+HÀNG|PHÒNG|"
    r"QUẬN|QUỐC\s+HỘI|SỞ|TỈNH|THÀNH|THỊ|THỦ\s+TƯỚNG|TÒA|TOÀ|TỔNG|TRUNG\s+(?:ƯƠNG|TÂM)|TRƯỜNG|UBND|Ủ[YỶ]\s+BAN|UỶ\s+BAN|UB|VĂN\s+PHÒNG|VIỆN|VKSND|XÃ|PHƯỜNG|CHI\s+BỘ|CHI\s+CỤC)"
    r"(?=\s|$|-)"
)

# Issuing bodies by the code that ends a number: what "/QU" or "/UBND" says about who issued it.
ISSUER_CODES = {
    "TW": "Trung ương", "TU": "Thành ủy", "QU": "Quận ủy", "HU": "Huyện ủy", "ĐU": "Đảng ủy", "UBND": "Ủy ban nhân dân",
    "HĐND": "Hội đồng nhân dân", "TTg": "Thủ tướng Chính phủ", "CP": "Chính phủ", "VPCP": "Văn phòng Chính phủ",
    "BCA": "Bộ Công an", "BYT": "Bộ Y tế", "BTC": "Bộ Tài chính", "BNV": "Bộ Nội vụ", "BQP": "Bộ Quốc phòng",
    "BTP": "Bộ Tư pháp", "BGDĐT": "Bộ Giáo dục và Đào tạo", "BLĐTBXH": "Bộ Lao động - Thương binh và Xã hội",
}  # fmt: skip
