// The one gloss of the page: what it says, and how it opens and closes.
// All text comes in through textContent: what words.json holds is never markup.

import { place } from "./place.js";

const NO_DEFINITION = "No definition here yet.";

export class Gloss {
  constructor(element, column) {
    this.element = element;
    this.column = column;
    this.word = null;
    this.pinned = false;
    this.part = Object.fromEntries([...element.querySelectorAll("[data-gloss]")].map((each) => [each.dataset.gloss, each]));
    this.buttons = [...element.querySelectorAll("button[data-state]")];
    element.hidden = false;
    this.part.close.addEventListener("click", () => this.close());
    element.addEventListener("pointerdown", () => (this.pinned = true));
    element.addEventListener("focusin", () => (this.pinned = true));
    element.addEventListener("focusout", ({ relatedTarget }) => this.left(relatedTarget));
    addEventListener("resize", () => this.isOpen && place(element, this.word.range, column));
  }

  get isOpen() {
    return this.element.matches(":popover-open");
  }

  /** word: {id, entry, range, anchor, surface}. pinned: stays when the pointer leaves; focus: goes into the gloss. */
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

  fill({ id, entry, range, surface }) {
    const parts = entry.parts ?? [];
    document.getElementById("gloss-word").textContent = entry.lemma ?? surface;
    this.part.facts.replaceChildren(...facts(entry));
    this.part.definition.textContent = entry.definition ?? (parts.length || entry.plain ? "" : NO_DEFINITION);
    this.part.parts.replaceChildren(...parts.flatMap(partRow));
    this.part.plain.textContent = entry.plain ?? "";
    this.part.sentence.replaceChildren(...marked(range));
    this.part.message.textContent = "";
    this.part.actions.hidden = id == null;
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

function partRow({ lemma, definition }) {
  const term = document.createElement("dt");
  const meaning = document.createElement("dd");
  term.textContent = `${lemma}: `;
  meaning.textContent = definition ?? NO_DEFINITION;
  return [term, meaning];
}

/** The sentence that holds the range, with the range's text in a <mark>. */
function marked(range) {
  const start = range.startContainer.parentElement ?? range.startContainer;
  const sentence = start.closest(".sentence") ?? start.closest("[data-start]");
  if (!sentence) return [];
  const before = document.createRange();
  before.setStart(sentence, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const after = document.createRange();
  after.setStart(range.endContainer, range.endOffset);
  after.setEnd(sentence, sentence.childNodes.length);
  const mark = document.createElement("mark");
  mark.textContent = range.toString();
  return [before.toString(), mark, after.toString()];
}

function span(className, ...content) {
  const made = document.createElement("span");
  if (className) made.className = className;
  made.append(...content);
  return made;
}
