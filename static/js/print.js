// The Print button; without it the browser's own menu prints the page as well.

for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", () => window.print());
}
