"""Words recognized in pictures (OCR) by Tesseract, which sees only pixels that were written here."""

from sijill.adapters.readers.recognizing._tesseract import NoRecognizer, Tesseract

__all__ = ["NoRecognizer", "Tesseract"]
