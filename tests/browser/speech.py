"""A stand-in for the browser's speech: what is said to it is kept, and goes no further."""

import json

from playwright.sync_api import Page

AMERICAN, BRITISH, FRENCH = ({"lang": lang, "name": lang} for lang in ("en-US", "en_GB", "fr-FR"))
STAND_IN = """(() => {
  const voices = %s;
  const said = window.said = [];
  const synthesis = new EventTarget();
  Object.assign(synthesis, {
    getVoices: () => [...voices],
    cancel: () => {},
    speak: ({ text, lang, rate, voice }) => said.push({ text, lang, rate, voice: voice && voice.lang }),
  });
  window.arrive = voice => { voices.push(voice); synthesis.dispatchEvent(new Event("voiceschanged")); };
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  Object.defineProperty(window, "speechSynthesis", { value: synthesis });
})()"""


def give_voices(page: Page, *voices: dict[str, str]) -> None:
    page.add_init_script(STAND_IN % json.dumps(voices))
