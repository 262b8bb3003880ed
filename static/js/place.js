// Where the gloss stands: a sheet at the foot on phones, otherwise in the outer margin beside its word
// or, without room there, below or above it. It never covers the word and never leaves the window.

const GAP = 6;
const EDGE = 8;
const MARGIN = 32;

export const isSheet = () => matchMedia("(max-width: 699px)").matches;

export function place(gloss, range, column) {
  gloss.style.removeProperty("--room");
  if (isSheet()) return keepAbove(gloss, range.getBoundingClientRect());
  const word = range.getBoundingClientRect();
  const { x, y } = beside(gloss, word, column) ?? under(gloss, word);
  gloss.style.setProperty("--x", `${x + scrollX}px`);
  gloss.style.setProperty("--y", `${y + scrollY}px`);
}

function beside(gloss, word, column) {
  const x = column.getBoundingClientRect().right + MARGIN;
  if (x + gloss.offsetWidth + EDGE > width()) return null;
  return { x, y: clamp(word.top - GAP, EDGE, innerHeight - gloss.offsetHeight - EDGE) };
}

function under(gloss, word) {
  const x = clamp(word.left, EDGE, width() - gloss.offsetWidth - EDGE);
  const below = innerHeight - word.bottom - GAP - EDGE;
  const above = word.top - GAP - EDGE;
  const goesBelow = gloss.offsetHeight <= below || below >= above;
  gloss.style.setProperty("--room", `${Math.max(goesBelow ? below : above, 120)}px`);
  return { x, y: goesBelow ? word.bottom + GAP : word.top - GAP - gloss.offsetHeight };
}

/** The page scrolls just enough for the word to stay in sight above the sheet. */
function keepAbove(gloss, word) {
  const hidden = word.bottom + 2 * EDGE - (innerHeight - gloss.offsetHeight);
  if (hidden > 0) scrollBy({ top: hidden, behavior: "instant" });
}

const width = () => document.documentElement.clientWidth;
const clamp = (value, low, high) => Math.max(low, Math.min(value, high));
