"""Every word of the chat's screen, in Vietnamese and in English, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """The screen in one language. ``{name}`` are filled in with ``str.format``."""

    lang: str
    tagline: str
    archive_size: str
    other_lang: str
    other_lang_hint: str
    new: str
    skip: str
    welcome: str
    welcome_hint: str
    try_these: str
    conversation: str
    question: str
    placeholder: str
    send: str
    keys: str
    empty: str
    too_long: str
    searching: str
    writing: str
    stop: str
    stop_hint: str
    failure: str
    lost: str
    you_asked: str
    understood: str
    answered: str
    citations: str
    citation: str
    more_citations: str
    verified: str
    unverified: str
    all_verified: str
    confidence: str
    confidence_levels: tuple[str, str, str]
    dropped: str
    copy: str
    copied: str
    no_answer: str
    nearest: str
    closest: str
    source: str
    documents: str
    documents_hint: str
    more_documents: str
    back: str
    issuer: str
    date: str
    addressees: str
    signer: str
    file: str
    omitted: str
    cited_here: str


VI = Words(
    lang="vi",
    tagline="Hỏi kho văn bản, câu trả lời nào cũng có trích dẫn",
    archive_size="{count} văn bản",
    other_lang="English",
    other_lang_hint="Switch the page to English",
    new="Hội thoại mới",
    skip="Đến ô đặt câu hỏi",
    welcome="Bạn muốn biết điều gì?",
    welcome_hint="Gõ câu hỏi như khi hỏi đồng nghiệp, không dấu cũng được. Mỗi câu trả lời dẫn đúng nguyên "
    "văn, đúng điều khoản; bấm vào trích dẫn để đọc lại ngay trong văn bản.",
    try_these="Thử hỏi",
    conversation="Hội thoại",
    question="Câu hỏi của bạn",
    placeholder="Hỏi về các văn bản trong kho…",
    send="Hỏi",
    keys="Enter để gửi · Shift + Enter để xuống dòng",
    empty="Bạn chưa gõ câu hỏi.",
    too_long="Câu hỏi dài {length} ký tự; nhiều nhất là {limit}. Hãy hỏi ngắn hơn, từng ý một.",
    searching="Đang tìm trong kho văn bản…",
    writing="Đang viết tiếp; từng câu đã đối chiếu mới hiện…",
    stop="Dừng",
    stop_hint="Không chờ mô hình ngôn ngữ nữa: lấy câu trả lời trích thẳng từ văn bản",
    failure="Xin lỗi, câu hỏi này chưa trả lời được do lỗi của chương trình. Kho văn bản vẫn nguyên vẹn; "
    "hãy thử hỏi cách khác.",
    lost="Mất kết nối với chương trình. Trang sẽ tự nối lại khi chương trình chạy lại.",
    you_asked="Bạn hỏi",
    understood="Hiểu là:",
    answered="Trả lời",
    citations="Trích dẫn",
    citation="Trích dẫn {number}: {document}, {address}. Mở trong văn bản.",
    more_citations="Thêm {count} trích dẫn",
    verified="Đã đối chiếu: đúng nguyên văn trong nguồn",
    unverified="Chưa đối chiếu được với nguồn",
    all_verified="Đúng nguyên văn",
    confidence="Độ chắc chắn: {level}",
    confidence_levels=("thấp", "khá", "cao"),
    dropped="Đã bỏ {count} ý không đối chiếu được với nguồn",
    copy="Sao chép",
    copied="Đã chép",
    no_answer="Không có câu trả lời",
    nearest="Văn bản gần nhất",
    closest="Đoạn gần nhất, không phải lời đáp",
    source="Văn bản nguồn",
    documents="Các văn bản trong kho",
    documents_hint="Bấm vào một văn bản để đọc toàn văn.",
    more_documents="… và {count} văn bản nữa; hãy hỏi theo số ký hiệu.",
    back="Về câu trả lời",
    issuer="Cơ quan ban hành",
    date="Ngày",
    addressees="Kính gửi",
    signer="Người ký",
    file="Tệp",
    omitted="Văn bản rất dài: phần này không hiển thị ({count} điều khoản).",
    cited_here="Đoạn được trích dẫn",
)

EN = Words(
    lang="en",
    tagline="Ask the archive; every answer is a citation",
    archive_size="{count} documents",
    other_lang="Tiếng Việt",
    other_lang_hint="Chuyển trang sang tiếng Việt",
    new="New conversation",
    skip="Go to the question box",
    welcome="What would you like to know?",
    welcome_hint="Ask as you would ask a colleague, in Vietnamese, with or without diacritics. Every answer "
    "quotes the exact words of the exact clause; click a citation to read it in its document.",
    try_these="Try asking",
    conversation="Conversation",
    question="Your question",
    placeholder="Ask about the documents in the archive…",
    send="Ask",
    keys="Enter to send · Shift + Enter for a new line",
    empty="You have not typed a question.",
    too_long="The question has {length} characters; the limit is {limit}. Ask for one thing at a time.",
    searching="Searching the archive…",
    writing="Writing on; each sentence appears once it is checked…",
    stop="Stop",
    stop_hint="Wait for the language model no longer: take the answer quoted from the documents",
    failure="Sorry, an error in the program kept this question from being answered. The archive is unharmed; "
    "try asking in other words.",
    lost="The connection to the program was lost. The page reconnects when the program runs again.",
    you_asked="You asked",
    understood="Understood as:",
    answered="Answer",
    citations="Citations",
    citation="Citation {number}: {document}, {address}. Open it in the document.",
    more_citations="{count} more citations",
    verified="Checked: these exact words stand in the source",
    unverified="Could not be checked against the source",
    all_verified="Exact words",
    confidence="Confidence: {level}",
    confidence_levels=("low", "fair", "high"),
    dropped="{count} statements that could not be checked against the source were left out",
    copy="Copy",
    copied="Copied",
    no_answer="No answer",
    nearest="Nearest documents",
    closest="The nearest passage, which is no answer",
    source="Source document",
    documents="Documents in the archive",
    documents_hint="Click a document to read it in full.",
    more_documents="… and {count} more; ask for them by number.",
    back="Back to the answer",
    issuer="Issuer",
    date="Date",
    addressees="To",
    signer="Signed by",
    file="File",
    omitted="A very long document: this part is not shown ({count} clauses).",
    cited_here="Cited passage",
)

QUESTIONS = (
    ("subject", "{number} về việc gì?"),
    ("signer", "Ai ký {number}?"),
    ("date", "{number} ban hành ngày nào?"),
    ("addressees", "{number} gửi cho ai?"),
    ("issuer", "{issuer} có những văn bản nào?"),
)
"""Made from any archive's own metadata: the field a document must have, and the question about it."""


def words(lang: str) -> Words:
    """The screen's words in ``lang``; Vietnamese unless it is ``"en"``."""
    return EN if lang == "en" else VI


def confidence_word(confidence: float, lang: str) -> str:
    """A modest word for a number nobody should read as a probability."""
    low, fair, high = words(lang).confidence_levels
    return high if confidence >= 0.75 else fair if confidence >= 0.5 else low
