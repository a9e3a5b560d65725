"""Under which heading a form asks for each property, whatever the record; a test holds it to the cards."""

from __future__ import annotations

from collections.abc import Mapping

from sijill.values import message

FORM_GROUPS: Mapping[str, tuple[str, ...]] = {
    message("Who"): (
        *("name", "name_ar", "sex", "born", "age", "is_child", "origin_place", "origin_governorate"),
        *("victim", "incident", "outcome", "party", "holders", "parties", "sponsors", "parent"),
        *("variants", "affiliation"),
    ),
    message("What"): (
        *("title", "kind", "statuses", "account", "killed", "children", "women", "men", "injured"),
        *("detained", "released", "disappeared", "died_in_detention", "displaced", "people", "fighters"),
        *("damage_class", "source", "measure", "cell", "part_of", "value", "state", "extent"),
        *("denominator", "overlays", "event", "terms", "preconditions", "stages", "reason"),
        *("wounded", "counting", "since", "convoy", "agreement", "survey", "objects", "examined"),
    ),
    message("When and where"): (
        *("happened_on", "died_on", "injured_on", "displaced_on", "moved_on", "starts", "ends", "window", "clock"),
        *("valid_from", "valid_to"),
        *("from_is", "to_is", "holds", "time_text", "zone", "counted_on", "arrived_on", "imaged_on", "reported_on"),
        *("documented_on", "place", "place_class", "governorate", "killed_in", "place_basis", "point"),
        *("from_place", "to_place", "aliases", "pcode", "pcode_version", "pcode_valid", "shape"),
    ),
    message("By whom and how"): (
        *("by", "against", "said_by", "said_on", "blocked_by"),
        *("attribution", "broken_by", "weapon", "cause", "controlled_by", "aggravation", "military_presence"),
        "warning_given",
    ),
    message("Groups: media workers, medical workers, civil defence and others"): (
        *("civilian_status", "groups", "groups_as_written"),
    ),
    message("Detention"): (
        *("arrested_on", "arrested_at", "arrested_in", "detained_by", "facility", "disappeared_on", "released_on"),
    ),
    message("Torture and death in custody"): ("notified_on", "body_returned"),
    message("Family and consent"): ("family_agreed", "contact"),
    message("Assessment"): ("violation", "open_investigation", "documented_zero", "reliability", "source_class"),
    message("Lists and identifiers"): (
        *("identifiers", "within", "role", "covers", "covers_period", "covers_area", "covers_whom"),
    ),
}
OWN_GROUP = message("Columns of your own")
"""The heading of what a register declares in its settings."""
OPEN_GROUPS = 4
"""How many of them stand open; the others open by themselves where they hold something."""
