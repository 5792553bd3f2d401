"""The Streamlit side: what is shown of the articles, and what a reader does with it.

Its parts, each importing only earlier ones: `wording` says it, `shelf` keeps what was read,
`state` what a reader looks at, `filters` sets it; `evidence`, `tables` and `map` show it, `pages`
puts them together. `page` begins every page.
"""
