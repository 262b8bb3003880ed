// The one gloss of the page: what it says, and how it opens and closes.
// All text comes in through textContent: what words.json holds is never markup.

import { place } from "./place.js";

const NO_DEFINITION = "No definition here yet.";
const NO_DICTIONARY = "No dictionary of general words is installed here, so they have no definitions. Medical words have theirs.";
const LOOKING = "Looking it up …";
const NOT_LOADED = "This could not be loaded. Check your connection and try again.";
const BEGINNING = 128; // px

export class Gloss {
  /** lookup asks the server about a word; settings is where a reader chooses a language. */
  constructor(element, column, { lookup, settings }) {
    this.element = element;
    this.column = column;
    this.lookup = lookup;
    this.settings = settings;
    this.reader = {};
    this.word = null;
    this.pinned = false;
    this.part = Object.fromEntries([...element.querySelectorAll("[data-gloss]")].map((each) => [each.dataset.gloss, each]));
    this.buttons = [...element.querySelectorAll("button[data-state]")];
    element.hidden = false;
    this.part.close.addEventListener("click", () => this.close());
    this.part.more.addEventListener("click", () => this.toggleMore());
    element.addEventListener("pointerdown", () => (this.pinned = true));
    element.addEventListener("focusin", () => (this.pinned = true));
    element.addEventListener("focusout", ({ relatedTarget }) => this.left(relatedTarget));
    addEventListener("resize", () => this.isOpen && place(element, this.word.range, column));
  }

  get isOpen() {
    return this.element.matches(":popover-open");
  }

  /** word: {id, entry, range, anchor, surface, long}; long is what an abbreviation stands for. pinned: stays when the pointer leaves; focus: goes into the gloss. */
  open(word, { pinned, focus }) {
    this.close();
    this.word = word;
    this.pinned = pinned;
    this.fill(word);
    this.element.showPopover(word.anchor ? { source: word.anchor } : {});
    this.element.scrollTop = 0;
    place(this.element, word.range, this.column);
    if (focus) this.element.focus({ preventScroll: true });
  }

  close() {
    if (this.isOpen) this.element.hidePopover();
  }

  left(goesTo) {
    if (goesTo && !this.element.contains(goesTo) && goesTo !== this.word?.anchor) this.close();
  }

  fill({ id, entry, range, surface, long }) {
    const words = entry.words ?? [];
    const { part } = this;
    document.getElementById("gloss-word").textContent = entry.lemma ?? surface;
    part.facts.replaceChildren(...facts(entry));
    part.ipa.replaceChildren(...pronunciation(entry));
    part.short.textContent = long ? `${surface} in this text: ${long}` : "";
    part.definition.textContent = entry.definition ?? "";
    part.words.replaceChildren(...words.flatMap(wordRow));
    part.plain.textContent = entry.plain ?? "";
    part.family.textContent = (entry.family ?? []).join(", ");
    part.source.textContent = entry.by ? `Explained by ${entry.by}` : "";
    const [sentence, pieces] = marked(range);
    this.word.sentence = sentence;
    part.sentence.replaceChildren(...pieces);
    part["say-word"].dataset.speak = entry.lemma ?? surface;
    part["say-sentence"].dataset.speak = pieces.map((piece) => piece.textContent ?? piece).join("");
    part.message.textContent = "";
    part.actions.hidden = part.more.hidden = id == null;
    this.showMore([]);
    this.translate(entry);
    if (id != null && !long && !entry.definition && !words.length && !entry.plain) this.define(this.word);
  }

  /** What the reader told: {language: {code, name, lang, dir}, dictionary: whether general words have definitions}. */
  tell(reader) {
    this.reader = reader;
    if (this.isOpen) this.translate(this.word.entry);
  }

  translate({ translations = {} }) {
    const { language } = this.reader;
    const { translation } = this.part;
    const word = translations[language?.code];
    translation.textContent = word ?? "";
    translation.lang = language?.lang ?? "";
    translation.dir = language?.dir ?? "auto";
    this.part.language.replaceChildren(...(word ? [`In ${language.name}:`] : !language && Object.keys(translations).length ? [link("See it in your language", this.settings)] : []));
  }

  /** A general word: the sense that its sentence speaks for, from the dictionary of this installation. */
  async define(word) {
    const { definition, source } = this.part;
    const isMissing = this.reader.dictionary === false;
    definition.textContent = isMissing ? this.withoutDictionary() : LOOKING;
    if (isMissing) return;
    const found = await this.lookup.definition(word.id, word.sentence).catch(() => null);
    if (this.word !== word) return;
    definition.textContent = found ? found.definition ?? this.withoutDictionary() : "";
    source.textContent = found?.definition ? `WordNet${found.pos === word.entry.pos ? "" : `, as ${found.pos}`}` : "";
    if (!found) this.say(NOT_LOADED);
    if (this.isOpen) place(this.element, word.range, this.column);
  }

  /** Said once on a page, where no general word has a definition. */
  withoutDictionary() {
    if (this.reader.dictionary !== false) return NO_DEFINITION;
    const said = this.hasSaid ? "" : NO_DICTIONARY;
    this.hasSaid = true;
    return said;
  }

  async toggleMore() {
    if (this.part.more.getAttribute("aria-expanded") === "true") {
      this.showMore([]);
      return;
    }
    const { word } = this;
    const layer = await this.lookup.more(word.id, word.sentence).catch(() => null);
    if (this.word !== word) return;
    this.say(layer ? "" : NOT_LOADED);
    if (layer) this.showMore(layer);
  }

  showMore(layer) {
    this.part.layer.replaceChildren(...layer);
    this.part.layer.hidden = !layer.length;
    this.part.more.setAttribute("aria-expanded", String(layer.length > 0));
    this.part.more.textContent = layer.length ? "Less" : "More about this word";
    if (!this.isOpen) return;
    place(this.element, this.word.range, this.column);
    if (layer.length) this.reveal(this.part.layer);
  }

  /** Scrolls inside the gloss until at least the beginning of the element is seen. */
  reveal(element) {
    const below = element.offsetTop + Math.min(element.offsetHeight, BEGINNING) - this.element.clientHeight;
    if (below > this.element.scrollTop) this.element.scrollTop = below;
  }

  showState(state) {
    for (const button of this.buttons) button.setAttribute("aria-pressed", String(button.dataset.state === state));
  }

  busy(isBusy) {
    for (const button of this.buttons) button.setAttribute("aria-disabled", String(isBusy));
  }

  say(message) {
    this.part.message.textContent = message;
    if (message && this.isOpen) place(this.element, this.word.range, this.column);
  }
}

function facts({ level, pos, kind, frequency }) {
  const shown = [pos, kind === "other" ? null : kind, frequency && `${frequency} word`].filter(Boolean).map((text) => span("", text));
  if (level) shown.unshift(span("level", span("hidden-text", "Level "), level));
  return shown;
}

function pronunciation({ ipa, ipa_us: american }) {
  if (!ipa) return [];
  const sound = (sounds) => Object.assign(span("", `/${sounds}/`), { lang: "en-fonipa" });
  const spoken = (variety, sounds) => span("spoken", span("soft", `${variety} `), sound(sounds));
  return american ? [spoken("British", ipa), " ", spoken("American", american)] : [sound(ipa)];
}

function wordRow({ lemma, definition }) {
  const term = document.createElement("dt");
  const meaning = document.createElement("dd");
  term.textContent = `${lemma}: `;
  meaning.textContent = definition ?? NO_DEFINITION;
  return [term, meaning];
}

function link(text, href) {
  const made = document.createElement("a");
  made.href = href;
  made.textContent = text;
  return made;
}

/** The number of the sentence that holds the range, and its text with that of the range in a <mark>. */
function marked(range) {
  const start = range.startContainer.parentElement ?? range.startContainer;
  const sentence = start.closest(".sentence") ?? start.closest("[data-start]");
  if (!sentence) return [-1, []];
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(sentence, sentence.childNodes.length);
  const mark = document.createElement("mark");
  mark.textContent = range.toString();
  return [sentence.id.replace(/^s-/, "") || -1, [before.toString(), mark, after.toString()]];
}

function span(className, ...content) {
  const made = document.createElement("span");
  if (className) made.className = className;
  made.append(...content);
  return made;
}
