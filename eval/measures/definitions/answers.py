"""Whether the question was answered, and rightly."""

from eval.measures.marks import Marks
from eval.measures.types import Definition, Measure, Share, mean, when

RIGHT = Definition(
    "đúng",
    "right",
    "Một câu là đúng khi lời đáp đúng và trích dẫn đúng (hai số đo ở dưới); câu không có lời đáp trong kho là "
    "đúng khi chương trình im lặng. Câu không có lời trích mẫu thì chỉ xét lời đáp; câu có lời đáp trong kho mà "
    "bộ câu hỏi không cho lời đáp mẫu thì không tính ở đây (xem «trích dẫn» và «tìm kiếm»). «Đủ ngắn»: lời đáp "
    "dài không quá 400 ký tự, với danh sách, quy trình và so sánh là 900.",
    "A question is right when its answer and its citation are (both below); one without an answer in the archive "
    "when the program abstained. Without gold quotations the answer alone decides; a question that has an answer "
    "but no accepted one in the set is not counted here (see *citation* and the measures of finding). *Short*: "
    "the answer has at most 400 characters, for a list, a procedure or a comparison 900. *Answerable right* "
    "leaves out the questions without an answer.",
    "this program's promise: an answer with the place where it stands, or none",
    "3 of 5 questions: two answered and cited rightly, one abstained from rightly, one abstained from wrongly, one "
    "made up: 3/5",
)
ACCURACY = Definition(
    "lời đáp",
    "answer accuracy",
    "Lời đáp đúng khi nói đủ các chuỗi của một dòng lời đáp mẫu, ở bất cứ chỗ nào: cùng những từ ấy liền nhau, "
    "không phải một phần của từ hay số dài hơn. Chữ hoa, dấu câu, chỗ đặt dấu thanh (hoà/hòa) không kể; ngày và "
    "số so theo giá trị (04/9/2021 là ngày 4 tháng 9 năm 2021; 1,21 triệu là 1.210.000 đồng; 17h30 là 17 giờ 30 "
    "phút; 5% là 5 phần trăm; khoản 2 Điều 5 là Điều 5, khoản 2). Chữ đứng sát trước hay sát sau mà đổi nghĩa "
    "thì không tính: «không được phép» không nói được phép, «Phó Chủ tịch» không nói Chủ tịch, Điều 5a không nói "
    "Điều 5, 17/CT-UBND-TP không nói 17/CT-UBND. Số có đơn vị thì một đầu của khoảng (5-10 người) không nói 10 "
    "người; số trần (10), hay đầu có đơn vị riêng (từ 5% đến 10%), thì nói. 1/2, 1/3, 2/3, 1/4, 3/4 là phân số: "
    "muốn ngày, hãy viết ngày 1/2 hay 01/2. Chỉ chữ đứng sát được xét: «không có triệu chứng» vẫn nói triệu "
    "chứng, «Thanh tra Bộ Y tế» vẫn nói Bộ Y tế, và lời đáp kể ra mọi thứ thì nói cả điều đúng (hãy xem «đủ "
    "ngắn» và F1). «Nguyên văn»: vẫn thế mà đúng từng ký tự, chỉ bỏ qua chữ hoa, dạng Unicode và dấu thanh.",
    "An answer is right when it says every string of one accepted row, anywhere in it: the same words in a row, "
    "never part of a longer word or number. Case, punctuation and the place of a tone mark (hoà/hòa) do not "
    "count; dates and numbers are compared by value (04/9/2021 is ngày 4 tháng 9 năm 2021; 1,21 triệu is "
    "1.210.000 đồng; 17h30 is 17 giờ 30 phút; 5% is 5 phần trăm; khoản 2 Điều 5 is Điều 5, khoản 2). What stands "
    "directly before or behind and changes the meaning counts: «không được phép» does not say được phép, nor "
    "«Phó Chủ tịch» Chủ tịch, Điều 5a Điều 5, 17/CT-UBND-TP 17/CT-UBND, «Không tìm thấy thông tin» Không. A "
    "number with a unit is not said by one end of a range (5-10 người: neither 5 người nor 10 người); a bare "
    "number (10) is, and so is an end with its own unit (từ 5% đến 10%). 1/2, 1/3, 2/3, 1/4 and 3/4 are "
    "fractions: for the day write ngày 1/2 or 01/2. Only what is adjacent is read: «không có triệu chứng» still "
    "says triệu chứng, «Thanh tra Bộ Y tế» still says Bộ Y tế, and an answer that lists everything says the "
    "right thing, too (see *short* and F1). *Strict*: the same, and character by character, apart from case, "
    "Unicode form and tone marks. Questions with accepted answers.",
    "answer-in-reply accuracy, as ALCE's STR-EM (Gao et al. 2023) and open-domain QA count it, with Vietnamese "
    "spelling",
    "Accepted: 5 người. Right: «không quá 05 người»; wrong: «15 người»",
)
SQUAD = Definition(
    "trùng khớp (EM) và F1 theo từ",
    "exact match (EM) and token F1",
    "Sau khi bỏ chữ hoa, dấu câu, khoảng trắng thừa và các từ của, là, cái, chiếc, những: EM là 1 khi còn lại đúng "
    "những từ của một dòng lời đáp mẫu (các chuỗi nối bằng dấu cách); F1 là trung bình điều hòa của độ chuẩn và độ "
    "đủ tính theo từ, với dòng hợp nhất. Im lặng là 0. Lời đáp thành câu đầy đủ mất điểm ở đây dù đúng; hãy đọc "
    "cùng «lời đáp».",
    "With case, punctuation, surplus white space and the words *của, là, cái, chiếc, những* gone, EM is 1 when "
    "exactly the words of an accepted row (its strings joined by a space) are left, and F1 is the harmonic mean of "
    "word precision and recall with the row that fits best. An abstention is 0. An answer in a full sentence loses "
    "here although it is right: read beside *answer*. Questions with accepted answers (SQuAD 2.0's HasAns; its "
    "NoAns is *abstention recall*).",
    "Rajpurkar et al. 2016, 2018 (SQuAD scorer v2.0); articles and punctuation of Vietnamese: Lewis et al. 2020 "
    "(MLQA scorer v1). Added: Unicode NFC, one spelling for tone marks and for i and y",
    "Accepted «Ban Chỉ đạo quận», answer «Ban Chỉ đạo của quận Hà Đông»: 4 common words, 4/6 and 4/4: EM 0, F1 0.8",
)
ABSTENTION = Definition(
    "im lặng",
    "abstention",
    "Độ chuẩn: trong số lần im lặng, bao nhiêu lần câu hỏi thật sự không có lời đáp. Độ đủ: trong số câu không có "
    "lời đáp, im lặng ở bao nhiêu câu. F1: 2 × số lần im lặng đúng / (số lần im lặng + số câu không có lời đáp). "
    "Trả lời bừa: phần câu không có lời đáp mà vẫn trả lời (thấp là tốt).",
    "Precision: of the abstentions, those on a question without an answer. Recall: of the questions without an "
    "answer, those abstained from. F1: 2 × right abstentions / (abstentions + questions without an answer). "
    "*Answered wrongly*: the share of the questions without an answer that was answered all the same (lower is "
    "better): 1 − recall.",
    "precision, recall and F1 of a class (van Rijsbergen 1979); NoAns of SQuAD 2.0 (Rajpurkar et al. 2018)",
    "2 abstentions, one of them on one of the 2 questions without an answer: 1/2, 1/2, F1 2·1/(2+2) = 0.5, "
    "answered wrongly 1/2",
)


def _has_answer(marks: Marks) -> bool:
    return marks.row.question.answerable


def _accepted(marks: Marks) -> bool:
    return bool(marks.row.question.answers)


def _abstention_f1(marks: Marks) -> Share:
    silent, unanswerable = marks.row.reply.abstained, not _has_answer(marks)
    return Share(2.0 * (silent and unanswerable), silent + unanswerable)


MEASURES = (
    Measure("right", "đúng", "right", lambda m: when(m.judged, m.right), RIGHT),
    Measure("right-short", "đúng, đủ ngắn", "right and short", lambda m: when(m.judged, m.right and m.short), RIGHT),
    Measure("answerable", "đúng (có lời đáp)", "answerable right", lambda m: when(_accepted(m), m.right), RIGHT),
    Measure("answer", "lời đáp", "answer", lambda m: when(_accepted(m), m.answer_right), ACCURACY),
    Measure("answer-strict", "nguyên văn", "strict", lambda m: when(_accepted(m), m.answer_right_strict), ACCURACY),
    Measure("em", "EM", "EM", lambda m: when(_accepted(m), m.exact), SQUAD),
    Measure("f1", "F1", "F1", lambda m: mean(_accepted(m), m.f1), SQUAD, counted=False),
)
ABSTENTIONS = (
    Measure(
        "abstention-precision", "im lặng chuẩn", "abst. prec",
        lambda m: when(m.row.reply.abstained, not _has_answer(m)), ABSTENTION,
    ),
    Measure(
        "abstention-recall", "im lặng đủ", "abst. rec",
        lambda m: when(not _has_answer(m), m.row.reply.abstained), ABSTENTION,
    ),
    Measure("abstention-f1", "im lặng F1", "abst. F1", _abstention_f1, ABSTENTION, counted=False),
    Measure(
        "answered-wrongly", "trả lời bừa", "answered wrongly",
        lambda m: when(not _has_answer(m), not m.row.reply.abstained), ABSTENTION, better="lower",
    ),
)  # fmt: skip
