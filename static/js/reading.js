// The reading page: joins the text, its words, the reader's states and the gloss.

import { Cursor } from "./cursor.js";
import { Gloss } from "./gloss.js";
import { onHover } from "./hover.js";
import { Lookup } from "./lookup.js";
import { Lookups } from "./lookups.js";
import { Marks } from "./marks.js";
import { TextMap, caretAt, covers } from "./offsets.js";
import { Reader } from "./reader.js";
import { Words } from "./words.js";

const NOT_SAVED = "Not saved. Check your connection and try again.";

const article = document.querySelector(".reading");
if (article && "popover" in HTMLElement.prototype) start();

function start() {
  const text = document.getElementById("text");
  const words = new Words(article.dataset.wordsUrl);
  const reader = new Reader(article.dataset.readerUrl, article.dataset.wordUrlTemplate);
  const map = new TextMap(text);
  const marks = new Marks(map, words);
  const lookup = new Lookup(article.dataset.lexemeUrlTemplate);
  const gloss = new Gloss(document.getElementById("gloss"), text, { lookup, settings: article.dataset.settingsUrl });
  const lookups = new Lookups(reader, map);
  const page = { text, words, reader, map, marks, gloss, lookups, asked: 0 };
  page.cursor = new Cursor({ text, words, map, marks, spoken: document.getElementById("spoken"), open: (index) => openToken(page, index) });

  text.addEventListener("click", (event) => clicked(page, event));
  onHover(text, gloss, (term) => openTerm(page, term, { pinned: false, focus: false }).catch(() => {}));
  gloss.element.addEventListener("beforetoggle", (event) => event.newState === "closed" && closed(page));
  for (const button of gloss.buttons) button.addEventListener("click", () => choose(page, button));

  (globalThis.requestIdleCallback ?? setTimeout)(() => load(page).catch(() => {}));
  addEventListener("pageshow", (event) => {
    if (event.persisted) reader.load({ afresh: true }).then(() => paint(page), () => {});
  });
}

/** Waits for the words only: the gloss opens even when the reader's states are late or missing. */
async function load(page) {
  await page.words.load();
  if (!page.painted) page.reader.load().then(() => paint(page), () => {});
}

function paint(page) {
  page.painted = true;
  page.marks.paint(page.reader.states, page.reader.level);
  page.gloss.tell(page.reader);
  if (page.reader.lookups && !page.watched) page.lookups.watchEnd(document.querySelector(".lesson-actions"));
  page.watched = true;
  if (page.gloss.isOpen) page.gloss.showState(page.reader.state(page.gloss.word.id));
}

function clicked(page, event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const term = event.target.closest("a.term");
  const selecting = !getSelection().isCollapsed;
  if (term) event.preventDefault();
  if (selecting) return;
  if (term) openTerm(page, term, { pinned: true, focus: true }).catch(() => location.assign(term.hash));
  else clickedWord(page, event).catch(() => {});
}

async function clickedWord(page, { clientX: x, clientY: y }) {
  const caret = caretAt(x, y);
  const offset = caret && page.map.offset(...caret);
  if (offset == null) return;
  const asked = ++page.asked;
  await load(page);
  const index = page.words.near(offset).find((each) => covers(tokenRange(page, each), x, y));
  if (index !== undefined && asked === page.asked) openToken(page, index);
}

async function openTerm(page, term, how) {
  const asked = ++page.asked;
  await load(page);
  if (asked !== page.asked || (!how.pinned && !term.matches(":hover"))) return;
  const range = document.createRange();
  range.selectNodeContents(term);
  open(page, { id: term.dataset.lexeme, range, anchor: term }, how);
}

function openToken(page, index) {
  const id = page.words.tokens[index][2];
  const range = tokenRange(page, index);
  const anchor = range.startContainer.parentElement.closest("a.term");
  page.cursor.index = index;
  open(page, { id, range, anchor }, { pinned: true, focus: true });
}

function open(page, word, how) {
  const surface = word.range.toString();
  const entry = page.words.lexemes[word.id] ?? { lemma: surface };
  page.gloss.open({ ...word, surface, entry, long: page.words.longForm(surface) }, how);
  page.gloss.showState(page.reader.state(word.id));
  page.lookups.opened(page.gloss.word, page.gloss, how);
  page.marks.only("current", word.range);
  word.anchor?.classList.add("open");
}

function closed(page) {
  page.marks.only("current", null);
  page.gloss.word?.anchor?.classList.remove("open");
}

/** A press on the state that already holds takes it back. */
async function choose(page, button) {
  const { gloss, reader, marks } = page;
  if (button.getAttribute("aria-disabled") === "true") return;
  const { word } = gloss;
  const state = button.getAttribute("aria-pressed") === "true" ? "new" : button.dataset.state;
  gloss.busy(true);
  const problem = await reader.set(word.id, state).then(() => "", () => NOT_SAVED);
  gloss.busy(false);
  marks.paintLexeme(String(word.id), reader.state(word.id));
  if (gloss.word !== word) return;
  gloss.showState(reader.state(word.id));
  gloss.say(problem);
}

function tokenRange(page, index) {
  const [start, end] = page.words.tokens[index];
  return page.map.range(start, end);
}
