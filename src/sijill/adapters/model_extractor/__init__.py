"""Claims proposed by a language model behind an OpenAI-compatible endpoint; off unless configured."""

from sijill.adapters.model_extractor._endpoint import Endpoint, EndpointRefused, TextMustStay, refuse_unless_allowed
from sijill.adapters.model_extractor._exchange import ModelUnavailable
from sijill.adapters.model_extractor._extractor import ModelExtractor, Proposals
from sijill.adapters.model_extractor._prompt import PROMPT_VERSION

__all__ = [
    "PROMPT_VERSION",
    "Endpoint",
    "EndpointRefused",
    "ModelExtractor",
    "ModelUnavailable",
    "Proposals",
    "TextMustStay",
    "refuse_unless_allowed",
]
