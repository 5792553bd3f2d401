"""The articles, and one of them with everything found in it marked."""

from geodata.ui.articles import show_articles
from geodata.ui.page import start_page

show_articles(start_page("articles"))
