"""PDF files with a text layer, by PDFium."""

from __future__ import annotations

import pypdfium2

from kg.errors import ReadError


def read_pdf(data: bytes, path: str) -> str:
    """The text of all pages in order, pages separated by a form feed.

    Raises:
        ReadError: the file is damaged, locked or has no text layer.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        reason = "needs a password" if "password" in str(error).lower() else "damaged PDF"
        raise ReadError(path, reason) from error
    try:
        pages = [_page_text(document, number) for number in range(len(document))]
    finally:
        document.close()
    if not any(page.strip() for page in pages):
        raise ReadError(path, "no text layer; needs OCR first")
    return "\f".join(pages)


def _page_text(document: pypdfium2.PdfDocument, number: int) -> str:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return text.get_text_bounded()
    finally:
        text.close()
        page.close()
