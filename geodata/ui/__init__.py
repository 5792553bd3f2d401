"""The Streamlit side: start of a page, sidebar, selection, evidence."""
