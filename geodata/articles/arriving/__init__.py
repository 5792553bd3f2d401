"""Articles as people bring them: files, folders, pages, feeds, tables, archives, pasted text.

What comes in is untrusted and often broken. Each reader gives articles one by one and, in between,
what is wrong, in one line each; nothing here raises for bad input, fetches anything, runs anything
of a file, or takes more time and memory than `limits` allows. The libraries for pages, documents
and tables are loaded with the first file that needs them: 0.1 to 0.5 s each, which plain text and
JSON Lines never pay.
"""

from geodata.articles.arriving.arrived import Found, FoundLink
from geodata.articles.arriving.reading import read_bytes, read_file, read_pasted, read_upload
from geodata.articles.arriving.table_columns import FIELDS, TableField
from geodata.articles.arriving.tables import TablePreview, preview_table, read_table

__all__ = [
    "FIELDS",
    "Found",
    "FoundLink",
    "TableField",
    "TablePreview",
    "preview_table",
    "read_bytes",
    "read_file",
    "read_pasted",
    "read_table",
    "read_upload",
]
