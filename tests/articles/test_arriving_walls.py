"""Pages without an article are told from articles, however short these are."""

from __future__ import annotations

import pytest

from geodata.articles import iter_samples
from tests.articles.brought import DETOUR, FIRE, article, json_ld, page, read, refused

PART = (
    "Nach dem Hochwasser ist die Brücke über den Rioni bei Poti gesperrt. Prüfer haben Risse in "
    "zwei Pfeilern entdeckt, teilte die Straßenbehörde mit."
)
PAID = json_ld('{"@type": "NewsArticle", "headline": "Brücke gesperrt", "isAccessibleForFree": %s}')
# What pages put around an article, with the words of every wall in it.
AROUND = (
    "<div class='banner'><p>Wir und unsere 180 Partner verwenden Cookies. Ihre Einwilligung "
    "können Sie widerrufen.</p><button>Alle akzeptieren</button><a>Cookie-Einstellungen</a></div>"
    "<noscript>Bitte JavaScript aktivieren, um alles zu sehen.</noscript>"
    "<form><input type='password'><button>Anmelden</button></form>"
    "<p class='abo'>Jetzt abonnieren: vier Wochen für einen Euro</p>"
)
RELATED = "<aside>" + "".join(
    f"<h3><a href='/{n}'>Ein ganz anderer Bericht Nummer {n}</a></h3><p>Kurz dazu.</p>"
    for n in range(9)
) + "</aside>"  # fmt: skip


def listed(headline: str) -> str:
    cards = "".join(
        f"<div><h2><a href='/{n}'>Im Hafen von Batumi brennt Schiff {n}</a></h2>"
        f"<p>Die Feuerwehr war mit {n} Wagen im Einsatz, verletzt wurde dabei niemand.</p></div>"
        for n in range(20)
    )
    return f"<main><h1>{headline}</h1>{cards}</main>"


CONSENT = {
    "de": page(
        "<main><h1>Mit Werbung weiterlesen</h1><p>Wir und unsere 212 Partner speichern Daten auf "
        "Ihrem Gerät. Ihre Einwilligung können Sie widerrufen.</p><button>Akzeptieren und "
        "weiter</button><p>Oder ohne Tracking lesen mit dem Abo.</p></main>",
        title="Willkommen auf musterblatt.example",
    ),
    "en": page(
        "<div><h2>We value your privacy</h2><p>We and our 143 partners store information on a "
        "device, such as cookies. By clicking accept you agree to that.</p><p>Accept all</p><p>"
        "Manage options</p></div>",
        title="Sample Post",
    ),
    "ru": page(
        "<div><p>Мы используем файлы cookie. Продолжая пользоваться сайтом, вы соглашаетесь с "
        "этим.</p><button>Принять все</button></div>",
        title="Образец",
    ),
}
PAYWALL = {
    "de": page(
        article(PART, headline="Brücke gesperrt") + "<div><h2>Weiterlesen mit Musterblatt Plus</h2>"
        "<p>Vier Wochen für einen Euro, monatlich kündbar.</p></div>",
        head=PAID % "false",
    ),
    "de, unmarked": page(
        article(PART, "Sie möchten mehr? Um weiterzulesen, brauchen Sie ein Abonnement.")
    ),
    "en": page(
        article(
            "The bridge near Poti has been shut since the flood. Inspectors found cracks in two "
            "of its piers, the roads agency said.",
            "Subscribe to continue reading. Already a subscriber? Log in.",
        ),
        head=PAID % '"False"',
    ),
    "ru": page(
        article(
            "Мост под Поти закрыт с выходных: проверка нашла трещины в двух опорах, сообщило "
            "дорожное ведомство.",
            "Этот материал доступен только подписчикам. Уже есть подписка? Войдите.",
        )
    ),
}
ERRORS = {
    "de": page(
        "<main><h1>Diese Seite gibt es nicht mehr</h1><p>Vielleicht haben Sie sich vertippt, oder "
        "der Artikel wurde verschoben. Nutzen Sie die Suche.</p></main>",
        title="Seite nicht gefunden - Musterblatt",
    ),
    "en": page(
        "<h1>Page not found</h1><p>Sorry, the page you were looking for is gone. Try the search "
        "box or start from our home page.</p>",
        title="404 - Page not found | Sample Post",
    ),
    "ru": page(
        "<h1>404</h1><p>К сожалению, такой страницы нет. Возможно, она была удалена.</p>",
        title="Страница не найдена",
    ),
    "server": "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>"
    "<hr><center>nginx</center></body></html>",
    "denied": page(
        "<h1>Access Denied</h1><p>You don't have permission to access this page on this server. "
        "Reference 18.2d</p>",
        title="Access Denied",
    ),
}
SIGN_IN = {
    "de": page(
        "<h1>Anmelden</h1><form><input type=password></form><p>Noch kein Konto? Registrieren Sie "
        "sich jetzt kostenlos und lesen Sie auf allen Geräten.</p>",
        title="Anmelden | Musterblatt",
    ),
    "ru": page(
        "<h1>Вход на сайт</h1><form><input type=password></form><p>Введите адрес и пароль.</p>",
        title="Вход",
    ),
}
ROBOT = {
    "en": page(
        "<h1>sample.example</h1><p>Verifying you are human. This may take a few seconds.</p>",
        title="Just a moment...",
    ),
    "ru": page("<p>Подтвердите, что запросы отправляли вы, а не робот</p>", title="Вы не робот?"),
}
SHELL = {
    "en": "<html><head><title>Sample Post</title></head><body><noscript>You need to enable "
    "JavaScript to run this app.</noscript><div id=root></div></body></html>",
    "de": "<html><head><title>Musterblatt</title></head><body><noscript>Bitte JavaScript "
    "aktivieren.</noscript><div id=app></div></body></html>",
}
LISTS = {
    "search": page(listed("Suchergebnisse für Batumi"), title="Suchergebnisse für Batumi"),
    "front": page(listed("Nachrichten"), title="Musterblatt: Nachrichten aus dem Kaukasus"),
    "ru": page(listed("Результаты поиска: Батуми"), title="Поиск"),
}


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        (CONSENT, "asks for consent to cookies, no article"),
        (PAYWALL, "shows only the beginning of an article behind a paywall"),
        (ERRORS, "is an error page, no article"),
        (SIGN_IN, "is a page to sign in, no article"),
        (ROBOT, "asks whether you are a robot"),
        (SHELL, "shows its text only with JavaScript"),
        (LISTS, "is a list of articles, no article"),
        ({"empty": page("")}, "holds no article"),
    ],
    ids=["consent", "paywall", "error", "sign-in", "robot", "shell", "list", "empty"],
)
def test_a_page_without_an_article_says_what_it_is(pages: dict[str, str], said: str) -> None:
    assert {name: refused(text).partition(";")[0] for name, text in pages.items()} == dict.fromkeys(
        pages, said
    )


@pytest.mark.parametrize(
    ("headline", "told"),
    [
        ("Brand im Hafen", ("Verletzt wurde in Batumi niemand.",)),
        ("404 Tote nach dem Beben", (FIRE, DETOUR)),
        ("Login gestohlen: Behörden in Tiflis warnen", (FIRE,)),
        ("Wie Georgien Cookies regelt", ("Ein Gesetz verlangt die Einwilligung in Cookies.", FIRE)),
        ("Suche nach Vermissten am Rioni", (FIRE, DETOUR)),
        ("Archiv in Batumi abgebrannt", (FIRE,)),
        ("Zeitung in Tiflis führt Bezahlschranke ein", (FIRE, DETOUR)),
    ],
)
@pytest.mark.parametrize("shape", ["article", "div", "bare"])
def test_a_short_article_among_the_words_of_walls_is_read(
    headline: str, told: tuple[str, ...], shape: str
) -> None:
    body = article(*told, headline=headline)
    if shape != "article":
        body = body.replace("article>", "div>")
    around = body if shape == "bare" else AROUND + body + RELATED
    text = read(page(around, title=f"{headline} - Musterblatt")).text
    assert text == "\n\n".join((headline, *told))


def test_a_subscriber_s_saved_page_is_read() -> None:
    whole = article(*[PART, DETOUR] * 6, headline="Brücke gesperrt")
    text = read(page(f"{whole}<p>Weiterlesen mit Musterblatt Plus</p>", head=PAID % "false")).text
    assert text.count(PART) == 6


ADVERTISED = "<h3>Zweiter Text</h3><p>Jetzt weiterlesen mit Musterblatt Plus</p>"


@pytest.mark.parametrize(
    "around",
    [
        "{article}<aside>" + ADVERTISED + "</aside>",
        "{article}<footer>" + ADVERTISED + "</footer>",
        "{article}<div><a href='/zwei'>Zweiter Text: jetzt weiterlesen mit Plus</a></div>",
        "<main>{article}</main><aside><article>" + ADVERTISED + "</article></aside>",
    ],
)
@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:type" content="article">',
        json_ld('{"@type": "NewsArticle", "headline": "Brücke gesperrt"}'),
    ],
)
def test_what_a_page_says_of_another_article_hides_nothing_of_its_own(
    around: str, head: str
) -> None:
    whole = article(PART, DETOUR, FIRE, headline="Brücke gesperrt")
    assert PART in read(page(around.replace("{article}", whole), head=head)).text


def test_a_box_within_the_article_hides_the_rest() -> None:
    box = "<!-- Schranke --><div><h2>Jetzt weiterlesen mit Musterblatt Plus</h2></div>"
    told = article(PART, headline="Brücke gesperrt").replace("</article>", f"{box}</article>")
    head = '<meta property="og:type" content="article">'
    said = "shows only the beginning of an article behind a paywall"
    assert refused(page(told, head=head)).startswith(said)


def test_a_page_that_calls_itself_free_is_read() -> None:
    body = article(PART, headline="Brücke gesperrt") + "<p>Weiterlesen mit Musterblatt Plus</p>"
    assert PART in read(page(body, head=PAID % "true")).text


@pytest.mark.quality
def test_none_of_our_samples_is_refused_as_a_page() -> None:
    samples = list(iter_samples())
    assert len(samples) > 10
    for one in samples:
        told = [part for part in one.text.split("\n") if part.strip()]
        body = article(*told[1:], headline=told[0])
        assert read(page(AROUND + body + RELATED, title=told[0])).text.startswith(told[0][:40])
