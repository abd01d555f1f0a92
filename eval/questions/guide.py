"""What a workbook to write questions in says on its page of instructions, in both languages."""

from collections.abc import Mapping

_VI = (
    ("Cách viết bộ câu hỏi", ""),
    ("1.", "Ở trang «Câu hỏi», mỗi dòng một câu. Chỉ cột «Câu hỏi» là bắt buộc; di chuột lên tên cột để xem giải thích."),
    ("2.", "«Lời đáp»: điều câu trả lời phải nói, càng ngắn càng tốt (một ngày, một tên, một con số). Có nhiều cách nói thì "
           "mỗi cách một dòng (Alt+Enter). Phải nói đủ nhiều ý thì cách nhau bằng dấu chấm phẩy."),
    ("3.", "«Lời trích»: mở văn bản, chép nguyên văn một đoạn ngắn có chứa lời đáp, trong cùng một đoạn văn. Tìm được ở nhiều chỗ "
           "thì mỗi chỗ một dòng, cách nhau một dòng trống."),
    ("4.", "«Tệp hoặc số văn bản»: ghi số ký hiệu hay tên tệp; để trống cũng được nếu lời trích chỉ có ở một văn bản."),
    ("5.", "Câu mà văn bản không trả lời được cũng rất nên có: đánh x ở «Không có lời đáp», để trống lời đáp và lời trích."),
    ("6.", "Lưu tệp (.xlsx), rồi kiểm tra và chạy:  trichdan eval validate TỆP.xlsx --archive KHO   ·   "
           "trichdan eval run TỆP.xlsx --archive KHO"),
    ("", ""),
    ("Ví dụ 1", "Một ngày"),
    ("Câu hỏi", "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"),
    ("Loại", "ngày tháng"),
    ("Lời đáp", "04/9/2021"),
    ("Lời trích", "việc kiện toàn Ban Chỉ đạo phòng, chống dịch của Quận"),
    ("Tệp hoặc số văn bản", "667-CV/QU"),
    ("", "Ngày viết cách nào cũng được (04/9/2021, ngày 4 tháng 9 năm 2021): chương trình so theo ngày, không theo chữ."),
    ("", ""),
    ("Ví dụ 2", "Hai ý phải có đủ, nói theo hai cách"),
    ("Câu hỏi", "Tính đến lúc ra Chỉ thị 06, Hà Nội đã giãn cách bao nhiêu ngày, qua mấy đợt?"),
    ("Loại", "con số"),
    ("Lời đáp", "40 ngày; 3 đợt\n40 ngày; ba đợt"),
    ("Lời trích", "Sau 40 ngày thực hiện 03 đợt giãn cách xã hội"),
    ("Tệp hoặc số văn bản", "06-CT/TU"),
    ("", "Dấu ; nối hai ý phải có đủ trong một câu trả lời; xuống dòng là cách nói khác cũng được coi là đúng."),
)  # fmt: skip
# The examples are questions about Vietnamese documents: their words stay.
_EN = (
    ("How to write a question set", ""),
    ("1.", 'On the page "Questions", one question a row. Only the column "Question" is a must; hold the mouse over the name of '
           "a column to read what it means."),
    ("2.", '"Answers": what the answer has to say, as short as can be (a date, a name, a figure). Several ways to say it: one a '
           "line (Alt+Enter). Several things that must all be said stand between semicolons."),
    ("3.", '"Quotations": open the document and copy, word for word, a short stretch that holds the answer, within one paragraph. '
           "Where it stands at several places, one a line, with an empty line between."),
    ("4.", '"File or number": the number of the document or the name of its file; may be left empty if the quotation stands in '
           "one document only."),
    ("5.", 'Questions that the documents do not answer are worth having: tick "No answer" with an x, and leave answers and '
           "quotations empty."),
    ("6.", "Save the file (.xlsx), then check it and run:  trichdan eval validate FILE.xlsx --archive DIR   ·   "
           "trichdan eval run FILE.xlsx --archive DIR"),
    ("", ""),
    ("Example 1", "A date"),
    ("Question", "Hà Đông phải kiện toàn ban chỉ đạo trước ngày nào?"),
    ("Kind", "date"),
    ("Answers", "04/9/2021"),
    ("Quotations", "việc kiện toàn Ban Chỉ đạo phòng, chống dịch của Quận"),
    ("File or number", "667-CV/QU"),
    ("", "Dates may be written in any way (04/9/2021, ngày 4 tháng 9 năm 2021): they are compared as dates, not as words."),
    ("", ""),
    ("Example 2", "Two things that must both be said, in two ways"),
    ("Question", "Tính đến lúc ra Chỉ thị 06, Hà Nội đã giãn cách bao nhiêu ngày, qua mấy đợt?"),
    ("Kind", "number"),
    ("Answers", "40 ngày; 3 đợt\n40 ngày; ba đợt"),
    ("Quotations", "Sau 40 ngày thực hiện 03 đợt giãn cách xã hội"),
    ("File or number", "06-CT/TU"),
    ("", "The sign ; joins two things that must both stand in one answer; a new line is another way that counts as right, too."),
)  # fmt: skip
GUIDE: Mapping[str, tuple[tuple[str, str], ...]] = {"vi": _VI, "en": _EN}
