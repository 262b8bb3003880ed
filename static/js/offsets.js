// Between the offsets in words.json and the text on the page.
// An offset counts UTF-16 code units from the start of the lesson's text, as JavaScript strings do.

export class TextMap {
  constructor(root) {
    this.root = root;
    this.blocks = [...root.querySelectorAll("[data-start]")].map((element) => ({
      element,
      start: Number(element.dataset.start),
      nodes: null,
    }));
  }

  /** The Range of text from start to end, or null when it is not on the page. */
  range(start, end) {
    const block = this.blocks[last(this.blocks, (each) => each.start <= start)];
    const from = block && point(block, start);
    const to = block && point(block, end);
    if (!from || !to) return null;
    const range = document.createRange();
    range.setStart(...from);
    range.setEnd(...to);
    return range;
  }

  /** The offset of a place inside a text node, or null outside the lesson's text. */
  offset(node, within) {
    const element = node.nodeType === Node.TEXT_NODE && node.parentElement.closest("[data-start]");
    const block = element && this.blocks.find((each) => each.element === element);
    const entry = block && nodesOf(block).find((each) => each.node === node);
    return entry ? entry.start + within : null;
  }
}

/** Index of the last item that passes, in a list where those that pass come first; -1 if none does. */
export function last(list, passes) {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(list[middle])) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Where a click or tap fell: [text node, offset in it], or null. */
export function caretAt(x, y) {
  if (document.caretPositionFromPoint) {
    const caret = document.caretPositionFromPoint(x, y);
    return caret && [caret.offsetNode, caret.offset];
  }
  const range = document.caretRangeFromPoint?.(x, y);
  return range ? [range.startContainer, range.startOffset] : null;
}

export function covers(range, x, y) {
  return [...range.getClientRects()].some((box) => x >= box.left - 2 && x <= box.right + 2 && y >= box.top - 2 && y <= box.bottom + 2);
}

function point(block, offset) {
  const nodes = nodesOf(block);
  const entry = nodes[last(nodes, (each) => each.start < offset)] ?? nodes[0];
  const within = entry ? offset - entry.start : -1;
  return within >= 0 && within <= entry.node.length ? [entry.node, within] : null;
}

function nodesOf(block) {
  if (block.nodes) return block.nodes;
  block.nodes = [];
  const walker = document.createTreeWalker(block.element, NodeFilter.SHOW_TEXT);
  for (let start = block.start; walker.nextNode(); start += walker.currentNode.length) {
    block.nodes.push({ node: walker.currentNode, start });
  }
  return block.nodes;
}
