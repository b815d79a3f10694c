"""Takes the text out of documents: web pages, PDF, Word, Markdown, subtitles, web archives.

`isolated` runs the work in a process of its own with the limits of `limits`: the files come from
strangers, and the libraries that read them are large. `worker` is that process; it calls one module
for each kind of document. The libraries are optional (`pip install factcheck-report[import]`) and
are imported only there.
"""

from factcheck_report.documents.importing.extracted import ExtractedText, StatedFact
from factcheck_report.documents.importing.isolated import extract

__all__ = ["ExtractedText", "StatedFact", "extract"]
