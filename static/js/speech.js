// The browser's own speech: a word or a sentence aloud, slower on a second tap. Hidden where the browser has no English voice.

const SLOW = 0.6;
const ENGLISH = { us: "en-US", gb: "en-GB" };
const synthesis = globalThis.speechSynthesis;
let last = { text: null, isSlow: false };

/** Shows every button with data-speak inside the element, as soon as there is a voice. */
function offer(root = document) {
  whenReady(() => {
    for (const button of root.querySelectorAll("button[data-speak]")) button.hidden = false;
    for (const choice of root.querySelectorAll(".needs-speech")) choice.hidden = false;
  });
}

/** The first tap says it as people speak, the next one of the same text slowly, and so on by turns. */
function say(text) {
  const isSlow = last.text === text && !last.isSlow;
  last = { text, isSlow };
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice();
  utterance.lang = utterance.voice?.lang ?? "en-US";
  utterance.rate = isSlow ? SLOW : 1;
  synthesis.cancel();
  synthesis.speak(utterance);
}

function whenReady(then) {
  if (!synthesis || !globalThis.SpeechSynthesisUtterance) return;
  if (voice()) then();
  else synthesis.addEventListener?.("voiceschanged", () => voice() && then());
}

/** A voice of the variety that the reader chose, or any English one. */
function voice() {
  const wanted = ENGLISH[document.documentElement.dataset.voice] ?? ENGLISH.us;
  const english = synthesis.getVoices().filter(({ lang }) => /^en\b/i.test(lang.replace("_", "-")));
  return english.find(({ lang }) => lang.replace("_", "-") === wanted) ?? english[0] ?? null;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-speak]");
  if (button) say(button.dataset.speak);
});
offer();
