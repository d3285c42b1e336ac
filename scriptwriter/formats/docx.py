"""Word's files, both ways: screenplays in styles named after the elements, stories as manuscripts."""

from scriptwriter.formats.docx_read import read_docx
from scriptwriter.formats.docx_write import write_docx

__all__ = ["read_docx", "write_docx"]
