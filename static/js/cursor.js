// The word cursor: with the text focused, left and right go from word to word and Enter explains the word.

export class Cursor {
  constructor({ text, words, map, marks, spoken, open }) {
    Object.assign(this, { text, words, map, marks, spoken, open });
    this.index = -1;
    text.addEventListener("keydown", (event) => this.key(event));
    text.addEventListener("blur", () => this.marks.only("cursor", null));
    text.addEventListener("focus", (event) => this.arrive(event.relatedTarget));
  }

  // A text taller than the window would be shown from its middle: who comes from above begins at the top.
  arrive(from) {
    if (!this.text.matches(":focus-visible")) return;
    const above = from && this.text.compareDocumentPosition(from) & Node.DOCUMENT_POSITION_PRECEDING;
    if (above) document.getElementById("cursor-hint").scrollIntoView({ block: "start", behavior: "instant" });
    if (this.shown) this.marks.only("cursor", this.range());
  }

  key(event) {
    if (event.target !== this.text || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step && !(event.key === "Enter" && this.shown)) return;
    event.preventDefault();
    if (step) this.move(step);
    else this.open(this.index);
  }

  async move(step) {
    await this.words.load().catch(() => {});
    if (!this.words.tokens.length) return;
    this.index = this.index < 0 ? this.firstInSight() : clamp(this.index + step, this.words.tokens.length - 1);
    this.shown = true;
    const range = this.range();
    this.marks.only("cursor", range);
    this.spoken.textContent = range?.toString() ?? "";
    if (range) keepInSight(range.getBoundingClientRect());
  }

  range() {
    const [start, end] = this.words.tokens[this.index];
    return this.map.range(start, end);
  }

  firstInSight() {
    const index = this.words.tokens.findIndex(([start, end]) => this.map.range(start, end)?.getBoundingClientRect().top >= 0);
    return Math.max(index, 0);
  }
}

function keepInSight(box) {
  const room = 64;
  if (box.top < room) scrollBy({ top: box.top - room, behavior: "instant" });
  else if (box.bottom > innerHeight - room) scrollBy({ top: box.bottom - innerHeight + room, behavior: "instant" });
}

const clamp = (value, high) => Math.max(0, Math.min(value, high));
