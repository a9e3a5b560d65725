"""The blocks that a kind of document may name: for each the function that writes it and the material it needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sijill.reports import (
    _apparatus,
    _cases,
    _conclusions,
    _endnotes,
    _groups,
    _opening,
    _published,
    _revisions,
    _story_blocks,
    _toll,
    _topic,
)
from sijill.reports._material import Material, MonthlyMaterial
from sijill.reports._writer import Writer
from sijill.reports.document import Block, Cover
from sijill.reports.packs import PackMaterial
from sijill.reports.story import StoryMaterial
from sijill.values import message


@dataclass(frozen=True, slots=True)
class BlockMaker:
    """
    How a block is written.

    A block whose need is empty says nothing. ``one_of_many`` writes one thing of a list;
    ``lists`` gathers what all others mention and is therefore written after them, wherever it stands.
    ``annex`` holds identifiers, which stand apart from what is read.
    """

    write: Callable[[Writer, Any], Iterator[Block]]
    needs: str = ""
    one_of_many: bool = False
    lists: bool = False
    annex: bool = False


MATERIALS: Mapping[str, type[Material]] = {"month": MonthlyMaterial, "story": StoryMaterial, "pack": PackMaterial}
"""What a kind of document is made of."""

COVERS: Mapping[str, Callable[[Writer, Any], Cover]] = {
    "deaths_of_month": _opening.deaths_of_month,
    "topic": _topic.topic_cover,
    "story": _story_blocks.story_cover,
}

BLOCKS: Mapping[str, BlockMaker] = {
    "facts": BlockMaker(_story_blocks.facts, "facts"),
    "section": BlockMaker(_story_blocks.section, one_of_many=True),
    "story_note": BlockMaker(_story_blocks.story_note),
    "register_notice": BlockMaker(_opening.register_notice, "notice"),
    "one_person_notice": BlockMaker(_opening.one_person_notice, "one_person"),
    "purpose": BlockMaker(_opening.purpose),
    "rules_in_force": BlockMaker(_opening.rules_in_force),
    "context": BlockMaker(_opening.context, "context"),
    "toll": BlockMaker(_toll.toll_blocks),
    "months": BlockMaker(_toll.months),
    "parties": BlockMaker(_toll.parties),
    "beside_the_toll": BlockMaker(_toll.beside_the_toll, "not_counted"),
    "governorate": BlockMaker(_toll.governorate, "by_governorate"),
    "origin": BlockMaker(_toll.origin, "by_origin"),
    "torture": BlockMaker(_groups.torture, "torture"),
    "torture_withheld": BlockMaker(_groups.torture_withheld, "torture_withheld"),
    "groups": BlockMaker(_groups.groups, "groups"),
    "massacres": BlockMaker(_groups.massacres, "massacres"),
    "massacre": BlockMaker(_cases.massacre, "massacres", one_of_many=True),
    "incident": BlockMaker(_cases.massacre, one_of_many=True),
    "outcome": BlockMaker(_topic.outcome, "outcomes", one_of_many=True),
    "topic_definition": BlockMaker(_topic.topic_definition, "topic"),
    "topic_toll": BlockMaker(_topic.topic_toll, "topic"),
    "topic_months": BlockMaker(_topic.topic_months, "topic"),
    "topic_parties": BlockMaker(_topic.topic_parties, "topic"),
    "topic_governorates": BlockMaker(_topic.topic_governorates, "topic"),
    "topic_cases": BlockMaker(_topic.topic_cases, "topic"),
    "memorial": BlockMaker(_cases.memorial, "remembered"),
    "nothing_revised": BlockMaker(_revisions.nothing_revised),
    "late_entries": BlockMaker(_revisions.late_entries, "late_entries"),
    "wide_dates": BlockMaker(_revisions.wide_dates, "by_first_day"),
    "restated_months": BlockMaker(_revisions.restated_months, "restated"),
    "corrections": BlockMaker(_revisions.corrections, "corrections"),
    "conclusions": BlockMaker(_conclusions.conclusions, "conclusions"),
    "limits": BlockMaker(_conclusions.limits),
    "recommendations": BlockMaker(_conclusions.recommendations, "recommendations"),
    "published": BlockMaker(_published.published, "published"),
    "published_table": BlockMaker(_published.published_table, "published", one_of_many=True),
    "endnotes": BlockMaker(_endnotes.endnotes, lists=True),
    "data_as_of": BlockMaker(_apparatus.data_as_of),
    "sealed_items": BlockMaker(_apparatus.sealed_items, lists=True, annex=True),
    "figures": BlockMaker(_apparatus.figures, lists=True, annex=True),
    "line_rests": BlockMaker(_apparatus.line_rests, "line_rests"),
}

PARTS: Mapping[str, str] = {
    "introduction": message("Introduction and methodology"),
    "context": message("Context"),
    "toll": message("The toll of {month}"),
    "groups": message("Torture; media, medical, relief and civil defence workers"),
    "massacres": message("Record of massacres"),
    "outcomes": message("Arrests, releases and disappearances"),
    "topic": message("The topic"),
    "numbers": message("The numbers"),
    "cases": message("Persons"),
    "revisions": message("Late entries and restated months"),
    "conclusions": message("Conclusions and limits"),
    "published": message("Figures published by others"),
    "lead": message("In short"),
    "course": message("Course of events"),
    "control": message("Who held what, and when"),
    "truces": message("Truces and agreements"),
    "movements": message("Evacuation, flight and return"),
    "casualties": message("Casualties"),
    "allegations": message("Allegations, by the party accused"),
    "damage": message("Damage"),
    "counts": message("Strengths, services and population"),
    "reactions": message("Statements and reactions"),
    "entries": message("Entries, the newest first"),
    "media": message("Pictures and recordings of the day"),
    "question": message("The question"),
    "answers": message("What each source says"),
    "spread": message("How far the answers lie apart"),
    "apart": message("What cannot be compared, and why"),
    "status": message("Who says that it is complete, and who that it goes on"),
    "held": message("What is held, and by which rule"),
    "settles": message("What would settle it"),
    "record": message("The record"),
    "event": message("What is told of it"),
    "changed": message("Records changed or withdrawn since"),
    "findings": message("Findings: what does not add up"),
    "sources_told": message("Sources"),
    "form_cases": message("Cases"),
    "enclosed": message("What is enclosed"),
    "kept_back": message("What is withheld, and why"),
    "endnotes": message("Endnotes"),
    "data": message("Methodology and data"),
    "figures": message("Figures and their definitions"),
    "items": message("Sealed items"),
}
"""The headings of parts, by the anchors that links lead to."""

NUMERALS = (
    message("I. {heading}"),
    message("II. {heading}"),
    message("III. {heading}"),
    message("IV. {heading}"),
    message("V. {heading}"),
    message("VI. {heading}"),
    message("VII. {heading}"),
    message("VIII. {heading}"),
    message("IX. {heading}"),
    message("X. {heading}"),
    message("XI. {heading}"),
    message("XII. {heading}"),
    message("XIII. {heading}"),
    message("XIV. {heading}"),
    message("XV. {heading}"),
    message("XVI. {heading}"),
)
