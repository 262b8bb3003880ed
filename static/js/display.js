// The Display dialog: every choice applies at once and is kept in this browser.

const dialog = document.getElementById("display");
const inputs = dialog.querySelectorAll("input[data-display]");

for (const input of inputs) {
  const current = document.documentElement.dataset[input.dataset.display];
  if (current) input.checked = input.value === current;
  input.addEventListener("change", () => choose(input.dataset.display, input.value));
}

document.querySelector("[data-opens=display]").addEventListener("click", () => dialog.showModal());
dialog.querySelector("[data-closes=display]").addEventListener("click", () => dialog.close());
dialog.addEventListener("click", (event) => {
  if (event.target === dialog && outside(event)) dialog.close();
});

function choose(name, value) {
  document.documentElement.dataset[name] = value;
  try {
    localStorage.setItem(`display-${name}`, value);
  } catch {
    // storage is blocked: the choice lasts until the page is left
  }
}

function outside({ clientX: x, clientY: y }) {
  const box = dialog.getBoundingClientRect();
  return x < box.left || x > box.right || y < box.top || y > box.bottom;
}
