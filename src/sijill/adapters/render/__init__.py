"""Reports as files: HTML, PDF and DOCX, with charts; nothing here counts or decides."""

from typing import TYPE_CHECKING

from sijill.values import later

if TYPE_CHECKING:
    from sijill.adapters.render._docx import DocxRenderer
    from sijill.adapters.render._html import HtmlRenderer
    from sijill.adapters.render._marked_copy import marked_copy
    from sijill.adapters.render._pdf import PdfRenderer
    from sijill.adapters.render._templates import refuse_template
else:
    __getattr__ = later(__name__)

__all__ = ["DocxRenderer", "HtmlRenderer", "PdfRenderer", "marked_copy", "refuse_template"]
