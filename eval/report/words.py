"""Every word of the report's page, in Vietnamese and English, and how numbers are written in each."""

import re
from datetime import datetime

from eval.measures.types import Measure, Share
from eval.questions.kinds import KINDS

_WORDS: dict[str, tuple[str, str]] = {
    # the head
    "title": ("Báo cáo đo: {system} trên bộ {set}", "Report: {system} on {set}"),
    "heading": ("{system} trên bộ {set}", "{system} on {set}"),
    "questions": ("{n} câu hỏi", "{n} questions"),
    "split": ("phần", "split"),
    "encoder": ("bộ mã hóa", "encoder"),
    "commit": ("mã nguồn", "code"),
    "started": ("chạy lúc", "run at"),
    "all": ("tất cả", "all"),
    "conditions": ("Điều kiện chạy", "How it was run"),
    "not_asked": ("{n} câu không hỏi được", "{n} could not be asked"),
    "no_rows": ("Kết quả này không có câu hỏi nào.", "This result has no questions."),
    "jobs": ("tiến trình", "processes"),
    "repeat": ("lần hỏi mỗi câu", "times each question was asked"),
    "skip": ("Đến các câu sai", "Go to the wrong questions"),
    # the figures
    "figures": ("Con số chính", "Key figures"),
    "fig_right": ("đúng, tính cả im lặng đúng", "right, silence included"),
    "fig_answerable": ("đúng trong số câu có lời đáp", "right, of those with an answer"),
    "fig_citation": ("dẫn đúng điều khoản", "cite the right clause"),
    "fig_verified": ("lời trích đúng từng chữ", "quotations exact to the letter"),
    "fig_abstention-recall": ("im lặng khi kho không có lời đáp", "silent where there is no answer"),
    "fig_abstention-precision": ("số lần im lặng là đúng lúc", "of the silences were in place"),
    "fig_found@5": ("điều khoản đúng trong 5 nơi tìm thấy đầu", "right clause in the first 5 found"),
    "fig_latency": ("một nửa số câu trả lời xong trong", "half are answered within"),
    "fig_p95": ("95% xong trong {p95}", "95% within {p95}"),
    "interval": ("khoảng 95%: {range}", "95% interval: {range}"),
    "interval_head": ("khoảng 95%", "95% interval"),
    "interval_note": (
        "Khoảng 95% bằng bootstrap trên các câu hỏi: hỏi một bộ khác cùng loại thì con số thường rơi vào đó. "
        "Không ghi khi mọi câu như nhau.",
        "95% intervals by bootstrap over questions: where the figure of another set of this sort would mostly fall. "
        "Not given where all questions are alike.",
    ),
    "drawings": ("Biểu đồ", "Drawings"),
    "plot_kind": ("Đúng theo loại câu hỏi", "Right by kind of question"),
    "plot_loss": ("Câu sai bị mất ở đâu", "Where wrong answers were lost"),
    "plot_rank": ("Điều khoản đúng đứng thứ mấy khi tìm", "Rank of the right clause when searching"),
    "plot_calibration": ("Độ tin có đúng như nói không", "Does confidence tell the truth"),
    "plot_latency": ("Thời gian trả lời", "Time to answer"),
    "plot_silence": ("Trả lời hay im lặng", "Answered or silent"),
    "calibration_note": (
        "Chấm càng gần đường chéo càng tốt; số cạnh chấm là số câu. Sai số hiệu chuẩn (ECE): {ece}.",
        "The nearer to the diagonal the better; beside each dot its questions. Expected calibration error: {ece}.",
    ),
    "none": ("không thấy", "not found"),
    "rank_axis": ("thứ hạng của nơi đầu tiên chứa lời trích đúng", "rank of the first place that holds the quotation"),
    "confidence_axis": ("độ tin chương trình tự chấm", "confidence the program gives"),
    "right_axis": ("đúng thật", "really right"),
    "reliability_bin": (
        "độ tin {low}–{high}: {n} câu, trung bình {confidence}, đúng {right}",
        "confidence {low}–{high}: {n} questions, mean {confidence}, right {right}",
    ),
    "latency_said": (
        "{n} lượt, từ {low} đến {high}; p50 {p50}, p95 {p95}, trung bình {mean}",
        "{n} replies, {low} to {high}; p50 {p50}, p95 {p95}, mean {mean}",
    ),
    "known": ("Kho có lời đáp", "There is an answer"),
    "unknown": ("Kho không có lời đáp", "There is none"),
    "came_right": ("trả lời đúng", "answered, right"),
    "came_wrong": ("trả lời sai", "answered, wrong"),
    "came_silent": ("im lặng", "silent"),
    "lost_all_right": ("Không câu nào sai.", "No question is wrong."),
    "see": ("xem {n} câu", "see {n}"),
    # the tables
    "by_kind": ("Theo loại câu hỏi", "By kind of question"),
    "by_split": ("Theo phần", "By split"),
    "kind": ("loại", "kind"),
    "count": ("số câu", "questions"),
    "most_lost": ("mất nhiều nhất ở", "mostly lost at"),
    "measures": ("Mọi số đo", "Every measure"),
    "measure": ("số đo", "measure"),
    "value": ("giá trị", "value"),
    "of": ("trên", "of"),
    "source": ("nguồn", "source"),
    "means": ("Các số đo nghĩa là gì", "What the measures mean"),
    "against": ("So với {system} ({started})", "Compared with {system} ({started})"),
    "against_note": (
        "{n} câu chung: được thêm {gained}, mất đi {lost}.",
        "{n} questions in common: {gained} gained, {lost} lost.",
    ),
    "apart": ("{n} câu chỉ có ở một bên, không so.", "{n} questions are in one of the two only: not compared."),
    "before": ("trước", "before"),
    "after": ("sau", "after"),
    "change": ("hiệu", "change"),
    "better": ("hơn rõ rệt", "really better"),
    "worse": ("kém rõ rệt", "really worse"),
    "same": ("chưa đủ khác", "no clear difference"),
    "cost": (
        "Mô hình ngôn ngữ: {questions} câu, đọc {read}, viết {written} token; {price}.",
        "Language model: {questions} questions, {read} tokens read, {written} written; {price}.",
    ),
    "price_unknown": ("giá không rõ", "price unknown"),
    # what could not be measured
    "missing": ("Không hỏi được {n} câu", "{n} questions could not be asked"),
    "missing_note": (
        "Kho không có lời trích đúng của chúng (đã bỏ khỏi, hoặc chưa từng có trong kho). "
        "Xem từng câu: trichdan eval validate.",
        "Their quotations stand nowhere in the archive (taken out, or never there). "
        "Question by question: trichdan eval validate.",
    ),
    "no_file": ("văn bản nào không rõ", "of an unknown document"),
    "unstable": (
        "{n} câu được trả lời khác nhau giữa các lần hỏi lại.",
        "{n} questions were answered differently when repeated.",
    ),
    # the questions
    "wrong": ("Câu sai", "Wrong questions"),
    "right": ("Câu đúng", "Right questions"),
    "filter": ("Lọc câu hỏi", "Filter the questions"),
    "stage": ("mất ở", "lost at"),
    "search": ("tìm trong câu hỏi, không dấu cũng được", "search the questions"),
    "every": ("tất cả", "all"),
    "changed": ("thay đổi", "changed"),
    "gained": ("trước sai, nay đúng", "was wrong, is right"),
    "lost": ("trước đúng, nay sai", "was right, is wrong"),
    "reset": ("Bỏ lọc", "Show all"),
    "matching": ("{wrong} câu sai và {right} câu đúng khớp", "{wrong} wrong and {right} right questions match"),
    "held_wrong": (
        "Ngoài ra {n} câu sai của phần để riêng (held): chỉ đếm, không hiện, để không ai chỉnh theo chúng.",
        "And {n} wrong questions of the held split: counted, not shown, so that nobody tunes on them.",
    ),
    "held_right": ("Ngoài ra {n} câu đúng của phần để riêng.", "And {n} right questions of the held split."),
    "asked_before": ("Hỏi trước", "Asked before"),
    "expected": ("Chờ", "Expected"),
    "or": ("hoặc", "or"),
    "expected_silence": ("im lặng: kho không có lời đáp", "silence: the archive holds no answer"),
    "expected_place": ("dẫn đúng điều khoản", "the right clause cited"),
    "got": ("Nhận", "Got"),
    "silent": ("im lặng", "silence"),
    "why": ("Mất ở", "Lost at"),
    "way": ("Đường đi của lời đáp", "How far it came"),
    "confidence": ("độ tin", "confidence"),
    "took": ("thời gian", "time"),
    "dropped": ("Ý đã bỏ vì không đối chiếu được", "Dropped, not verified"),
    "note": ("Ghi chú của bộ câu hỏi", "The set's note"),
    "legend_gold": ("lời trích đúng", "right quotation"),
    "legend_quoted": ("lời chương trình đã trích", "what the program quoted"),
    "legend_both": ("cả hai", "both"),
    "holds_gold": ("điều khoản đúng", "right clause"),
    "is_cited": ("đã dẫn", "cited"),
    "unverified": ("chưa đối chiếu được", "not verified"),
    "ranked": ("hạng {rank}", "rank {rank}"),
    "unranked": ("không có trong danh sách tìm thấy", "not among the places found"),
    "first_found": ("Tìm thấy trước tiên", "First places found"),
    "not_kept": ("chữ ở đây không được giữ lại trong kết quả", "the words here were not kept in the result"),
    "more_cited": ("… và dẫn {n} điều khoản nữa", "… and {n} more clauses cited"),
    "made_by": ("Làm bằng trichdan eval report", "Made by trichdan eval report"),
}
_REASONS: dict[str, tuple[str, str]] = {
    "empty": ("câu hỏi trống", "empty question"),
    "no_document": ("kho không có văn bản được hỏi", "no such document"),
    "no_name": ("kho không nhắc đến tên được hỏi", "no such name"),
    "not_stated": ("văn bản không nêu", "not stated in the documents"),
    "out_of_archive": ("ngoài nội dung của kho", "outside the archive"),
    "not_a_question": ("không phải câu hỏi", "not a question"),
    "opinion": ("hỏi ý kiến", "asks for an opinion"),
}


def word(key: str, lang: str) -> str:
    """The word ``key`` in ``lang``; ``{name}`` are for ``str.format``."""
    vi, en = _WORDS[key]
    return vi if lang == "vi" else en


# Authors and year: ``Gao et al. 2023``, ``Hyndman and Fan 1996``, ``van Rijsbergen 1979``.
_WORK = re.compile(r"(?:van )?[A-ZÀ-Þ][\w-]+(?: et al\.| and [A-ZÀ-Þ][\w-]+)?,? \d{4}(?:, \d{4})*")


def sources(source: str, lang: str) -> str:
    """Where a measure comes from; as definitions are in English there, in Vietnamese only the works they name."""
    if lang == "en":
        return source
    return "; ".join(dict.fromkeys(_WORK.findall(source))).replace(" and ", " và ").replace("et al.", "và cộng sự,")


def kind_name(kind: str, lang: str) -> str:
    """A kind of question as people say it; one that only its set knows stays as it is."""
    return KINDS.get(kind, kind) if lang == "vi" else kind


def reason_name(reason: str, lang: str) -> str:
    """Why there was no answer; a reason of another system stays as it is."""
    return word_of(_REASONS.get(reason, (reason, reason)), lang)


def word_of(pair: tuple[str, str], lang: str) -> str:
    """The one of ``(vi, en)`` that ``lang`` asks for."""
    return pair[0] if lang == "vi" else pair[1]


def number(value: float, digits: int, lang: str) -> str:
    """``0,85`` in Vietnamese, ``0.85`` in English; thousands apart."""
    text = f"{value:,.{digits}f}"
    return text.translate(str.maketrans(",.", ".,")) if lang == "vi" else text


def percent(value: float, lang: str, digits: int = 1) -> str:
    """``85,2%``; a whole 100% without decimals."""
    return f"{number(100 * value, 0 if value in (0, 1) else digits, lang)}%"


def seconds(value: float, lang: str) -> str:
    """``45 ms``, ``1,2 s``, ``90 s``."""
    short = value < 0.9995
    shown, unit = (value * 1000, "ms") if short else (value, "s")
    digits = 1 if shown < 9.95 else 0
    return f"{number(shown, digits, lang).removesuffix(',0').removesuffix('.0')} {unit}"


def moment(started: str, lang: str) -> str:
    """``04/09/2021 07:30 UTC`` or ``2021-09-04 07:30 UTC`` for an ISO time; anything else as it is."""
    try:
        at = datetime.fromisoformat(started)
    except ValueError:
        return started
    return at.strftime("%d/%m/%Y %H:%M %Z" if lang == "vi" else "%Y-%m-%d %H:%M %Z").strip()


def amount(measure: Measure, value: float | None, lang: str) -> str:
    """The value of a measure in its unit."""
    if value is None:
        return "–"
    if measure.unit == "s":
        return seconds(value, lang)
    if measure.unit == "tokens":
        return number(value, 0, lang)
    if measure.unit == "$":
        return f"{number(value, 5, lang)} $"
    return percent(value, lang) if measure.counted else number(value, 3, lang)


def difference(measure: Measure, value: float, lang: str) -> str:
    """The difference of two values, with its sign; of two percentages in points."""
    sign = "+" if value > 0 else "−" if value < 0 else "±"
    points = " điểm" if lang == "vi" else " pts"
    return sign + (number(100 * abs(value), 1, lang) + points if measure.counted else amount(measure, abs(value), lang))


def counts(measure: Measure, share: Share, lang: str) -> str:
    """``386/468`` where the measure counts; else of how many questions it is the mean."""
    whole = number(share.whole, 0, lang)
    return f"{number(share.part, 0, lang)}/{whole}" if measure.counted else whole
