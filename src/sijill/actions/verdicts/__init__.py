"""Judging a claim: the verdict and its reason, a correction, split and merge, who may judge."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.actions.verdicts._correct import UnfitChange, UnknownCode, UnknownField, blank_claim, correct_claim
    from sijill.actions.verdicts._judge import Judged, Target, UnknownVerdict, judge_claim
    from sijill.actions.verdicts._judges import SamePerson, entered_by, marked_by, may_judge
    from sijill.actions.verdicts._passage import ClaimAnswer, NotOnePassage, PassageJudged, judge_passage
    from sijill.actions.verdicts._split_merge import NothingToMerge, NothingToSplit, Part, merge_claims, split_claim
else:
    __getattr__ = later(__name__)

__all__ = [
    "ClaimAnswer",
    "Judged",
    "NotOnePassage",
    "NothingToMerge",
    "NothingToSplit",
    "Part",
    "PassageJudged",
    "SamePerson",
    "Target",
    "UnfitChange",
    "UnknownCode",
    "UnknownField",
    "UnknownVerdict",
    "blank_claim",
    "correct_claim",
    "entered_by",
    "judge_claim",
    "judge_passage",
    "marked_by",
    "may_judge",
    "merge_claims",
    "split_claim",
]
