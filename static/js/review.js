// Keys for the review: Space shows the meaning, 1 and 2 answer. The page works without it.

const answer = document.querySelector("details[data-answer]");

document.addEventListener("keydown", (event) => {
  if (!answer || event.ctrlKey || event.metaKey || event.altKey || event.repeat || busyElsewhere(event)) return;
  if (event.key === " ") show(event);
  if (answer.open) answer.querySelector(`button[data-key="${CSS.escape(event.key)}"]`)?.click();
});

answer?.addEventListener("toggle", () => {
  if (answer.open) answer.querySelector("form").scrollIntoView({ block: "nearest" });
});

function show(event) {
  event.preventDefault();
  answer.open = true;
}

// Space on a link, a button or in a field keeps its own meaning; digits have none on a link or a button.
function busyElsewhere({ target, key }) {
  return Boolean(target.closest("dialog, textarea, select, input")) ||
    Boolean(target.closest("a, button, summary") && !/^[12]$/.test(key));
}
