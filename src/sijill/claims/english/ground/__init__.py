"""Ground: who took it, holds it, besieges it or left it."""

from sijill.claims.english.ground._control import ControlFinder
from sijill.claims.english.ground._front import Front
from sijill.claims.english.ground._lists import named_in
from sijill.claims.english.ground._patterns import WORDS

__all__ = ["WORDS", "ControlFinder", "Front", "named_in"]
