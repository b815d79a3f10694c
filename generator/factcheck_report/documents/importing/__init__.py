"""Takes the text out of documents: web pages, PDF, Word, Markdown, subtitles, web archives.

And the data for programs out of web pages.

`isolated` runs the work in a process of its own with the limits of `limits`: the files come from
strangers, and the libraries that read them are large. `worker` is that process; it calls one module
for each kind of document. The libraries are optional (`pip install factcheck-report[import]`) and
are imported only there.
"""

from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.isolated import decoded_text, extract, page_data
from factcheck_report.documents.importing.page_data import PageData

__all__ = ["ExtractedText", "PageData", "StatedFact", "decoded_text", "extract", "page_data"]
