"""English: its numbers and dates, the names of parties and the places."""

from sijill.language.english._parties import PartyMention, joined, party_mentions
from sijill.language.english._places import place_mentions

__all__ = ["PartyMention", "joined", "party_mentions", "place_mentions"]
