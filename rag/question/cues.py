"""Words that tell what a question wants. All patterns are matched on folded text (no marks, lower case, single blanks),
so that they work alike for questions typed with and without diacritics."""

import re

from index.text import fold
from rag.types import Facet, Want

KIND_WORDS = {
    "cong van": "Công văn", "cv": "Công văn", "chi thi": "Chỉ thị", "ct": "Chỉ thị", "thong bao": "Thông báo", "tb": "Thông báo",
    "quyet dinh": "Quyết định", "qd": "Quyết định", "nghi quyet": "Nghị quyết", "nq": "Nghị quyết", "ke hoach": "Kế hoạch",
    "kh": "Kế hoạch", "bao cao": "Báo cáo", "to trinh": "Tờ trình", "huong dan": "Hướng dẫn", "ket luan": "Kết luận",
    "kl": "Kết luận", "cong dien": "Công điện", "cd": "Công điện", "sao luc": "Sao lục", "ban sao": "Sao lục", "sluc": "Sao lục",
    "thong tu": "Thông tư", "thong tu lien tich": "Thông tư liên tịch", "tt": "Thông tư", "nghi dinh": "Nghị định", "nd": "Nghị định",
    "phap lenh": "Pháp lệnh", "luat": "Luật", "quy che": "Quy chế", "quy dinh": "Quy định", "van ban hop nhat": "Văn bản hợp nhất",
}  # fmt: skip
ANY_DOCUMENT = r"(?:van ban|tai lieu|giay to)"
_KINDS_LONG = "|".join(sorted((k for k in KIND_WORDS if " " in k), key=len, reverse=True))
DOCUMENT = (
    rf"(?:{ANY_DOCUMENT}|{_KINDS_LONG}|\b(?:cv|ct|tb|qd|nq|kh|kl|nd)\b|ban sao luc|sao luc|sluc|thong bao ket luan)"
)
WHO = r"\b(?:(?<!giup )ai|nguoi nao|dong chi nao|ong nao|ba nao|nhung ai|lanh dao nao)\b"
ORGAN = (
    r"(?:co quan|don vi|to chuc|ban nganh|ban|so_|bo|phong|nganh|cap|ben|doan the|van phong|quan uy|quan|phuong|huyen|xa|uy ban|hoi|chi bo|dang uy|trung tam|"
    r"cap uy|dia phuong|truong(?! hop)|vien|cuc|cong an)"
)
WHEN = r"(?:ngay (?:nao|may|bao nhieu|thang nao)|hom nao|khi nao|bao gio|luc nao|thoi gian nao|thoi diem nao|(?:vao )?ngay gi|ngay thang nao|nhung ngay nao|han nao|thoi han nao)"
_ISSUE = r"(?:ban hanh|phat hanh|ky|ki|de|ra|len|cong bo|co)"

# Facets: the field of the document that is asked for. Order matters: the first match is the main one.
FACETS: tuple[tuple[Facet, re.Pattern[str]], ...] = (
    (Facet.COUNT, re.compile(rf"(?:bao nhieu|may) {DOCUMENT}")),
    (
        Facet.LISTING,
        re.compile(
            rf"(?:liet ke|ke ten|ke ra|danh sach|thong ke)(?: giup| cho| toi| em| minh| ra)*(?: cac| nhung| so hieu(?: cac)?| tat ca)* {DOCUMENT}"
            rf"|\b(?:co|ban hanh|ra|ky)\b(?: nhung| cac)? {DOCUMENT} (?:nao|gi)\b"
            rf"|(?:nhung|cac) {DOCUMENT} nao (?:cua|do)\b|kho (?:dang |hien )?co (?:nhung|cac) {DOCUMENT}"
            rf"|{DOCUMENT}(?: [a-z]+){{0,3}} (?:moi|cu|som|gan day|gan|muon) nhat"
            rf"|{DOCUMENT} nao .{{0,30}}(?:ngay|thang) \d|(?:ngay|thang) \d.{{0,40}}{DOCUMENT} nao"
        ),
    ),
    (
        Facet.CAPACITY,
        re.compile(r"\bk[yi]\b.*(?:chuc (?:vu|danh) (?:gi|nao|la gi)|tu cach (?:gi|nao)|cuong vi|thay mat|thua lenh|thua uy quyen|voi chuc)|^k[yi] (?:thua lenh|thay mat|voi)|chuc (?:danh|vu) (?:gi |cua nguoi )k[yi]\b|nguoi k[yi]\b.*chuc (?:vu|danh)"),
    ),
    (Facet.SIGNER, re.compile(rf"(?:{WHO}|ten).{{0,40}}\bk[yi]\b(?! (?:cam ket|ket|hop dong|tuc))|\bk[yi]\b (?:boi|la) ?{WHO}|\bk[yi]\b (?:ten )?la ai|nguoi k[yi]\b|do (?:nhung )?ai k[yi]\b|\bai (?:la nguoi )?(?:da )?k[yi]\b|chu k[yi] cua ai")),
    (Facet.RECIPIENTS, re.compile(r"noi nhan|gui (?:cho |toi |den )?(?:nhung |cac )?(?:ai|dau|noi nao|cho nao|co quan nao|don vi nao)(?: [a-z_]+){0,4} (?:de )?bao cao|gui bao cao (?:cho |den |ve )?(?:nhung )?(?:ai|dau|noi nao|co quan nao|don vi nao)|gui de bao cao|luu (?:o |tai )?(?:dau|cho nao|noi nao)|duoc luu|sao gui|ngoai (?:cac |nhung )?(?:noi |don vi )?kinh gui")),
    (Facet.ADDRESSEES, re.compile(r"kinh gui|\bgui (?:cho |toi |den )?(?:nhung |cac )?(?:ai|dau|noi nao|co quan nao|don vi nao|cho ai)|gui cho")),
    (Facet.NUMBER, re.compile(rf"so va ngay|\bso (?:hieu|ky hieu|may|bao nhieu|nao)\b|(?:mang|co|la) so (?:may|bao nhieu|gi|nao)|so, ky hieu|so ky hieu|{DOCUMENT} so (?:may|bao nhieu)")),
    (Facet.SUBJECT, re.compile(r"(?:ve|noi ve) (?:viec|van de|noi dung|cai|dieu|chu de)? ?gi\b|trich yeu|noi dung (?:chinh )?(?:la )?gi|ve viec (?:gi|nao)|noi den viec gi|tieu de")),
    (Facet.ISSUER, re.compile(rf"(?:co quan|don vi|noi|cap|to chuc|ben) nao (?:da )?(?:ban hanh|ra|phat hanh|lap|soan)|do (?:ai|co quan nao|don vi nao|cap nao|noi nao|ben nao) (?:ban hanh|ra|phat hanh)|{WHO} (?:da )?(?:ban hanh|ra {DOCUMENT})|\bla cua (?:ai|co quan nao|don vi nao|cap nao|noi nao|ben nao)|cua (?:ai|co quan nao|cap nao)\b(?! \w+ \w+ \w+)|co quan ban hanh")),
    (Facet.KIND, re.compile(r"(?:la|thuoc) loai (?:van ban )?(?:gi|nao)|loai van ban (?:gi|nao)")),
    (Facet.PLACE, re.compile(r"(?:ban hanh|ky|ki|lap) (?:o|tai) (?:dau|noi nao|cho nao)|dia danh|noi (?:ban hanh|lap|ky)")),
    (Facet.DATE, re.compile(rf"\b{_ISSUE}\b(?: (?:ban hanh|vao|tu|ngay|hom|luc|khi|duoc|{DOCUMENT}|thoi diem))* ?{WHEN}|\b{_ISSUE}\b.{{0,40}}{WHEN}|{WHEN} (?:thi )?(?:duoc )?(?:ban hanh|ky|ki|ra)\b|ngay (?:ban hanh|ky|ra|thang)|(?:so va ngay)|{WHEN}[ ?.!vayathe]*$")),
)  # fmt: skip

WANTS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    (Want.TASK, re.compile(r"(?:lam gi|(?<!nhu )the nao|nhu the nao|ra sao|thi sao|viec gi|nhung gi)(?: \([^)]*\))?[ ?.!]*$")),
    (Want.YES_NO, re.compile(r"\b(?:co|da|duoc|phai|bi|can|nen|cho)\b.*\b(?:khong|chua|ko|hay khong|k)\b[ ?.!avyhnz]*$|\bdung khong\b|phai khong\b|^co phai\b|\bhay khong\b|\bduoc khong\b")),
    (Want.REFERENCE, re.compile(rf"{DOCUMENT}(?: lien quan)? (?:nao|gi|so (?:may|bao nhieu|nao)|may)\b|(?:theo|tai|can cu|thuc hien|trien khai) (?:cac |nhung )?{DOCUMENT} (?:nao|gi)|\bso may\b|(?:nhung|cac) {DOCUMENT} nao|so bao nhieu\b")),
    (Want.TIME, re.compile(r"may gio|gio nao|tu luc may|luc may gio|bao nhieu gio sang")),
    (Want.PURPOSE, re.compile(r"muc dich|(?:nham|de) (?:lam )?(?:gi|cai gi|muc dich)|\bde lam gi|\bvi sao|tai sao|\bly do|nham gi")),
    (Want.DURATION, re.compile(r"bao lau|may (?:ngay|thang|nam|tuan|tieng|gio)\b|bao nhieu (?:ngay|thang|nam|tuan|tieng|gio)\b|trong vong (?:may|bao)|thoi gian bao lau|thoi han bao lau")),
    (Want.DATE, re.compile(rf"{WHEN}|han chot|thoi han|nam nao|thang nao")),
    (Want.QUANTITY, re.compile(r"bao nhieu|\bmay\b|toi da|toi thieu|muc (?:nao|gi)|\btuoi nao|\bbao xa|ty le|so luong|phan tram|gap doi")),
    (Want.CONDITION, re.compile(r"truong hop nao|dieu kien|khi nao (?:thi|moi)|neu .* thi sao")),
    (Want.PERSON, re.compile(rf"{WHO}|(?:dong chi|ong|ba|lanh dao|nguoi|chu tich|bi thu|truong|pho [a-z ]+?) nao\b|\bla ai\b|ten (?:la )?gi|dong chi nao")),
    (Want.BODY, re.compile(rf"\b(?:{ORGAN}|luc luong|noi|ben)(?: [a-z]+){{0,2}} nao\b|\bcua ai\b|bao cao (?:ve |cho )?(?:dau|ai)|\bve dau\b|cho co quan|nhung ai\b|\b{ORGAN} gi\b")),
    (Want.PLACE, re.compile(r"\bo dau|tai dau|noi nao|cho nao|den dau|khu vuc nao|dia diem")),
    (Want.LIST, re.compile(r"nhung (?:gi|viec|noi dung|nhiem vu|bien phap|yeu cau|hinh thuc|doi tuong|ai)|cac (?:noi dung|nhiem vu|bien phap|yeu cau) (?:gi|nao)|liet ke|ke ra|gom (?:nhung )?gi")),
    (Want.TASK, re.compile(r"lam gi|viec gi|nhiem vu|phai (?:lam|thuc hien)|the nao|nhu the nao|ra sao|trach nhiem gi|xu ly|giao (?:cho )?|yeu cau gi|noi gi|quy dinh gi|thi sao")),
)  # fmt: skip

# Asks which other document is followed or quoted: about what a document says, not about its own number.
CITED = re.compile(
    rf"(?:theo|tai|thuc hien|trien khai|dan(?: ra| chieu)?|nhac (?:den|toi)|can cu|nghiem|vien dan|con dan|dua tren|dua theo|dua vao) (?:cac |nhung )?{DOCUMENT} (?:so )?(?:nao|may|bao nhieu|gi)\b"
)
# Sets things side by side.
JOINING = re.compile(r"\b(?:va|voi|hay|lan luot|so voi|hai|giua)\b")
# "Văn bản nào nói về …", "… được nêu trong văn bản nào": asks for the archive's own documents.
ABOUT_WHICH = re.compile(
    rf"^(?:nhung |cac )?{DOCUMENT} (?:nao|gi)\b|{DOCUMENT} (?:nao|gi)\b.{{0,30}}\b(?:noi|nhac|quy dinh|neu|de cap|huong dan|cho phep|lien quan|noi den)\b"
    rf"|\b(?:trong|o|tai|nhan duoc) (?:nhung |cac )?{DOCUMENT} (?:nao|so may|so bao nhieu)\b"
)
EXCEPT = re.compile(r"\b(?:ngoai|tru|khong ke)\b")

# Matched with marks: "theo bạn" is not "theo Ban".
OPINION = re.compile(
    r"(?:theo|như)\s+(?:bạn|em|anh|chị)\b|\bbạn\s+(?:nghĩ|thấy|đánh giá|cho rằng)|\bban (?:nghi|thay) (?:sao|the nao|gi)|"
    r"(?:tốt|xấu|hay|đẹp|giỏi|kém|tệ|tot|xau|gioi) (?:nhất|nhat)\b|(?:cảm nhận|ý kiến|quan điểm)\s+(?:của bạn|cá nhân)|\bcó nên\b|\bco nen\b|ủng hộ hay phản đối|dự đoán",
    re.IGNORECASE,
)
# Asks what a word means.
DEFINES = re.compile(r"^(?:the )?(?:nao la .+|[a-z0-9 ]{1,20} (?:la gi|nghia la gi|co nghia la gi))[ ?]*$")
# Things that have names: which one is asked wants the name, not a sentence about such things.
NAMED_THING = re.compile(
    r"\b(sieu thi|benh vien|truong hoc|truong|duong|tuyen duong|tuyen pho|pho|khach san|khu pho|nha may|cong ty|toa nha|phuong|(?<!co )quan|huyen|xa|tinh)"
    r" (?:cu the )?nao\b(?<!hop nao)"
)
# The name of somebody is asked: no sentence without one will do.
NAME_WANTED = re.compile(r"\bten (?:la )?gi\b|\bho (?:va )?ten\b")
NAME_ASKED = re.compile(r"\bla ai\b|\bten (?:la )?gi\b|\bho (?:va )?ten\b")
# … and things the text must at least speak of.
NAMED_KIND = re.compile(
    r"\b(ung dung|app|trang web|website|chuong trinh|phong trao|mo hinh|he thong|phan mem|kenh|mau don|bieu mau|quy) (?:gi|nao)\b"
)
# What is so on the day of asking no archive can tell.
NOW = re.compile(r"\bhom nay\b|\bngay mai\b|\bhom qua\b|\bbay gio\b|\btuan toi\b|\bthoi tiet\b")
GREETING = re.compile(r"^(?:xin )?(?:chao|hello|hi|alo|cam on|thanks|ok|tam biet)(?: \w+){0,3}[ !.]*$")
# Personal particulars, with what a text must hold to state them.
PERSONAL = (
    (re.compile(r"so dien thoai|\bsdt\b|so dt\b|hotline|duong day nong"), re.compile(r"(?:\d[\s.-]?){8,11}")),
    (re.compile(r"\bemail\b|thu dien tu"), re.compile(r"\S@\S")),
    (re.compile(r"sinh nam|nam sinh|ngay sinh|sinh ngay|que quan|\bque (?:o|gi|nao)|dia chi nha|can cuoc|cccd"), re.compile(r"sinh năm|sinh ngày|quê quán|cư trú|căn cước", re.IGNORECASE)),
)  # fmt: skip

# Words of a question that carry no matter of their own, with marks; without marks for questions typed so.
STOP = frozenset(
    "ai bao nhiêu các cái cần cho có con của cũng đã đang đâu để đến đi do được gì hãy hỏi hôm khi không là làm "
    "phép khác nhau giống sánh lên lúc mà mấy mới một nào này nếu ngày nên nhé nhiều những ở phải qua quá ra rằng rồi sao sẽ tại thế theo "
    "thì thôi trên trong từ và vào vậy về vì việc với vừa xin như nhưng bị bởi ba ông bà đồng chí hiện người v a "
    "z j k ko dc nói nhắc đến dẫn yêu cầu quy định giao nêu tên số mang muốn gồm kể kho văn bản giúp biết tôi "
    "mình em anh nhe nha còn cả nó họ đó kia ấy ngoài hay hoặc bên cùng lần lượt dựa mỗi bảo lo".split()
)
STOP_FOLDED = frozenset(fold(word) for word in STOP)
# Syllables of the cues that other words share once folded ("ký"/"kỷ luật", "mấy"/"máy", "đâu"/"đầu", "số"/"sở"): typed with
# marks, only these spellings count.
ONLY = {
    "may": {"mấy"}, "dau": {"đâu"}, "ky": {"ký"}, "ki": {"kí"}, "ra": {"ra"}, "so": {"số"}, "nam": {"năm"}, "han": {"hạn"},
    "tuan": {"tuần"}, "thang": {"tháng"}, "ai": {"ai"}, "chua": {"chưa"}, "la": {"là"}, "gio": {"giờ"}, "hom": {"hôm"}, "cd": {"cđ"},
}  # fmt: skip
