// The lesson's words, the same for every reader: {revision, abbreviations, lexemes, tokens: [[start, end, lexeme id], …]}.

import { last } from "./offsets.js";

export class Words {
  constructor(url) {
    this.url = url;
    this.lexemes = {};
    this.abbreviations = {};
    this.tokens = [];
    this.loading = null;
    this.places = new Map();
  }

  /** Loads once; after a failure the next call tries again. */
  load() {
    this.loading ??= this.fetch().catch((error) => {
      this.loading = null;
      throw error;
    });
    return this.loading;
  }

  async fetch() {
    const response = await fetch(this.url);
    if (!response.ok) throw new Error(`words: ${response.status}`);
    const { abbreviations, lexemes, tokens } = await response.json();
    this.abbreviations = abbreviations;
    this.lexemes = lexemes;
    this.tokens = tokens;
    tokens.forEach((token) => this.remember(token));
  }

  remember(token) {
    const id = String(token[2]);
    if (!this.places.has(id)) this.places.set(id, []);
    this.places.get(id).push(token);
  }

  /** What the text says that an abbreviation stands for, also in the plural; undefined for other words. */
  longForm(surface) {
    const short = [surface, surface.replace(/s$/, "")].find((each) => Object.hasOwn(this.abbreviations, each));
    return this.abbreviations[short];
  }

  /** Every token of a lexeme. */
  of(id) {
    return this.places.get(String(id)) ?? [];
  }

  /** Indexes of the tokens that hold or touch an offset, the later one first. */
  near(offset) {
    const index = last(this.tokens, ([start]) => start <= offset);
    return [index, index - 1].filter((each) => this.tokens[each]?.[1] >= offset);
  }
}
