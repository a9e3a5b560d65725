"""Where the rules of the shipped methodologies come from, said in the language of the reader."""

from __future__ import annotations

from sijill.values import Language, message, translate

SHIPPED = (
    message(
        "ACLED codebook (general knowledge; the original text was not available when this file was written: "
        "check before publishing under this name)"
    ),
    message(
        "ACLED, frequently asked questions on fatalities, 2023 and 2024; the values 3, 10 and 1,000 are "
        "general knowledge"
    ),
    message("Sijill, house rule; not a rule of ACLED"),
    message("Sijill, house rule, after the vocabulary of weapons and causes"),
    message("Sijill, house rule"),
    message("Sijill, house rule; what the words are worth is our reading"),
    message("Sijill, house rule, after the practice of control maps"),
    message("Sijill, house rule, after the practice of control maps that a partisan source counts against itself only"),
    message("Sijill, house rule, after Security Force Monitor, research handbook, on first and last sightings"),
    message("Sijill, safety rules"),
    message(
        "Airwars, published incident tables (general knowledge; the original text was not available when this "
        "file was written: check before publishing under this name)"
    ),
    message(
        "Airwars, grading of incidents (general knowledge; the original text was not available when this file "
        "was written: check before publishing under this name)"
    ),
    message("Sijill, house rule; not a rule of Airwars"),
    message("OHCHR, framework on killings of human rights defenders"),
    message("OHCHR, published tallies of civilian casualties"),
    message(
        "OHCHR, Guidance on Casualty Recording, HR/PUB/19/1 (general knowledge; the original text was not "
        "available when this file was written: check before publishing under this name)"
    ),
    message("Every Casualty, Standards for Casualty Recording"),
    message("Sijill, vocabulary of hedges"),
    message("Sijill, house rule; not a rule of OHCHR"),
    message("SNHR, report on May 2020, Introduction and Methodology"),
    message("SNHR, report on May 2020, section IV"),
    message("SNHR, report on May 2020, section V"),
    message("SNHR, report on May 2020, section III"),
    message(
        "SNHR, report on May 2020, section III, the lines of other parties; which weapon belongs to which "
        "line is Sijill's reading"
    ),
    message("UCDP GED codebook"),
    message(
        "UCDP GED codebook (general knowledge; the original text was not available when this file was "
        "written: check before publishing under this name)"
    ),
    message("Sijill, house rule; not a rule of UCDP"),
    message(
        "VDC figures on Aleppo as printed in an encyclopaedia article (general knowledge; the original text "
        "was not available when this file was written: check before publishing under this name)"
    ),
    message("VDC figures on Aleppo as printed in an encyclopaedia article"),
    message("Sijill, house rule; not a rule of VDC"),
    message(
        "VDC figures on Aleppo as printed in an encyclopaedia article; which weapon belongs to which cause is "
        "Sijill's reading"
    ),
)
"""The sources of the shipped files, whose sealed bytes hold them in English."""


def rule_source(source: str, language: Language) -> str:
    """Return where a rule comes from; what a methodology of somebody else's names stands as it is written."""
    return translate(language, source) if source in SHIPPED else source
