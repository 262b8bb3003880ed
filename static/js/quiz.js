// Keys for the quiz: 1–5 choose, Enter answers or goes on. The pages work without it.

const form = document.querySelector("form[data-quiz]");
const next = document.querySelector("a[data-next]");

document.querySelector("[data-focus]")?.focus();

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || busyElsewhere(event.target)) return;
  if (form && /^[1-5]$/.test(event.key)) choose(event.key);
  if (event.key === "Enter") onward(event);
});

function choose(key) {
  const input = form.querySelector(`input[data-key="${key}"]`);
  if (!input) return;
  input.checked = true;
  input.focus();
}

function onward(event) {
  if (form?.querySelector("input[data-key]:checked")) {
    event.preventDefault();
    form.requestSubmit();
  } else if (next) {
    event.preventDefault();
    next.click();
  }
}

// Enter on a link or a button, and typing in a field, keep their own meaning.
function busyElsewhere(target) {
  return Boolean(target.closest("a, button, summary, dialog, textarea, select, input:not([type=radio])"));
}
