"""The articles, and one of them with everything found in it marked."""

from geodata.ui.page import show_page
from geodata.ui.pages.articles import show_articles

show_page("articles", show_articles)
