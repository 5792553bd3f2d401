"""Why a link was not fetched, as `geodata.fetching` says it; a placeholder for what differs."""

from __future__ import annotations

from geodata.ui.wording.i18n import N_

__all__ = ["FETCH_MESSAGES"]

FETCH_MESSAGES = (
    # The link
    N_("is empty; a link starts with http:// or https://"),
    N_("has more than {limit} characters; no link to a page is so long"),
    N_("holds a character that cannot be seen; copy the link anew"),
    N_("does not start with http:// or https://; write the whole link"),
    N_("starts with {scheme}:; only http:// and https:// can be fetched"),
    N_("is no link to a page; copy it from the browser's address bar"),
    N_("carries a name or a password; take away what stands before the @"),
    N_("asks for port {port}, at which there are no web pages"),
    N_("{host} is a number that stands for an address; write the site's name"),
    N_("{host} is in your own network; save the page in the browser and add the file"),
    N_("{host} cannot be the name of a site; check the spelling"),
    # The way to the site
    N_("there is no site named {host}; check the spelling"),
    N_("{host} is not on the public internet; save the page in the browser and add the file"),
    N_(
        "{host} leads to {address}, which is not on the public internet; "
        "save the page in the browser and add the file"
    ),
    N_("{host} could not be looked up within {seconds} seconds; try again later"),
    N_("no connection to {host} ({error}); try again later"),
    N_("the certificate of {host} cannot be trusted ({error}); check the link in a browser"),
    N_("the connection to {host} broke off; try again later"),
    N_("{host} does not answer; try again later"),
    N_("took longer than {seconds} seconds; try again later"),
    # Where it leads on to
    N_("leads on to {name}: {reason}"),
    N_(
        "leads from https:// to {name}, which is not protected; "
        "fetch that link itself if you trust it"
    ),
    N_("leads on in a circle; check the link in a browser"),
    N_("leads on more than {limit} times; take the link of the page at the end"),
    N_("leads on without saying where; check the link in a browser"),
    # What the site wants
    N_(
        "the site's robots.txt asks programs not to fetch this page; "
        "save it in the browser and add the file"
    ),
    N_(
        "the site's robots.txt cannot be read (status {status}), so nothing of it may be fetched; "
        "try again later"
    ),
    N_("there is no such page (status {status}); check the link"),
    N_("the site answers without a page (status {status}); check the link"),
    N_(
        "the site does not let the page be fetched (status {status}); "
        "save it in the browser and add the file"
    ),
    N_("the site asks for a pause (status {status}); try again in {seconds} seconds"),
    N_("the site asks for a pause (status {status}); try again after {moment} UTC"),
    N_("the site asks for a pause (status {status}); try again later"),
    N_("the site answers with an error (status {status}); try again later"),
    # The answer
    N_(
        "is of the kind {name}, which holds no article; "
        "pages, PDF files, feeds, texts, tables and zip files can be fetched"
    ),
    N_("has more than {limit} MB; save it in the browser and add the file if it is right"),
    N_("comes packed as {name}, which nobody asked for; it cannot be read"),
    N_("comes damaged: it cannot be unpacked; try again later"),
    N_("breaks off before its end; try again later"),
    N_("the answer of {host} breaks off or is no page ({error}); try again later"),
    N_("could not be fetched ({error})"),
    # What whoever runs the program has set
    N_("{setting} has {name}; write host and port, as in 127.0.0.1:8123"),
    N_("{setting} is {name}; write a web or mail address in plain letters"),
    N_("{setting} is {name}; write a number above zero"),
    N_("the certificates in SCHAUPLATZ_FETCH_CA cannot be read ({error})"),
)
