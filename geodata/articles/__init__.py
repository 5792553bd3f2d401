"""Reading articles: files, bodies, dates, languages."""
