"""What the codes of the register are called, in both languages: for every door."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sijill.language import weapon_label
from sijill.methodology import cause_labels
from sijill.tolls.axes import KEYS
from sijill.values import Language, message, translate
from sijill.wording._responsible import party_name

SLUG = re.compile(r"[a-z]+(?:_[a-z0-9]+)*")

SLUGS: Mapping[str, str] = {
    **KEYS,
    "waiting": message("Waiting"),
    "civilians": message("Civilians"),
    "militants": message("Fighters"),
    "military": message("Soldiers"),
    "boys": message("Boys"),
    "girls": message("Girls"),
    "massacres": message("Massacres"),
    "killed_torture": message("Killed under torture"),
    "group": message("a printed group"),
    "displaced": message("displaced"),
    "evacuated": message("evacuated"),
    "surrendered": message("surrendered"),
    "evacuation": message("evacuation"),
    "flight": message("flight"),
    "surrender": message("surrender"),
    "return": message("return"),
    "convoy": message("convoy"),
    "alliance": message("alliance"),
    "armed_group": message("armed group"),
    "category": message("category of groups"),
    "coalition": message("coalition"),
    "militia": message("militia"),
    "political": message("political body"),
    "state": message("state"),
    "state_force": message("force of a state"),
    "area": message("area"),
    "camp": message("camp"),
    "hospital": message("hospital"),
    "shelter": message("shelter"),
    "home": message("home"),
    "city": message("city"),
    "district": message("district"),
    "governorate": message("governorate"),
    "landmark": message("landmark"),
    "quarter": message("quarter"),
    "road": message("road"),
    "subdistrict": message("sub-district"),
    "town": message("town"),
    "village": message("village"),
    "exact": message("the exact spot"),
    "street": message("to the street"),
    "near": message("to about 11 km"),
    "country": message("to the country"),
    "feature": message("a river, road or region"),
    "international": message("beyond the borders"),
}

CODES: Mapping[str, str] = {
    "casualties": message("Casualties"),
    "control": message("Control of places"),
    "displacement": message("Displacement"),
    "damage": message("Damage"),
    "ceasefire": message("Ceasefire"),
    "attack": message("Attack"),
    "detention": message("Detention"),
    "statement": message("Statement"),
    "assert": message("Confirms"),
    "deny": message("Denies"),
    "dispute": message("Disputes"),
    "unverified": message("unverified"),
    "accepted": message("Accepted"),
    "edited": message("Accepted with changes"),
    "rejected": message("Rejected"),
    "split": message("Accepted as one of several claims"),
    "merged": message("Accepted as one claim with others"),
    "confirmed": message("Confirmed by a second person"),
    "rival": message("Accepted beside another value"),
    "corrected": message("Corrected"),
    "withdrawn": message("Withdrawn"),
    "preferred": message("preferred"),
    "normal": message("normal"),
    "deprecated": message("set aside"),
    "incident": message("Incident"),
    "victim": message("Victim"),
    "tally": message("Tally"),
    "item": message("Document"),
    "claim": message("Claim"),
    "clock": message("Reading of the clock"),
    "publication": message("Publication"),
    "published_figure": message("Published figure"),
    "act": message("Act"),
    "party": message("Party"),
    "place": message("Place"),
    "agreement": message("Agreement"),
    "movement": message("Movement"),
    "dated_count": message("Dated count"),
    "source": message("Source"),
    "monitor": message("monitoring group"),
    "news_agency": message("news agency"),
    "newspaper": message("newspaper"),
    "broadcaster": message("broadcaster"),
    "government": message("government"),
    "armed_group": message("armed group"),
    "un_body": message("body of the United Nations"),
    "court": message("court or inquiry"),
    "aid_group": message("aid group"),
    "family": message("family"),
    "witness": message("witness"),
    "social_media": message("social media account"),
    "researcher": message("researcher"),
    "map": message("map"),
    "confidential": message("under a handle only"),
    "anonymous": message("not at all"),
    "killed": message("Killed"),
    "injured": message("Injured"),
    "children": message("Children"),
    "women": message("Women"),
    "men": message("Men"),
    "died_in_custody": message("died in custody"),
    "missing": message("missing"),
    "abducted": message("abducted"),
    "detained": message("detained"),
    "forcibly_disappeared": message("forcibly disappeared"),
    "released": message("released"),
    "found_alive": message("found alive"),
    "public": message("public"),
    "team": message("the team"),
    "restricted": message("restricted"),
    "sealed": message("sealed"),
    "acquired": message("Acquired"),
    "received_again": message("Received again"),
    "copied": message("Copied"),
    "checked": message("Checked"),
    "exported": message("Exported"),
    "submitted": message("Submitted"),
    "updated": message("A later release came in"),
    "transferred": message("Handed on"),
    "proved": message("A proof of it was handed out"),
    "taken_over": message("Taken over from another register"),
    "handover_received": message("Hand-over of another register"),
    "evidentiary": message("evidentiary copy"),
    "working": message("working copy"),
    "stamp": message("Time stamp"),
    "redaction": message("Redacted copy"),
    "capture": message("Capture of a page"),
    "documented": message("by the day it was documented"),
    "died": message("by the day of death"),
    "administrator": message("administrator"),
    "lead": message("lead"),
    "verifier": message("verifier"),
    "documenter": message("documenter"),
    "analyst": message("analyst"),
    "viewer": message("viewer"),
    "cause": message("Cause"),
    "governorate": message("Governorate"),
    "month": message("Month"),
    "verification": message("Verification"),
    "custody": message("Custody"),
    "text": message("Reading"),
    "copy": message("Copy of another document"),
    "part": message("Came inside another document"),
    "classification": message("Sensitivity"),
    "judgement": message("Judgement"),
    "retraction": message("Withdrawal"),
    "link": message("Link"),
    "methodology": message("Methodology"),
    "destroyed": message("Destroyed"),
    "revealed": message("Shown though sealed"),
    "identity": message("Sealed identity of a source"),
    "submission": message("Submission"),
    "consent": message("Consent"),
    "comment": message("Comment"),
    "published_source": message("its source published it"),
    "person": message("the person"),
    "relative": message("somebody of the family"),
    "guardian": message("the guardian"),
    "access": message("Head of the access log"),
    "settings": message("Settings confirmed"),
    "command_line": message("at the command line, by two stated names"),
    "desk": message("at the desk, each freshly signed in with a second factor"),
}

HAPPENINGS: Mapping[str, str] = {
    "captured": message("captured"),
    "recaptured": message("recaptured"),
    "withdrew": message("withdrawal"),
    "held": message("held"),
    "advanced": message("advance"),
    "attempted": message("attempt to capture"),
    "repelled": message("attack repelled"),
    "surrounded": message("surrounded"),
    "siege_lifted": message("siege lifted"),
    "supply_cut": message("supply line cut"),
    "handover": message("handed over"),
    "contested": message("contested"),
    "proposed": message("proposed"),
    "agreed": message("agreed"),
    "announced": message("announced"),
    "took_effect": message("took effect"),
    "extended": message("extended"),
    "holding": message("holding"),
    "at_risk": message("at risk"),
    "delayed": message("delayed"),
    "violated": message("violated"),
    "collapsed": message("collapsed"),
    "rejected": message("turned down"),
    "resumed": message("resumed"),
    "terms": message("its terms"),
    "monitoring": message("monitoring"),
}
UNITS: Mapping[str, str] = {
    "killed_or_injured": message("killed or injured"),
    "disappeared": message("disappeared"),
    "captured": message("taken prisoner"),
    "returned": message("returned"),
    "remaining": message("remaining"),
    "besieged": message("besieged"),
    "buses": message("buses"),
    "convoys": message("convoys"),
    "km2": message("square kilometres"),
}
POPULATIONS: Mapping[str, str] = {
    "fighters": message("fighters"),
    "aid_workers": message("aid workers"),
    "detainees": message("detainees"),
    "pows": message("prisoners of war"),
    "protesters": message("protesters"),
    "displaced": message("displaced people"),
    "wounded": message("wounded people"),
    "families": message("families"),
    "foreigners": message("foreigners"),
    "unidentified": message("people not identified"),
}


NAMINGS: Mapping[str, str] = {
    "single": message("alone"),
    "joint": message("together"),
    "one_of": message("one of these"),
    "suspected": message("suspected"),
    "denied": message("denied"),
    "unknown": message("the words say that it is not known"),
}
"""How the words of a claim name who did it."""

SLOTS: Mapping[str, str] = {
    "number": message("Number"),
    "place": message("Place"),
    "day": message("When"),
    "party": message("By whom"),
    "target": message("Against whom"),
    "weapon": message("Weapon"),
    "claimant": message("Who says it"),
}
"""The values of a claim that rest on words."""

INFERRED: Mapping[str, str] = {
    "title": message("taken from the title"),
    "section": message("taken from the heading above"),
    "sentence": message("carried on from an earlier sentence"),
    "document_day": message("reckoned from the day of the document"),
    "register": message("taken from the register"),
}
"""Where a value was taken from that the sentence itself does not say."""


GRADES: Mapping[str, str] = {
    "A": message("completely reliable"),
    "B": message("usually reliable"),
    "C": message("fairly reliable"),
    "D": message("not usually reliable"),
    "E": message("unreliable"),
    "F": message("reliability cannot be judged"),
    "1": message("confirmed by other sources"),
    "2": message("probably true"),
    "3": message("possibly true"),
    "4": message("doubtful"),
    "5": message("improbable"),
    "6": message("truth cannot be judged"),
}
"""The grades of a source and of what one document says (NATO STANAG 2511, as OSINT and inquiries use them)."""


def label(code: str, language: Language, special: Mapping[str, str] | None = None) -> str:
    """Return the word for a code, by the table of its own subject first; a slug of a record has its own label."""
    if word := (special or {}).get(code) or CODES.get(code):
        return translate(language, word)
    return slug_label(code, language) if SLUG.fullmatch(code) else code


def slug_label(slug: str, language: Language) -> str:
    """Return the words of a slug: ours, a weapon's, a cause's, a party's; any other is shown without its dashes."""
    if slug in SLUGS:
        return translate(language, SLUGS[slug])
    if (known := weapon_label(slug) or cause_labels().get(slug)) is not None:
        return known[language.value]
    return party_name(slug, language).replace("_", " ")
