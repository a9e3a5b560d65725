"""Reports as files: HTML, PDF and DOCX, with charts; nothing here counts or decides."""

from sijill.adapters.render._docx import DocxRenderer
from sijill.adapters.render._html import HtmlRenderer
from sijill.adapters.render._pdf import PdfRenderer

__all__ = ["DocxRenderer", "HtmlRenderer", "PdfRenderer"]
