"""Whether what was cited is where the answer stands."""

from eval.measures.marks import Marks
from eval.measures.types import NOTHING, Definition, Measure, Share, mean, when

CLAUSES = Definition(
    "trích dẫn theo điều khoản",
    "citations, by clause",
    "Trích dẫn đúng khi có điều khoản được dẫn chứa (có ký tự chung với) một lời trích mẫu. Độ chuẩn: trong số "
    "điều khoản được dẫn, bao nhiêu cái chứa lời trích mẫu. Độ đủ: trong số nhóm chứng cứ, bao nhiêu nhóm được "
    "dẫn; các lời trích cùng nhóm thay được cho nhau. Im lặng thì không dẫn gì. F1: trung bình điều hòa của hai "
    "số ấy ở từng câu, lấy trung bình trên các câu có lời trích mẫu.",
    "A citation is right when a clause cited holds (shares characters with) a gold quotation. Precision: of the "
    "clauses cited, those that hold one; a clause cited for a question without an answer holds none. Recall: of "
    "the evidence groups, those held by a clause cited; quotations of one group are alternatives. An abstention "
    "cites nothing. F1: the harmonic mean of the two for each question, averaged over the questions with gold "
    "quotations.",
    "in the manner of ALCE (Gao et al. 2023, citation precision and recall), by places in the source, not by a "
    "language model",
    "A comparison wants two clauses; cited are one of them and a third: precision 1/2, recall 1/2, F1 0.5",
)
WORDS = Definition(
    "trích dẫn theo từ",
    "citations, by word",
    "Như trên nhưng đếm âm tiết (và số). Độ đủ: trong số âm tiết của lời trích mẫu (mỗi nhóm lấy lời trích được "
    "phủ nhiều nhất), bao nhiêu nằm trọn trong chữ được trích ra; không có chữ riêng thì là cả điều khoản. Độ "
    "chuẩn: trong số âm tiết được trích ra, bao nhiêu nằm trong lời trích mẫu. F1: trung bình điều hòa ở từng câu, "
    "lấy trung bình. Không xác định khi bộ câu hỏi chỉ cho cả văn bản (hiện là –).",
    "The same, counted in syllables (and numbers). Recall: of the syllables of the gold quotations (of each group "
    "the one covered best), those that lie whole inside the words quoted, or the clause where none are marked. "
    "Precision: of the syllables quoted, those inside a gold quotation. F1: the harmonic mean for each question, "
    "averaged over the questions with gold quotations. Not defined (shown as –) where the gold is whole documents. "
    "Low precision is natural where gold quotations are a few words of the sentence that is shown.",
    "as above; word overlap of evidence as in ERASER (DeYoung et al. 2020, token-level F1 of rationales)",
    "Gold «trước ngày 04/9/2021» (3), quoted «hoàn thành trước ngày 04/9/2021» (5): recall 3/3, precision 3/5, F1 0.75",
)
SUPPORT = Definition(
    "lời đáp có trong lời trích",
    "answer supported by the quotation",
    "Trong số lời đáp đúng: chữ làm nên lời đáp (các chuỗi của một dòng mẫu mà nó nói) cũng nằm trong chữ được "
    "trích ra. Câu có lời đáp suy ra (có/không, phép đếm) không tính.",
    "Of the right answers, those whose right words (the strings of an accepted row that it says) also stand in "
    "what is quoted. Questions whose answer is derived (yes or no, a count) are left out.",
    "ALCE's citation recall (Gao et al. 2023: is the statement supported by what it cites), decided by the "
    "accepted strings",
    "«04/9/2021», quoting «trước ngày 04/9/2021»: supported; quoting the heading above it: not",
)
SENTENCE = Definition(
    "câu trích chứa lời đáp",
    "the sentence shown holds the answer",
    "Phần câu hỏi mà có một lời trích nói đủ các chuỗi của một dòng lời đáp mẫu, dù lời đáp ngắn có nói trúng hay không. Im lặng "
    "là không. Câu có lời đáp suy ra (có/không, phép đếm) không tính.",
    "The share of the questions with accepted answers for which one quotation says every string of an accepted row, whether or not "
    "the short answer does. An abstention does not. Questions whose answer is derived (yes or no, a count) are left out.",
    "sentence selection in open-domain question answering (WikiQA: Yang et al. 2015), counted by the accepted strings",
    "Accepted: 2014; said: 2018, quoting «bị đình chỉ sau mùa giải 2014 … vào năm 2018»: yes",
)
VERIFIED = Definition(
    "lời trích đã kiểm",
    "verified quotations",
    "Trong số lời trích, bao nhiêu khớp từng ký tự với văn bản lưu trong kho ở đúng chỗ đã dẫn.",
    "Of the quotations shown, those that are, character for character, what the stored source holds at the place "
    "cited. Looked up again by the workbench, not believed.",
    "this program's first promise: nothing is invented",
    "Two quotations, one with a word changed: 1/2",
)


def _with_gold(marks: Marks) -> bool:
    return marks.groups > 0


def _counts(marks: Marks) -> bool:
    """Whether its citations can be right or wrong: with gold quotations, or without an answer (then every one is
    wrong).
    """
    return _with_gold(marks) or not marks.row.question.answerable


def _harmonic(precision: Share, recall: Share) -> float:
    p, r = precision.value or 0.0, recall.value or 0.0
    return 2 * p * r / (p + r) if p + r else 0.0


def _precision(marks: Marks) -> Share:
    return Share(marks.clauses_holding, marks.clauses_cited) if _counts(marks) else NOTHING


def _recall(marks: Marks) -> Share:
    return Share(marks.groups_held, marks.groups)


def _word_precision(marks: Marks) -> Share:
    return Share(marks.words.quoted_gold, marks.words.quoted) if marks.words else NOTHING


def _word_recall(marks: Marks) -> Share:
    return Share(marks.words.gold_quoted, marks.words.gold) if marks.words else NOTHING


MEASURES = (
    Measure("citation", "trích dẫn", "citation", lambda m: when(_with_gold(m), m.citation_right), CLAUSES),
    Measure("citation-precision", "TD chuẩn", "cit. prec", _precision, CLAUSES),
    Measure("citation-recall", "TD đủ", "cit. rec", _recall, CLAUSES),
    Measure(
        "citation-f1", "TD F1", "cit. F1",
        lambda m: mean(_with_gold(m), _harmonic(_precision(m), _recall(m))), CLAUSES, counted=False,
    ),
    Measure("words-precision", "TD từ chuẩn", "cit. words prec", _word_precision, WORDS),
    Measure("words-recall", "TD từ đủ", "cit. words rec", _word_recall, WORDS),
    Measure(
        "words-f1", "TD từ F1", "cit. words F1",
        lambda m: mean(_with_gold(m) and m.words is not None, _harmonic(_word_precision(m), _word_recall(m))),
        WORDS, counted=False,
    ),
    Measure(
        "support", "có trong lời trích", "supported",
        lambda m: when(m.supported is not None, bool(m.supported)), SUPPORT,
    ),
    Measure(
        "sentence", "câu trích chứa lời đáp", "sentence holds answer",
        lambda m: when(m.sentence is not None, bool(m.sentence)), SENTENCE,
    ),
    Measure("verified", "lời trích đã kiểm", "verified", lambda m: Share(m.quotes_verified, m.quotes), VERIFIED),
)  # fmt: skip
