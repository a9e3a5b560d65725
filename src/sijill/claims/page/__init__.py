"""The page behind a text: its blocks, zones and sentences."""

from sijill.claims.page._sentences import Sentence, sentences
from sijill.claims.page._structure import Block, blocks
from sijill.claims.page._tokens import Token, tokens

__all__ = ["Block", "Sentence", "Token", "blocks", "sentences", "tokens"]
