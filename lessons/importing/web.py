"""The article of a web page. For the keeper's command line: it fetches whatever address it is given."""

import http.client
import logging
import urllib.error
import urllib.request

from lessons.importing.cleaning import Source
from lessons.importing.refusals import Refused

TIMEOUT = 20
MAX_PAGE = 5_000_000


def fetch(url: str) -> Source:
    """The main text of the page as Markdown, menus and notices left out. Refused when there is none to be had."""
    import trafilatura  # late: it takes a second, and only this needs it

    # What it cannot parse is told below, in our own words.
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    html = _load(url)
    found = trafilatura.extract(html, url=url, output_format="markdown", include_comments=False, include_tables=False)
    if not found:
        raise Refused("No article was found on this page.")
    metadata = trafilatura.extract_metadata(html, default_url=url)
    title = metadata.title if metadata and metadata.title else ""
    return Source(found if found.lstrip().startswith("# ") or not title else f"# {title}\n\n{found}", markdown=True)


def _load(url: str) -> bytes:
    if not url.startswith(("http://", "https://")):
        raise Refused("Only addresses that begin with http:// or https:// can be read.")
    try:
        request = urllib.request.Request(url, headers={"User-Agent": "Readwell", "Accept": "text/html"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=TIMEOUT) as response:  # noqa: S310  scheme checked above
            if response.headers.get_content_type() not in ("text/html", "application/xhtml+xml", "text/plain"):
                raise Refused(f"This address gives {response.headers.get_content_type()}, not a page of text.")
            page: bytes = response.read(MAX_PAGE + 1)
    except urllib.error.HTTPError as error:
        with error:
            raise Refused(f"The page could not be read: {error}") from error
    except Refused:
        raise
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise Refused(f"The page could not be read: {error}") from error
    if len(page) > MAX_PAGE:
        raise Refused(f"The page is larger than {MAX_PAGE // 1_000_000} MB.")
    return page
