// Forms work without this; it guards against a double click and counts words.

const labels = new Map();

for (const form of document.querySelectorAll("form[data-busy]")) {
  form.addEventListener("submit", (event) => busy(form, event));
}
for (const area of document.querySelectorAll("textarea[data-count]")) count(area);

// Back button: the page may come from memory with its buttons still disabled.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-busy]")) ready(form);
});

function busy(form, event) {
  if (form.dataset.sent !== undefined) return event.preventDefault();
  form.dataset.sent = "";
  const button = event.submitter ?? form.querySelector("button:not([type=button])");
  if (!button) return;
  labels.set(button, [...button.childNodes]);
  // Only after the form's data are collected: a disabled button's name and value are not sent.
  setTimeout(() => {
    button.disabled = true;
    if (form.dataset.busy) button.textContent = form.dataset.busy;
  });
}

function ready(form) {
  delete form.dataset.sent;
  for (const [button, label] of labels) {
    if (!form.contains(button)) continue;
    button.disabled = false;
    button.replaceChildren(...label);
    labels.delete(button);
  }
}

function count(area) {
  const line = document.createElement("p");
  line.className = "count";
  area.after(line);
  const show = () => {
    const words = area.value.match(/\S+/g)?.length ?? 0;
    line.textContent = words === 1 ? "1 word" : `${words.toLocaleString("en")} words`;
  };
  area.addEventListener("input", show);
  show();
}
