"""What is wrong with a file, as `geodata.articles.arriving` says it."""

from __future__ import annotations

from geodata.ui.wording.i18n import N_

__all__ = ["READING_MESSAGES", "READING_REASONS", "READING_WHERE"]

READING_WHERE = (N_("{file}, row {line}"), N_("{file}, entry {line}"), N_("pasted text"))
READING_MESSAGES = (
    # Kinds of files that are not read
    N_("is an old Office file; save it as .xlsx or PDF"),
    N_("is a Rich Text file; save it as PDF or plain text"),
    N_("is a RAR archive; pack it as .zip"),
    N_("is a 7z archive; pack it as .zip"),
    N_("is a web archive (.mhtml); save the page as HTML"),
    N_("is a web archive (.webarchive); save the page as HTML"),
    N_("is a Word file; save it as PDF or plain text"),
    N_("is an OpenDocument table; save it as .xlsx or .csv"),
    N_("is an e-book; articles are read from pages, PDFs and texts"),
    N_("is packed with gzip; unpack it, or pack it as .zip"),
    N_("is JSON in one piece; one object is wanted on each line (.jsonl)"),
    # Files of any kind
    N_("has {size} MB; {reason} may have {limit} MB"),
    N_("has letters that are in no encoding; they read {sign}"),
    N_("needs more memory than there is"),
    N_("holds no files to read"),
    # Pages
    N_("is no page that can be read ({error})"),
    N_("has {count} elements; a page may have {limit}"),
    N_("holds no article; paste its text instead"),
    N_("asks for consent to cookies, no article; agree in a browser and save the page"),
    N_(
        "shows only the beginning of an article behind a paywall; save the whole article "
        "where you are signed in"
    ),
    N_("is a page to sign in, no article; sign in with a browser and save the article"),
    N_("is an error page, no article; check the link"),
    N_("asks whether you are a robot; open the link in a browser and save the page"),
    N_("shows its text only with JavaScript; open the link in a browser and save the page"),
    N_("is a list of articles, no article; add the articles that it links to"),
    # PDFs
    N_("is no PDF that can be read ({error})"),
    N_("is locked with a password; save it without one"),
    N_("has no text layer, so it was scanned; make one with text recognition"),
    N_("has more than {limit} pages; the rest is left out"),
    N_("takes more time or memory than a PDF may; save its text instead"),
    # Feeds
    N_("is no feed that can be read ({error})"),
    N_("is no feed of articles"),
    N_("is a feed without entries"),
    N_("is beyond the first {limit} entries; left out"),
    N_("has neither its full text nor a link"),
    # Tables
    N_("is no table: its first row names no columns"),
    N_("is no table: it has no sheet"),
    N_("is no table from line {line} on ({error})"),
    N_("is no Excel file that can be read ({error})"),
    N_("has {count} columns; a table may have {limit}"),
    N_("has more than {limit} rows; the rest is left out"),
    N_("has a quotation mark in line {line} that is never closed; what follows is left out"),
    N_("has no column {name}; it has: {columns}"),
    N_("has no column that is called text, body or the like; it has: {columns}"),
    N_("holds no rows below its columns"),
    N_("has no text"),
    N_("the date {name} is none; read without it"),
    # Archives
    N_("is no zip archive that can be read ({error})"),
    N_("is an archive within an archive; unpack it and add what it holds"),
    N_("holds {count} files; an archive may hold {limit}"),
    N_("has a name that leads out of the archive; left out"),
    N_("is locked with a password; unpack it and add what it holds"),
    N_("cannot be unpacked ({error})"),
    N_("unpacks to {size} MB; a table may have {limit} MB"),
    N_("unpacks to more than {limit} times its size; no text does, left out"),
    N_("unpacks to more than {limit} MB with those before; left out"),
    N_("unpacks to more than {limit} MB; the rest is left out"),
    N_("holds no web pages"),
    N_("breaks off or is damaged ({error}); the rest is left out"),
)
READING_REASONS = (
    N_("a page"),
    N_("a PDF"),
    N_("a feed"),
    N_("a table"),
    N_("a file"),
    N_("Is a directory"),
)
