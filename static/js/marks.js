// Colours over the text: words being learned, the word cursor, the word whose gloss is open.
// Custom highlights need no change to the page; terms also carry a class (known, learning, open).

const supported = Boolean(globalThis.CSS?.highlights);
if (!supported) document.documentElement.classList.add("no-highlights");

export class Marks {
  constructor(map, words) {
    this.map = map;
    this.words = words;
    this.learning = highlight("learning", 0);
    this.cursor = highlight("cursor", 1);
    this.current = highlight("current", 2);
    this.ranges = new Map();
  }

  /** Every word of the page in its state; terms below the reader's level are not underlined, A1 ones for nobody. */
  paint(states, level) {
    const least = level ?? "A2";
    for (const term of this.map.root.querySelectorAll("a.term")) {
      const own = this.words.lexemes[term.dataset.lexeme]?.level;
      term.classList.toggle("easy", Boolean(own && own < least)); // "A1" to "C2" sort as letters do
    }
    const ids = new Set([...this.ranges.keys(), ...Object.keys(states)]);
    for (const id of ids) this.paintLexeme(id, states[id] ?? "new");
  }

  /** Every occurrence of one lexeme in its state. */
  paintLexeme(id, state) {
    for (const term of this.map.root.querySelectorAll(`a.term[data-lexeme="${CSS.escape(id)}"]`)) {
      term.classList.toggle("known", state === "known");
      term.classList.toggle("learning", state === "learning");
    }
    for (const range of this.rangesOf(id)) {
      if (state === "learning") this.learning?.add(range);
      else this.learning?.delete(range);
    }
  }

  only(name, range) {
    this[name]?.clear();
    if (range) this[name]?.add(range);
  }

  rangesOf(id) {
    const known = this.ranges.get(id);
    if (known?.length) return known;
    const ranges = this.words.of(id).map(([start, end]) => this.map.range(start, end)).filter(Boolean);
    this.ranges.set(id, ranges);
    return ranges;
  }
}

function highlight(name, priority) {
  if (!supported) return null;
  const made = new Highlight();
  made.priority = priority;
  CSS.highlights.set(name, made);
  return made;
}
