"""Whether the clause with the answer was found, and how near the top."""

from collections.abc import Callable

from eval.measures.marks import Marks
from eval.measures.ranking import ranking
from eval.measures.types import NOTHING, Definition, Measure, Share, mean, when

FOUND = Definition(
    "gặp @k",
    "found @k",
    "Phần câu (có lời trích mẫu) mà trong k chỗ tìm được đầu tiên có ít nhất một chỗ chứa lời trích mẫu.",
    "The share of the questions (with gold quotations) for which at least one of the first k places found holds one.",
    "success@k (trec_eval: success)",
    "The first right clause stands at ranks 1, 2 and nowhere: found @1 1/3, found @5 2/3",
)
RECALL = Definition(
    "R@k",
    "recall @k",
    "Phần nhóm chứng cứ tìm được trong k chỗ đầu, trung bình trên các câu có lời trích mẫu. Mỗi chỗ được tính "
    "cho một nhóm: trong những nhóm nó chứa mà chưa chỗ nào trước nó được tính, nhóm có mức liên quan cao nhất. "
    "Câu chỉ cần một điều khoản: như gặp @k.",
    "The share of the evidence groups found among the first k places, averaged over the questions with gold "
    "quotations. Each place is credited with one group: of those it holds that no place before was credited "
    "with, the one of the highest grade. For a question that needs one clause it is the same as *found @k*; a "
    "clause that holds two groups at once is credited with both in *coverage @k*, not here.",
    "trec_eval: recall; computed by ir-measures (MacAvaney et al. 2022)",
    "Two groups, found at ranks 2 and 4: R@1 0, R@3 0.5, R@5 1",
)
MRR = Definition(
    "MRR@10",
    "mean reciprocal rank @10",
    "Trung bình của 1/thứ hạng của chỗ đúng đầu tiên; 0 khi nó không nằm trong 10 chỗ đầu.",
    "The mean of 1/rank of the first right place; 0 when it is not among the first 10.",
    "Voorhees 1999 (TREC-8 question answering); trec_eval: recip_rank; computed by ir-measures (RR@10)",
    "First right places at ranks 1, 2 and nowhere: (1 + 1/2 + 0)/3 = 0.5",
)
NDCG = Definition(
    "nDCG@10",
    "nDCG@10",
    "Mỗi chỗ đúng trong 10 chỗ đầu được cộng mức liên quan của nhóm chia cho log2(thứ hạng + 1); tổng chia cho "
    "tổng lớn nhất có thể; trung bình trên các câu. Một chỗ chỉ được tính cho một nhóm (như R@k), nên khi một "
    "điều khoản chứa hai nhóm thì kết quả tốt nhất có thể vẫn dưới 1.",
    "Each right place among the first 10 adds the grade of its group, divided by log2(rank + 1); the sum is "
    "divided by that of the best possible ranking, and averaged over the questions with gold quotations. A place "
    "counts for one group only (as in *recall @k*), so that where one clause holds two, even the best ranking "
    "may stay below 1.",
    "Järvelin and Kekäläinen 2002, with linear gain as in trec_eval: ndcg_cut; computed by ir-measures",
    "Two groups of grade 1 at ranks 1 and 3: (1 + 1/2)/(1 + 1/log2 3) = 0.920",
)
COVERAGE = Definition(
    "đủ nhóm chứng cứ @k",
    "evidence-group coverage @k",
    "Chỉ những câu cần nhiều điều khoản: trong số nhóm chứng cứ, bao nhiêu nhóm được k chỗ đầu chứa. Một chỗ chứa "
    "mấy nhóm thì tính cho cả mấy nhóm.",
    "Only for questions that need several clauses: of the evidence groups, those held by the first k places. A "
    "place that holds several groups counts for all of them.",
    "subtopic recall (S-recall @k, Zhai et al. 2003), over evidence groups",
    "Three groups, first held at ranks 1, 1 and 7: coverage @1 2/3, @5 2/3, @10 3/3",
)


def _ranked(key: str, name: str, definition: Definition) -> Measure:
    def of(marks: Marks) -> Share:
        value = ranking([marks], [name])[0].get(name)
        return mean(value is not None, value or 0.0)

    return Measure(key, key, key, of, definition, counted=False, ranked=name)


def _found(places: int) -> Callable[[Marks], Share]:
    return lambda m: when(m.groups > 0, m.rank is not None and m.rank <= places)


def _coverage(places: int) -> Callable[[Marks], Share]:
    def of(marks: Marks) -> Share:
        held = sum(rank is not None and rank <= places for rank in marks.group_ranks)
        return Share(held, marks.groups) if marks.groups > 1 else NOTHING

    return of


MEASURES = (
    *(Measure(f"found@{k}", f"gặp @{k}", f"found @{k}", _found(k), FOUND) for k in (1, 5)),
    *(_ranked(f"R@{k}", f"R@{k}", RECALL) for k in (1, 3, 5, 10)),
    _ranked("MRR@10", "RR@10", MRR),
    _ranked("nDCG@10", "nDCG@10", NDCG),
    *(Measure(f"coverage@{k}", f"đủ nhóm @{k}", f"coverage @{k}", _coverage(k), COVERAGE) for k in (1, 3, 5, 10, 20)),
)
