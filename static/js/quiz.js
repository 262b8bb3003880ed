// Keys for the quiz: 1–9 choose, Enter answers or goes on; in gaps Enter goes to the next one. The pages work without it.

const form = document.querySelector("form[data-quiz]");
const next = document.querySelector("a[data-next]");
const gaps = [...document.querySelectorAll(".gap-input")];

document.querySelector("[data-focus]")?.focus();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || busyElsewhere(event.target)) return;
  if (form && /^[1-9]$/.test(event.key)) choose(event.key);
  if (event.key === "Enter") onward(event);
});

for (const [place, gap] of gaps.entries()) {
  gap.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || place === gaps.length - 1) return;
    event.preventDefault();
    gaps[place + 1].focus();
  });
}

function choose(key) {
  const input = form.querySelector(`input[data-key="${key}"]`);
  if (!input || input.disabled) return;
  input.checked = true;
  input.focus();
}

function onward(event) {
  if (form?.querySelector("input[data-key]:checked")) {
    event.preventDefault();
    form.requestSubmit(form.querySelector("[data-default]"));
  } else if (next) {
    event.preventDefault();
    next.click();
  }
}

// Enter on a link or a button, and typing in a field, keep their own meaning.
function busyElsewhere(target) {
  return Boolean(target.closest("a, button, summary, dialog, textarea, select, input:not([type=radio])"));
}
