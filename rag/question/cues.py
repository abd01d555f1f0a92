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
    "giay moi": "Giấy mời", "thu moi": "Thư mời",
}  # fmt: skip
ANY_DOCUMENT = r"(?:van ban|tai lieu)"
_KINDS_LONG = "|".join(sorted((k for k in KIND_WORDS if " " in k), key=len, reverse=True))
DOCUMENT = (
    rf"(?:{ANY_DOCUMENT}|{_KINDS_LONG}|\b(?:cv|ct|tb|qd|nq|kh|kl|nd)\b|ban sao luc|sao luc|sluc|thong bao ket luan)"
)
# What may stand between a kind and the word that asks which one: "chỉ thị cũ nào", "quyết định hồi 2021 nào".
OLD = r"(?: (?:hoi |ra |cua )?(?:nam )?(?:19|20)\d\d| cu| moi| goc| khac| truoc(?: do| day)?| lien quan| cap tren)*"
# What ends a document: "thay cho quyết định nào", "quyết định cũ nào hết dùng" (a pattern).
ENDED = rf"\bthay (?:the|cho|vi tri)\b|\b(?:thay|the|bo|xoa|xoa bo|khai tu|dung thay)(?: cho)? {DOCUMENT}|\bthe cho\b|\b(?:thay|xoa bo|khai tu)\b(?= (?:cai|ban) )|{DOCUMENT}(?: [a-z]+){{0,7}} (?:cu|truoc day|truoc do|doi truoc) (?:(?:mang|co|la|thi) )*(?:so|ky hieu)\b|\b(?:het|mat|khong con|thoi|ngung)(?: duoc| co)? (?:dung|ap dung|hieu luc|gia tri|tac dung|su dung|thi hanh)\b|\bcham dut (?:hieu luc|ap dung)\b|\bxoa so\b"
_OWNED = r"(?: (?:ay|nay|do))?(?: cua(?: (?!(?:nao|gi|so_?|mang|ngay)\b)[a-z]+){1,8})?"
_ASKS_IT = r"(?:nao|gi|may|bao nhieu|ra sao|the nao|nhu the nao)"
# Asks for the number of a document that is described: "thông báo của Thành ủy mang số gì", "số hiệu ra sao".
NUMBER_ASKED = re.compile(
    rf"\b(?:so(?: va)? ky hieu|so hieu|ky hieu)(?: \S+){{0,2}}? {_ASKS_IT}\b|\b(?:mang|danh) so(?: may| bao nhieu| nao| gi| ky hieu| hieu)\b"
    rf"|{DOCUMENT}{OLD}{_OWNED} (?:thi )?(?:(?:mang|co|la|danh) )?(?:so(?: va)? ky hieu|so hieu|ky hieu|so)(?: la)? {_ASKS_IT}\b"
    rf"|\b(?:trong|o|tai|tu) {DOCUMENT} (?:nao|gi)[ ?.]*$"
)
# … or which one it is.
WHICH_ONE = re.compile(rf"{DOCUMENT}{OLD} (?:nao|gi)\b")
WHO = r"\b(?:(?<!giup )ai|nguoi nao|dong chi nao|ong nao|ba nao|nhung ai|lanh dao nao)\b"
# How one of many persons is asked for: "cô nào", "công chức nào", "vị thượng tá nào".
TITLE = (
    r"(?:dong chi|ong|ba|(?<!nguy )(?<!dong )(?<!don )co|(?<!cap )bac|(?<!hinh )anh|(?<!tieu )(?<!dia )(?<!bao )chi|thay|can bo|cong chuc|vien chuc|chuyen vien|nhan vien|giao vien|(?:thu|bo) truong"
    r"|(?:thieu|trung|thuong|dai) (?:uy|ta))"
)
ORGAN = (
    r"(?:co quan|don vi|to chuc|ban nganh|(?<!dia )ban|so_|bo|phong|nganh|cap|ben|doan the|van phong|quan uy|quan|phuong|huyen|xa|uy ban|hoi|chi bo|dang uy|trung tam|"
    r"cap uy|dia phuong|truong_?(?! hop)|benh vien|(?<!nhan )(?<!thanh )(?<!benh )vien|cuc|cong an)"
)
WHEN = r"(?:(?<!moi )(?<!mot )ngay (?:nao|may|bao nhieu|thang nao)|hom nao|bua nao|buoi nao|chung nao|dip nao|ky_? nghi nao|(?:mung|mong) may|khi nao|bao gio|luc nao|(?<!dong )thoi gian nao|thoi diem nao|(?:vao )?ngay gi\b|ngay thang nao|ngay thang nam (?:nao|may|gi|bao nhieu)|nhung ngay nao|han nao|thoi han nao)"
# What people sign and is no document of the archive.
PAPERS = (
    r"(?:bang|bien ban|hop dong|phieu|don(?! vi)|chung tu|hoa don|danh sach|ban (?:ke|khai|cam(?: ket)?|thoa thuan|ve)|giay(?! moi)|ho so"
    r"|cam ket|thoa thuan|chung chi|van bang|hoc ba)"
)
# … or goes on another word: "ký kết", "ký túc", and without marks "kỷ luật", "kỷ cương".
SIGNED_ELSE = rf"(?:{PAPERS}|ket|tuc|giao|luat(?! [a-z]+ [a-z]+ (?:so|nam)\b)|cuong)\b"
_ISSUE = rf"(?:ban hanh|phat hanh|(?<!dang )ky|ki|de|ra|len|cong bo|co|phat(?: ra| di)?(?= {DOCUMENT}))"

# "Công văn 667 gửi lên văn phòng nào để báo cáo": it is the document that goes there, not what somebody is told to send.
_SENT_UP = (
    rf"{DOCUMENT}(?: (?!yeu\b|giao\b|chi dao|de nghi|nhac\b|thi\b|noi\b|quy\b|cac\b|nhung\b|phai (?!gui|trinh|chuyen))[\w/-]+){{0,7}}"
    r" (?:gui|trinh|chuyen)(?: (?:len|toi|den|cho|ve|bao cao))*(?: [a-z]+){0,4} (?:nao|ai|dau)(?: [a-z]+){0,4} (?:de )?bao cao"
    rf"|{DOCUMENT} [\w/-]*\d[\w/-]*(?: (?:duoc|de|gui))* bao cao (?:len|toi|den|cho)(?: [a-z]+){{0,3}} (?:nao|ai|dau)[ ?.]*$"
)
# Whom or where something is sent or told: "nộp chỗ nào", "báo lên đâu".
TOLD = (
    r"\b(?:gui|nop|trinh|bao(?= (?:cao|cho|len|ve|toi|den|voi|dau)\b)|thong bao|phan anh|xin phep|xin y kien|lien he)\b"
    r"(?: (?!o\b|tai\b)[a-z0-9]+){0,6}(?: (?:o|tai))? (?:dau|cho nao|noi nao)\b"
)

# Facets: the field of the document that is asked for. Order matters: the first match is the main one.
FACETS: tuple[tuple[Facet, re.Pattern[str]], ...] = (
    (Facet.COUNT, re.compile(rf"(?:bao nhieu|(?<!so )may) {DOCUMENT}")),
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
        re.compile(r"\b(?:k[yi]|dat but|ha but)\b.*(?:chuc(?: vu| danh)? (?:gi|nao|la gi)|tu cach (?:gi|nao)|cuong vi|thay mat|thua lenh|uy quyen|voi chuc)|^k[yi] (?:thua lenh|thay mat|voi)|chuc (?:danh|vu) (?:gi |cua nguoi )k[yi]\b|nguoi k[yi]\b.*chuc (?:vu|danh)"),
    ),
    (Facet.SIGNER, re.compile(rf"(?:{WHO}|ten).{{0,40}}\bk[yi]\b(?! {SIGNED_ELSE})|(?:{WHO}|\bnao)(?: \S+){{0,2}} (?:dung ten(?! (?:so|tai khoan|giay))|dat but|ha but)\b|(?:{TITLE}|chu tich|giam doc|lanh dao|bi thu|truong (?:ban|phong)|chanh (?:van phong|thanh tra)|(?:cuc|hieu|vien) truong)(?: \S+){{0,4}} nao (?:da |la nguoi |cung )?(?:(?:thay mat|thua lenh|thua uy quyen|dai dien|ky thay)(?: \S+){{1,12}}? )?k[yi]\b(?! {SIGNED_ELSE})|\bk[yi]\b(?! {SIGNED_ELSE}).{{3,120}} la (?:nhung ai|ai|ong nao|ba nao)[ ?.]*$|\bk[yi]\b (?:boi|la) ?{WHO}|\bk[yi]\b (?:ten )?la ai|nguoi k[yi]\b|do (?:nhung )?ai k[yi]\b(?! {SIGNED_ELSE})|\bai (?:la nguoi )?(?:da )?k[yi]\b(?! {SIGNED_ELSE})|chu k[yi] cua (?:ai|{TITLE} nao)|do (?:\S+ ){{0,2}}(?:{TITLE}|lanh dao) nao (?:da )?k[yi]\b")),
    (Facet.RECIPIENTS, re.compile(rf"noi nhan|\b(?:noi|cho|ban) luu\b|\bluu(?: giu| tru)? (?:o |tai )?(?:bo phan|phong|van phong|co quan|don vi|ai)|{_SENT_UP}|gui (?:cho |toi |den )?(?:nhung |cac )?(?:ai|dau|noi nao|cho nao|co quan nao|don vi nao)(?: [a-z_]+){{0,4}} (?:de )?bao cao|gui bao cao (?:cho |den |ve )?(?:nhung )?(?:ai|dau|noi nao|co quan nao|don vi nao)|gui de bao cao|luu (?:o |tai )?(?:dau|cho nao|noi nao)|duoc luu|sao gui|ngoai (?:cac |nhung )?(?:noi |don vi )?kinh gui")),
    (Facet.ADDRESSEES, re.compile(r"kinh gui|\bgui (?:cho |toi |den )?(?:nhung |cac )?(?:ai|dau|noi nao|co quan nao|don vi nao|cho ai)|gui cho")),
    (Facet.NUMBER, re.compile(rf"so va ngay|\bso (?:hieu|ky hieu|may|bao nhieu|nao)\b|(?:mang|co|la|danh) so (?:may|bao nhieu|gi|nao)|\b(?:so hieu|ky hieu) (?:cua|la|ra sao|gi|the nao|nhu the nao)|^so hieu\b|so, ky hieu|so ky hieu|{DOCUMENT} so (?:may|bao nhieu)")),
    (Facet.SUBJECT, re.compile(r"(?:ve|noi ve) (?:viec|van de|noi dung|cai|dieu|chu de|chuyen)? ?gi\b|\bban (?:ve )?(?:viec|chuyen|van de|dieu) gi\b|trich yeu|noi dung (?:chinh )?(?:la )?gi|ve viec (?:gi|nao)|noi den viec gi|tieu de")),
    (Facet.ISSUER, re.compile(rf"(?:co quan|don vi|noi|cap|to chuc|ben) nao (?:da )?(?:ban hanh|ra|phat hanh|lap|soan)|do (?:nhung |cac )?(?:ai|co quan nao|don vi nao|cap nao|noi nao|ben nao|so_? nao|bo nao) (?:cung |phoi hop )?(?:ban hanh|ra|phat hanh)|{WHO} (?:da )?(?:ban hanh|ra {DOCUMENT})|\bla cua (?:ai|{ORGAN} nao|noi nao)|{DOCUMENT} [\w/-]*\d[\w/-]* cua {ORGAN} nao[ ?.!]*$|(?<!de nghi )(?<!y kien )cua (?:ai|co quan nao|cap nao)\b(?! \w+ \w+ \w+)|co quan ban hanh")),
    (Facet.URGENCY, re.compile(r"\b(?:do|dau|che do) khan\b(?! gia)|\bkhan (?:cap )?(?:den |o |toi )?(?:muc|co_?|do)(?: do)? (?:nao|gi)\b")),
    (Facet.SECRECY, re.compile(r"\b(?:muc do|dau|che do) mat\b|\bmat (?:den |o |toi )?(?:muc|do)(?: do)? (?:nao|gi)\b")),
    (Facet.KIND, re.compile(r"(?:la|thuoc) loai (?:van ban )?(?:gi|nao)|loai van ban (?:gi|nao)")),
    (Facet.PLACE, re.compile(r"(?:ban hanh|ky|ki|lap) (?:o|tai) (?:dau|noi nao|cho nao)|dia danh(?= (?:nao|gi|la|ghi|in|ban hanh|cua van ban|o (?:dau|goc))|[ ?.]*$)|(?<!ha )\bnoi (?:ban hanh|lap|ky)")),
    (Facet.DATE, re.compile(rf"{DOCUMENT} (?:de |ra )?ngay (?:nao|may|bao nhieu)\b|\b{_ISSUE}\b(?: (?:ban hanh|vao|tu|ngay|hom|luc|khi|duoc|{DOCUMENT}|thoi diem))* ?{WHEN}|\b{_ISSUE}\b.{{0,40}}{WHEN}|{WHEN} (?:thi )?(?:duoc )?(?:ban hanh|ky|ki|ra)\b|ngay (?:ban hanh|ky|ra|thang)|(?:so va ngay)|{WHEN}[ ?.!vayathe]*$")),
)  # fmt: skip

# "X nghĩa là sao", "X được hiểu thế nào", "X là cái gì", and of a longer name without anything beside it "X là gì".
_OTHER_THAN_A_WORD = (
    r"(?:nhiem vu|muc tieu|muc dich|hau qua|trach nhiem|yeu cau|noi dung|bien phap|hinh thuc|nguyen tac|ly do|quyen|chuc nang|dieu kien"
    r"|ho so|thoi han|han|ten|so|muc|doi tuong|giai phap|ket qua|phuong cham|khau hieu|viec|dieu|chu de|tieu de|trich yeu|chuc|co quan|don vi|loai|tieu chuan|tieu chi|thanh phan|van ban)\b"
)
# Where a word stands that is asked about: "trong kế hoạch", "theo các quy định".
IN_DOCUMENT = rf"(?:trong|theo|o|tai|cua|neu) (?:cac )?{DOCUMENT}"
MEANS = (
    rf"[a-z0-9_ ]{{2,60}}(?: {IN_DOCUMENT} [^?]{{1,150}}?)? (?:co nghia (?:la )?(?:gi|sao|the nao)|(?:nghia|tuc) la (?:gi|sao|(?:\w+ )?(?:nhu )?the nao)|la cai gi"
    rf"|(?:duoc |nen |phai )?hieu (?:la (?:gi|sao|ai|nhung ai)|the nao|nhu the nao|ra sao)(?: (?:trong|theo|o|tai) {DOCUMENT} [^?]{{1,150}})?)"
    rf"|(?!{_OTHER_THAN_A_WORD})(?:(?!cua\b|khi\b|trong\b|theo\b|cho\b|voi\b|de\b|thi\b|o\b)[a-z0-9_]+ ){{1,6}}(?:\([^)]*\) )?(?:la|viet tat (?:cua|cho)) (?:tu )?(?:gi|sao)"
    r"|[a-z0-9_ ]{2,60} \([a-z0-9_ ]*\) (?:la|viet tat (?:cua|cho)) (?:tu )?(?:gi|sao)"
)
# Small words a spoken question ends with.
_PARTICLES = r"(?: (?:vay|the|a|nhi|nhe|day|do|ha|ta|ho|z|v|h|roi|ban|anh|chi|em))*"
# "Trạm y tế không tiêm ngày nghỉ à?", "Chuyển khoản được chứ?": a statement to be confirmed, without a question word.
_CONFIRMS = (
    r"^(?!.*\b(?:gi|nao|ai|may|bao nhieu|bao gio|bao lau|bao xa|dau|sao|the nao)\b)(?:.*\b(?:co|con|duoc|phai|bi|can|da|khong|chua|la|deu|van)\b.*"
    r"(?<! nhom)(?<! loai)(?<! hang)(?<! lop)(?<! khoi)(?<! muc)(?<! mau)(?<! to)(?<! gan)(?<! cum) (?:a|ha|u|chu|chang)|.*\bduoc chu)[ ?.!]*$"
)
# What is asked for in the plural and is no list of things: persons, bodies, documents, days, numbers.
_NOT_THINGS = rf"(?:ai|nguoi|ong|ba|dong chi|can bo|lanh dao|chu tich|bi thu|luc luong|noi|cho|khu vuc|{ORGAN}|ngay|thang|nam|gio|moc|so|tuyen|truong|{DOCUMENT})\b"
# A telephone number, and a number in a street: neither is a document's.
TELEPHONE = re.compile(
    rf"^(?!.*\b{DOCUMENT}\b).*(?:\b(?:(?:so )?(?:dien thoai|dt|sdt)|hotline|duong day nong|tong dai)\b(?:(?! lap\b)[^?.]){{0,80}}?\bso (?:may|nao|gi|bao nhieu)"
    r"|\b(?:so (?:dien thoai|dt)|sdt|hotline|duong day nong|tong dai)\b(?:(?! lap\b)[^?.]){0,80}?\b(?:la bao nhieu|bao nhieu[ ?.]*$)"
    r"|\b(?<!keu )(?<!lenh )(?:goi|bam)(?: (?:dien|dien thoai|ai|cho|toi|den|vao|qua)\b,?)*(?: [a-z]+){0,4},? (?:so|nhanh so|may) (?:dien thoai )?(?:may|nao|bao nhieu|gi)\b)"
)
IN_A_STREET = re.compile(
    r"\b(?:o|tai|dia chi(?: la)?) so (?:nha )?(?:may|bao nhieu|nao)\b|\bso (?:nha )?(?:may|bao nhieu|nao),? (?:duong|pho|ngo|hem|ngach) (?:nao|gi)\b"
)
WANTS: tuple[tuple[Want, re.Pattern[str]], ...] = (
    (Want.PLACE, IN_A_STREET),
    (Want.TEXT, TELEPHONE),
    (Want.REFERENCE, NUMBER_ASKED),
    (Want.TEXT, re.compile(rf"^(?:{MEANS})[ ?.!]*$")),
    (Want.PURPOSE, re.compile(r"\b(?:de|nham|hong|cot)(?: de)?(?: (?:lam|tranh|ngua|giup|phuc vu|bao dam|dam bao|huong (?:toi|den)|dat))?(?: duoc)?(?: (?:dieu|chuyen|cai|muc tieu|muc dich))? (?:gi\b(?! \w+ \w+ \w+ \w+)|chi(?: (?:vay|the|a|nhi))?[ ?.!]*$)|\bmuc tieu (?:la )?(?:gi|nao)")),
    # "Gió mạnh cỡ nào thì cấm qua cầu?"; "cỡ nào" folds to the "cô nào" of a person
    (Want.CONDITION, re.compile(r"^(?!.*\b(?:ai|bao nhieu)\b).*\b(?:co_|den muc|toi muc|muc do|chung|cap) nao\b.* thi\b")),
    (Want.CONDITION, re.compile(r"\bchi khi nao\b|(?:truong hop|hoan canh|tinh huong) (?:nao|gi)|dieu kien (?:gi|nao|ra sao|the nao)|\bngoai le (?:nao|gi|la|khong|ra sao|cho)\b|\bdap ung (?:duoc )?(?:nhung |cac )?(?:\w+ ){0,2}(?:gi|nao)\b|(?:the nao|ra sao|lam sao|(?:viec|dieu|yeu cau) (?:gi|nao))\b.{0,60}\bmoi (?:duoc|phai|bi|cho|co the)\b")),
    (Want.TASK, re.compile(rf"(?:lam (?:gi|chi|sao)|(?<!nhu )the nao|nhu the nao|ra sao|(?:thi|xu|ly|phat|bi|tinh|giai quyet|xu tri) sao|(?:viec|phan) gi|\b(?:lo|dam nhan|phu trach|lo lieu) (?:chuyen |phan )?gi|nhung gi|\bbi (?:phat |xu |xu ly |xu phat |ky luat )?gi|hau qua (?:la )?gi)(?: \([^)]*\))?{_PARTICLES}[ ?.!]*$")),
    (Want.PERSON, re.compile(rf"\b(?:de|do|giao(?: cho)?|nho|cu|phan cong|bo tri) ai (?!khong\b)(?:\w+ ){{1,30}}(?:khong|chua){_PARTICLES}[ ?.!]*$")),
    (Want.PERSON, re.compile(r"\bai (?:lo|phai|chiu|duoc giao|phu trach|dam nhan|co trach nhiem|dung ra)\b.{3,}\bmay (?!gio\b|ngay\b|nguoi\b)")),
    (Want.YES_NO, re.compile(rf"\b(?:co|con|da|duoc|phai|bi|can|nen|cho|la|het)\b.*\b(?:khong|chua|ko|hay khong|k|hong|hok)\b{_PARTICLES}[ ?.!avyhnz]*$|{_CONFIRMS}|\bdung khong\b|phai khong\b|^co phai\b|\bhay khong\b(?!.*\b(?:nao|ai|gi|may|bao nhieu)\b)|\bduoc khong\b")),
    (Want.LIST, re.compile(rf"\b(?:nhung|cac) (?!{_NOT_THINGS})(?:\w+ ){{1,4}}?(?:nao|gi)\b|\b(?:giay to|ho so|thanh phan|dia ban|yeu cau|bien phap|hinh thuc|doi tuong|kieu) (?:gi|nao)\b|\bquy dinh gi\b(?! so)")),
    # "Đường dây nóng số mấy", "trụ sở ở số mấy": of no document.
    (Want.TEXT, re.compile(rf"^(?!.*{DOCUMENT}).*(?:\b(?:duong day nong|hotline|tong dai|dien thoai|tru so|goi)\b.*|\b(?:o|tai) )so may\b")),
    (Want.REFERENCE, re.compile(rf"{DOCUMENT}(?: lien quan)? (?:nao|gi|so (?:may|bao nhieu|nao)|may(?! (?:ngay|hom|thang|nam(?! \d)|tuan|gio|lan|ban|bo|quyen|trang|phan)\b))\b|(?:theo|tai|can cu|thuc hien|trien khai) (?:cac |nhung )?{DOCUMENT} (?:nao|gi)|(?<!\bcay )\bso may\b|(?:nhung|cac) {DOCUMENT} nao|so bao nhieu\b")),
    (Want.REFERENCE, WHICH_ONE),
    (Want.REFERENCE, re.compile(rf"\bso (?:ky )?hieu (?:cua )?(?:\w+ ){{0,2}}?{DOCUMENT}\b")),
    (Want.PERSON, re.compile(rf"\b(?:{TITLE}|chu tich|bi thu|lanh dao)(?: \w+){{0,4}}? nao (?:da |la nguoi )?(?:dung ten|ky|dat but)\b")),
    (Want.TIME, re.compile(r"\bmay gio|\bgio nao|tu luc may|luc may gio|bao nhieu gio sang|^gio (?:bat dau_?|ket thuc|khai mac|mo cua|dong cua|lam viec|hop)\b")),
    (Want.PURPOSE, re.compile(r"muc dich|\b(?:nham|de) (?:lam )?(?:(?:cai )?gi\b|muc dich)|\bde lam gi\b|\bvi sao|tai sao|\bnguyen nhan (?:(?:chinh|chu yeu) )?(?:gi|nao|la gi|tu dau|do dau)\b|(?<!quan )(?<!xu )(?<!phap )(?<!dai )(?<!thanh )\bly do\b(?! (?:khach quan|bat kha khang|chinh dang|suc khoe|cong viec|cong vu|ca nhan|dac biet|rieng)\b)|\bnham gi\b")),
    (Want.DURATION, re.compile(r"bao lau|may (?:ngay|hom|thang|nam|tuan|tieng|gio)\b(?! (?:tet|le|nay|do|ay|qua|cuoi|dau)\b)|bao nhieu (?:ngay|hom|thang|nam|tuan|tieng|gio)\b|trong vong (?:may|bao)|thoi gian bao lau|thoi han bao lau")),
    (Want.DATE, re.compile(rf"\b{WHEN}|\bhan (?:chot|cuoi)|(?<!co )(?<!truoc )(?<!qua )(?<!dung )thoi han|\b(?:truoc|qua|dung) thoi han (?:nao|gi|la)\b|\bnam nao|\bthang (?:nao|may)\b|\bnam may\b")),
    (Want.LIST, re.compile(r"(?<!thu )\b(?:may|bao nhieu) buoc\b|\bmay (?!nguoi\b|ai\b)[a-z]+\b.*\b(?:ke (?:ra|ten|het|du)|la (?:nhung )?(?:gi|\w+ (?:gi|nao))[ ?.]*$|gom (?:nhung )?gi\b|nhung gi\b|liet ke)")),
    (Want.QUANTITY, re.compile(r"bao nhieu|\bmay\b(?! ngay (?:tet|le|nay|cuoi|dau)\b)|\bbao tien\b|\btoi da\b(?=[ ?.!]*$| (?:la|bang|cua|cho|khi|trong|doi)\b)|\btoi thieu\b|\bmuc(?: tien| chi| phi| ho tro| tro cap| phat| thu| gia| luong)? (?:nao|gi)\b|\bso tien (?:nao|gi)\b|\btuoi nao|\bbao (?:xa|lon|nang|rong)\b|ty le|so luong\b(?!.*(?<!the )\b(?:nao|gi|ai|dau)\b)|phan tram|gap doi")),
    (Want.CONDITION, re.compile(r"truong hop nao|dieu kien|khi nao (?:thi|moi)|neu .* thi sao")),
    (Want.PERSON, re.compile(rf"{WHO}|\b(?:{TITLE}|lanh dao|nguoi|chu tich|bi thu|truong|pho [a-z ]+?) nao\b|\bla ai\b|ten (?:la )?gi|dong chi nao")),
    (Want.BODY, re.compile(rf"\b(?:{ORGAN}|luc luong|noi|ben)(?: (?!nhu\b|lam\b|lo\b|phai\b)[a-z]+){{0,2}} nao\b|\b(?:do|boi|nho|giao(?: cho)?) dau\b(?! (?:ma|den|ra)\b)|{TOLD}|\bcua ai\b|bao cao (?:ve |cho )?(?:dau|ai)|\bve dau\b|cho co quan|nhung ai\b|\b{ORGAN} gi\b")),
    (Want.PLACE, re.compile(r"\bo dau|tai dau|noi nao|cho nao|den dau|khu vuc nao|dia diem")),
    (Want.LIST, re.compile(r"nhung (?:gi|viec|noi dung|nhiem vu|bien phap|yeu cau|hinh thuc|doi tuong|ai)|cac (?:noi dung|nhiem vu|bien phap|yeu cau) (?:gi|nao)|liet ke|\bke ra\b|gom (?:nhung )?gi\b")),
    (Want.TASK, re.compile(r"\blam gi\b|\bviec gi\b|nhiem vu|phai (?:lam|thuc hien)|the nao|nhu the nao|ra sao|trach nhiem gi\b|xu ly|\bgiao (?!duc\b|vien\b|thong\b|dich\b)(?:cho )?|yeu cau gi\b|\bnoi gi\b|quy dinh gi\b|\bthi sao\b")),
    # Without any word of asking: "ngày ra thông báo 739".
    (Want.DATE, re.compile(r"^ngay (?!\d|hom |mai |nay )[a-z]|^(?!.*\b(?:nao|gi|ai|dau)\b).*\bngay (?!nay\b|do\b|sau\b|truoc\b)[a-z]+(?: [a-z]+){0,2}[ ?.!]*$")),
)  # fmt: skip

# Asks which other document is followed or quoted: about what a document says, not about its own number.
CITED = re.compile(
    rf"(?:theo|tai|thuc hien|trien khai|dan(?: ra| chieu)?|nhac (?:den|toi)|can cu|nghiem|vien dan|con dan|dua tren|dua theo|dua vao) (?:cac |nhung )?{DOCUMENT} (?:so )?(?:nao|may|bao nhieu|gi)\b"
)
# Sets things side by side.
JOINING = re.compile(r"\b(?:va|voi|hay|lan luot|so voi|hai|giua)\b")
# "Văn bản nào nói về …", "… được nêu trong văn bản nào": asks for the archive's own documents.
ABOUT_WHICH = re.compile(
    rf"^(?:(?:trong|o) kho(?: nay| luu tru)?,? )?(?:nhung |cac )?{DOCUMENT} (?:nao|gi)\b"
    rf"|{DOCUMENT} (?:nao|gi)\b.{{0,30}}\b(?:noi|nhac|dan|quy dinh|neu|de cap|huong dan|cho phep|lien quan|noi den)\b"
    rf"|\b(?:trong|o|tai|nhan duoc) (?:nhung |cac )?{DOCUMENT} (?:nao|so may|so bao nhieu)\b"
)
# Speaks of a certified copy of the document named next: it has a number, a day and a signer of its own.
COPY_OF = r"\b(?:sao luc|sao y|ban sao)(?: (?:luc|y|cua|toan van|noi dung|ban chinh))*"
EXCEPT = re.compile(r"\b(?:ngoai|tru|khong ke)\b")

# Matched with marks: "theo bạn" is not "theo Ban".
OPINION = re.compile(
    r"(?:theo|như)\s+(?:bạn|em|anh|chị)\b|\bbạn\s+(?:nghĩ|thấy|đánh giá|cho rằng)|\bban (?:nghi|thay) (?:sao|the nao|gi)|"
    r"(?:tốt|xấu|hay|đẹp|giỏi|kém|tệ|tot|xau|gioi) (?:nhất|nhat)\b|(?:cảm nhận|ý kiến|quan điểm)\s+(?:của bạn|cá nhân)|\bcó nên\b|(?<![^\W_])có đủ (?:cho (?:[^\W_]+ ){1,6})?(?:sống|tiêu|sinh sống|trang trải)(?: \w+){0,2} không(?![^\W_])|\bcó (?:hợp lý|công bằng|thỏa đáng|xứng đáng)(?: \w+){0,2} không\b|\bco nen\b|ủng hộ hay phản đối|\b(?:bạn|em|hãy|thử|giúp) (?:thử )?dự đoán|\bdự đoán (?:xem|giúp|thử|của bạn)|^dự đoán",
    re.IGNORECASE,
)
# Asks what a word means.
DEFINES = re.compile(
    rf"^(?:the )?(?:nao (?:duoc )?(?:goi |coi |hieu )?la .+|[a-z0-9 ]{{1,20}} (?:la gi|nghia la gi|co nghia la gi)|{MEANS})[ ?]*$"
)
# The name of somebody is asked: no sentence without one will do.
NAME_WANTED = re.compile(r"\bten (?:la )?gi\b|\bho (?:va )?ten\b")
NAME_ASKED = re.compile(r"\bla ai\b|\bten (?:la )?gi\b|\bho (?:va )?ten\b")
# What is so on the day of asking no archive can tell.
NOW = re.compile(
    r"\bhom nay\b|\bngay mai\b|\bhom qua\b|\bbay gio (?:la |dang la )?may gio\b|\btuan toi\b|^(?:du bao )?thoi tiet\b"
    r"|(?<!khi )(?<!luc )(?<!neu )(?<!kien )\bthoi tiet\b.*\b(?:the nao|ra sao|sao)[ ?.!]*$"
)
GREETING = re.compile(r"^(?:xin )?(?:chao|hello|hi|alo|cam on|thanks|ok|tam biet)(?: \w+){0,3}[ !.]*$")
# Personal particulars, with what a text must hold to state them.
PERSONAL = (
    (re.compile(r"so dien thoai|\bso may (?:ban|di dong|cua (?:ong|ba|dong chi|anh|chi))\b|\bsdt\b|so dt\b|hotline|duong day nong"), re.compile(r"(?:\d[\s.-]?){8,11}")),
    (re.compile(r"(?<!qua )(?<!bang )(?:\bemail\b|thu dien tu)"), re.compile(r"\S@\S")),
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
# Spoken words for acting, answering for or joining in: they tell in which part somebody is asked for, and nothing of the matter.
ACTING = re.compile(
    r"(?<![^\W_])(?:cầm (?:trịch|chịch|đầu)|đứng mũi chịu sào|bắt tay|chung tay|xắn tay|đứng ra|đứng tên|đứng (?:đằng )?sau|gánh(?: vác)?|cáng đáng|đảm đương"
    r"|trông (?:coi|nom)|lo (?:liệu|vụ|chuyện|việc|khâu|phần|mảng)|(?:lãnh|nhận) (?:phần|việc)|khởi xướng|có quyền|được quyền|có nhiệm vụ|phân vai"
    r"|là (?:việc|phần|phần việc|trách nhiệm) của|thuộc về|(?:xin|cho) hỏi|liên hệ|(?:đặt|hạ) bút|chịu tội)(?![^\W_])",
    re.IGNORECASE,
)
# Syllables of the cues that other words share once folded ("ký"/"kỷ luật", "mấy"/"máy", "đâu"/"đầu", "số"/"sở"): typed with
# marks, only these spellings count.
ONLY = {
    "may": {"mấy"}, "dau": {"đâu"}, "ky": {"ký"}, "ki": {"kí"}, "ra": {"ra"}, "so": {"số"}, "nam": {"năm"}, "han": {"hạn"},
    "tuan": {"tuần"}, "goi": {"gọi"}, "bam": {"bấm"}, "thang": {"tháng"}, "ai": {"ai"}, "chua": {"chưa"}, "la": {"là"}, "gio": {"giờ"}, "hom": {"hôm"}, "cd": {"cđ"},
    "noi": {"nơi", "nói", "nội"}, "nao": {"nào"},
    "co": {"có", "cô", "cơ", "cờ", "cỏ", "co"},
}  # fmt: skip
