"""What readers do on a lesson's page: its words, and the gloss that explains one of them."""

import re
import time

from playwright.sync_api import Locator, Page

from tests.browser.site import LESSON, is_phone

# Where the gloss and its word stand in the window.
PLACES = """() => {
  const box = document.getElementById("gloss").getBoundingClientRect();
  const word = [...CSS.highlights.get("current")][0];
  const lines = [...word.getClientRects()].filter(each => each.width);
  return {
    word: String(word),
    covers: lines.some(each => each.right > box.left && each.left < box.right
      && each.bottom > box.top && each.top < box.bottom),
    inside: box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight + 0.5,
    seen: lines.every(each => each.top >= 0 && each.bottom <= innerHeight
      && each.left >= 0 && each.right <= innerWidth),
  };
}"""
WORD_BOX = """([word, nth]) => {
  const walker = document.createTreeWalker(document.getElementById("text"), NodeFilter.SHOW_TEXT);
  const sought = new RegExp(`(?<![\\\\p{L}])${word}(?![\\\\p{L}])`, "gu");
  while (walker.nextNode()) {
    for (const found of walker.currentNode.data.matchAll(sought)) {
      if (nth--) continue;
      const range = document.createRange();
      range.setStart(walker.currentNode, found.index);
      range.setEnd(walker.currentNode, found.index + word.length);
      walker.currentNode.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
      const box = range.getClientRects()[0];
      return [box.left + box.width / 2, box.top + box.height / 2];
    }
  }
  return null;
}"""


def coloured(page: Page, name: str = "learning") -> list[str]:
    """The words of the text that are painted as being learned, or under the cursor, or explained now."""
    return page.evaluate("name => [...(CSS.highlights.get(name) ?? [])].map(String)", name)


def expect_coloured(page: Page, words: list[str], name: str = "learning") -> None:
    """Wait for it, outside the page: its policy forbids the scripts that Playwright would wait with."""
    until = time.monotonic() + 5
    while sorted(found := coloured(page, name)) != sorted(words) and time.monotonic() < until:
        page.wait_for_timeout(30)
    assert sorted(found) == sorted(words), f"{found}, not {words}"


def press_word(page: Page, word: str, *, nth: int = 0) -> None:
    place = page.evaluate(WORD_BOX, [word, nth])
    assert place, f"“{word}” stands in the text"
    if is_phone(page):
        page.touchscreen.tap(*place)
    else:
        page.mouse.click(*place)


def open_lesson(page: Page, url: str = LESSON) -> None:
    """Opened and ready: words and states have come."""
    with page.expect_response("**/reader.json"):
        page.goto(url)


def gloss_of(page: Page) -> Locator:
    return page.get_by_role("dialog")


def term(page: Page, text: str) -> Locator:
    return page.locator("#text a.term", has_text=re.compile(rf"^{text}$", re.IGNORECASE)).first


def check_places(page: Page) -> None:
    """The gloss stands whole in the window, and beside its word."""
    places = page.evaluate(PLACES)
    assert not places["covers"], places
    assert places["inside"], places
    assert places["seen"], places
