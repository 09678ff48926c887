"""Cards as pages of a PDF: in true size on paper, with title, author and language, addresses that can be followed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from matplotlib.backends.backend_pdf import Op, PdfFile, PdfPages

from sahel import ink_files
from sahel.ink import DPI, Sheet


class _Pages(PdfPages):
    """Pages that are smaller or larger than their figures: one px of a sheet is one point to matplotlib."""

    def __init__(self, buffer: io.BytesIO, metadata: dict[str, Any], lang: str, scale: float) -> None:
        super().__init__(buffer, metadata=metadata)
        self._file = _File(buffer, metadata, lang, scale)


class _File(PdfFile):
    """A PDF that says its language and shows its title in the window."""

    def __init__(self, buffer: io.BytesIO, metadata: dict[str, Any], lang: str, scale: float) -> None:
        self._lang, self._scale = lang, scale
        super().__init__(buffer, metadata=metadata)

    def writeObject(self, object: Any, contents: Any) -> None:
        """Write an object; the catalogue gets what matplotlib leaves out."""
        if object is self.rootObject:
            contents = contents | {"Lang": self._lang.encode(), "ViewerPreferences": {"DisplayDocTitle": True}}
        super().writeObject(object, contents)

    def newPage(self, width: float, height: float) -> None:
        """Begin a page of its size on paper, on which everything is drawn to that scale."""
        scale = self._scale
        super().newPage(width * scale, height * scale)
        # Lines are cut to these, in the units in which they are drawn.
        self.width, self.height = width, height
        self.output(scale, 0, 0, scale, 0, 0, Op.concat_matrix)

    def finalize(self) -> None:
        """Finish the file; links lie where their texts do."""
        for _, links in self._annotations:
            for link in links:
                link["Rect"] = [edge * self._scale for edge in link["Rect"]]
        super().finalize()


def pdf(sheets: Sequence[Sheet], dots: float, lang: str, title: str, subject: str) -> bytes:
    """Return sheets as pages, with so many px to an inch of paper."""
    about = {
        "Title": title, "Author": "Sahel Record contributors", "Subject": subject, "Creator": "Sahel Record",
        "Producer": None, "CreationDate": None,
    }  # fmt: skip
    buffer = io.BytesIO()
    with _Pages(buffer, about, lang, DPI / dots) as pages:
        for sheet in sheets:
            ink_files.save(sheet, pages, "pdf")
    return buffer.getvalue()
