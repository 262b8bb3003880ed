// Hovering a term with a mouse opens its gloss after a moment, without taking the focus. It stays while the pointer
// is on the word or on the gloss, or on its way to the gloss (WCAG 2.2, 1.4.13).

const OPEN_AFTER = 250;
const GRACE = 400;

export function onHover(text, gloss, open) {
  let opening = 0;
  let closing = 0;
  let distance = Infinity;

  const stay = () => {
    clearTimeout(closing);
    closing = 0;
  };
  const leave = () => {
    stay();
    distance = Infinity;
    closing = setTimeout(() => {
      closing = 0;
      if (!gloss.pinned) gloss.close();
    }, GRACE);
  };

  text.addEventListener("pointerover", (event) => {
    const term = mouseTerm(event);
    if (!term) return;
    if (gloss.isOpen && gloss.word.anchor === term) return stay();
    opening = setTimeout(() => {
      if (gloss.isOpen && gloss.pinned) return;
      stay();
      open(term);
    }, OPEN_AFTER);
  });
  text.addEventListener("pointerout", (event) => {
    if (!mouseTerm(event)) return;
    clearTimeout(opening);
    leave();
  });
  text.addEventListener("pointerdown", () => clearTimeout(opening));
  gloss.element.addEventListener("pointerenter", stay);
  gloss.element.addEventListener("pointerleave", leave);
  document.addEventListener("pointermove", ({ clientX, clientY }) => {
    if (!closing) return;
    const now = distanceTo(gloss.element, clientX, clientY);
    const nears = now < distance;
    if (nears) leave();
    distance = now;
  });
}

function mouseTerm(event) {
  return event.pointerType === "mouse" ? event.target.closest("a.term") : null;
}

function distanceTo(element, x, y) {
  const box = element.getBoundingClientRect();
  return Math.hypot(Math.max(box.left - x, 0, x - box.right), Math.max(box.top - y, 0, y - box.bottom));
}
