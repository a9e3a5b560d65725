"""English: its numbers, its dates and the names of parties."""

from sijill.language.english._parties import PartyMention, joined, party_mentions

__all__ = ["PartyMention", "joined", "party_mentions"]
