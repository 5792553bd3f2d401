"""How much of what is read: every reader stops there and says so."""

from __future__ import annotations

__all__ = [
    "EXCEL_UNPACKED_BYTES",
    "FEED_BYTES",
    "FEED_ENTRIES",
    "FILE_BYTES",
    "JSON_LD_BYTES",
    "PAGE_BYTES",
    "PAGE_ELEMENTS",
    "PDF_BYTES",
    "PDF_MEMORY_BYTES",
    "PDF_PAGES",
    "PDF_SECONDS",
    "TABLE_BYTES",
    "TABLE_COLUMNS",
    "TABLE_ROWS",
    "WARC_UNPACKED_BYTES",
    "ZIP_MEMBERS",
    "ZIP_RATIO",
    "ZIP_RATIO_FROM_BYTES",
    "ZIP_UNPACKED_BYTES",
]

# 200 MB: what Streamlit lets a browser send; more in memory at once hurts a laptop.
FILE_BYTES = 200_000_000
# 8 MB: front pages with all their scripts have 1 to 3; a page of 20 MB is no article.
PAGE_BYTES = 8_000_000
# 40,000 elements: long live blogs have 10,000; finding the text of so many takes 6 s.
PAGE_ELEMENTS = 40_000
# 1 MB: what a page says of itself for search engines is a few kilobytes.
JSON_LD_BYTES = 1_000_000
# 50 MB and 300 pages: a scanned weekly paper; reports are shorter, books are no articles.
PDF_BYTES = 50_000_000
PDF_PAGES = 300
# 30 s of work and 1 GB: a sound document of 300 pages takes 10 s and 200 MB.
PDF_SECONDS = 30
PDF_MEMORY_BYTES = 1_000_000_000
FEED_BYTES = 20_000_000
FEED_ENTRIES = 5_000
# 60 MB: 20,000 articles.
TABLE_BYTES = 60_000_000
TABLE_ROWS = 200_000
TABLE_COLUMNS = 200
# 200 MB: a sheet unpacks to ten times its size; the texts of a sheet are held in memory.
EXCEL_UNPACKED_BYTES = 200_000_000
ZIP_MEMBERS = 50_000
ZIP_UNPACKED_BYTES = 1_000_000_000
# 100 times: text packs to a fifth, the most repetitive log to a fiftieth; bombs to a thousandth.
ZIP_RATIO = 100
ZIP_RATIO_FROM_BYTES = 1_000_000
WARC_UNPACKED_BYTES = 2_000_000_000
