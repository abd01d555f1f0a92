"""`trichdan eval`: how often the program is right, from the terminal. One file a command."""

import click

from ui.lazy import LazyGroup
from ui.say import Say

COMMANDS = {
    "run": ("ui.commands.eval.run", "Hỏi cả một bộ câu hỏi và đo.", "Ask a whole question set and measure."),
    "report": ("ui.commands.eval.report", "Trang báo cáo của một kết quả.", "A page about one result."),
    "compare": ("ui.commands.eval.compare", "So hai kết quả, có khoảng tin cậy.", "Two results, with intervals."),
    "check": ("ui.commands.eval.check", "Báo lỗi khi kém đi rõ rệt (cho CI).", "Fail when significantly worse (CI)."),
    "leaderboard": ("ui.commands.eval.leaderboard", "Bảng các kết quả đã giữ.", "A table of the results kept."),
    "new": ("ui.commands.eval.new", "Bảng tính trống để viết câu hỏi.", "An empty spreadsheet for questions."),
    "draft": ("ui.commands.eval.draft", "Đề xuất câu hỏi từ kho để duyệt.", "Propose questions from an archive."),
    "validate": ("ui.commands.eval.validate", "Kiểm tra một bộ câu hỏi.", "Check a question set."),
    "import": ("ui.commands.eval.import_set", "Nhập bộ câu hỏi dạng khác.", "Read a set of another format."),
    "export": ("ui.commands.eval.export_set", "Xuất ra dạng khác.", "Write another format."),
    "judge": ("ui.commands.eval.judge", "Hỏi thêm ý một mô hình ngôn ngữ.", "Ask a language model as well."),
}


def command(say: Say) -> click.Group:
    """The group ``eval`` in the language of ``say``."""
    return LazyGroup(
        say,
        COMMANDS,
        name="eval",
        help=say("Đo xem chương trình trả lời đúng bao nhiêu câu.", "Measure how often the program is right."),
    )
