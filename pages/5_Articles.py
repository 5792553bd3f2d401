"""The articles, and one of them with everything found in it marked."""

from geodata.ui.articles import show_articles
from geodata.ui.page import show_page

show_page("articles", show_articles)
