// Words selected in the text become a term: a button beside them puts them into the form "Add a term".
// Without this the words are typed or copied there.

const LONGEST = 80;
const GAP = 8;
const WORD = /[\p{L}\p{N}'’-]/u;

const text = document.querySelector(".draft-text");
const form = document.querySelector("#add-term form");
const button = document.querySelector(".add-selected");
let chosen = "";

if (text && form && button) {
  document.addEventListener("selectionchange", look);
  // Where the button is pressed, the words stay selected.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  button.addEventListener("click", fill);
  addEventListener("resize", look);
  text.addEventListener("scroll", look, { passive: true });
}

function look() {
  const range = selected();
  chosen = range ? whole(range).toString().replace(/\s+/g, " ").trim() : "";
  button.hidden = !chosen || chosen.length > LONGEST;
  if (!button.hidden) place(range.getBoundingClientRect());
}

/** The selected part of one paragraph, item or heading, or null. */
function selected() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const block = blockOf(range.startContainer);
  return block && text.contains(block) && block === blockOf(range.endContainer) ? range : null;
}

function blockOf(node) {
  return (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("p, li, h2");
}

/** The range with the words in it that are selected in part as whole ones. */
function whole(range) {
  const wide = range.cloneRange();
  const { startContainer: first, endContainer: last } = range;
  let start = range.startOffset;
  let end = range.endOffset;
  if (first.nodeType === Node.TEXT_NODE && WORD.test(first.data[start] ?? "")) {
    while (start > 0 && WORD.test(first.data[start - 1])) start -= 1;
    wide.setStart(first, start);
  }
  if (last.nodeType === Node.TEXT_NODE && WORD.test(last.data[end - 1] ?? "")) {
    while (end < last.length && WORD.test(last.data[end])) end += 1;
    wide.setEnd(last, end);
  }
  return wide;
}

function place(words) {
  const room = document.documentElement.clientWidth - button.offsetWidth - GAP;
  button.style.setProperty("--x", `${Math.max(GAP, Math.min(words.left, room)) + scrollX}px`);
  button.style.setProperty("--y", `${words.bottom + GAP + scrollY}px`);
}

function fill() {
  form.elements.form.value = chosen;
  getSelection().removeAllRanges();
  button.hidden = true;
  form.closest("details").open = true;
  form.scrollIntoView({ block: "center" });
  form.elements.definition.focus({ preventScroll: true });
}
