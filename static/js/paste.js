// Pasted headings, lists and tables keep their shape: the server turns the clipboard's HTML into marked text.
// Without this, or where the server cannot read it, the browser's own plain paste stands.

const STRUCTURE = /<(h[1-6]|li|table|p)[\s>]/i;
const LONGEST = 2_000_000;

for (const area of document.querySelectorAll("textarea[data-paste]")) {
  const marked = area.form.elements.marked;
  area.addEventListener("paste", (event) => paste(event, area, marked));
  area.addEventListener("input", () => {
    if (!area.value.trim()) marked.value = "";
  });
}

function paste(event, area, marked) {
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const isAlone = area.selectionEnd - area.selectionStart >= area.value.trim().length;
  // Beside plain text, marks would be taken for words: there the browser's own paste is right.
  if (!STRUCTURE.test(html) || html.length > LONGEST || !(isAlone || marked.value)) {
    if (isAlone) marked.value = "";
    return;
  }
  event.preventDefault();
  area.readOnly = true;
  area.setAttribute("aria-busy", "true");
  convert(area, html)
    .then((text) => insert(area, text, () => { marked.value = "y"; }))
    .catch(() => insert(area, plain, () => { if (isAlone) marked.value = ""; }));
}

async function convert(area, html) {
  const body = new FormData();
  body.append("html", html);
  body.append("csrf_token", area.form.elements.csrf_token.value);
  const response = await fetch(area.dataset.paste, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!response.ok) throw new Error(`paste: ${response.status}`);
  const { text } = await response.json();
  if (!text.trim()) throw new Error("paste: nothing in it");
  return text;
}

function insert(area, text, settle) {
  area.readOnly = false;
  area.removeAttribute("aria-busy");
  area.focus();
  // The command keeps the browser's undo; where there is none, the field is written to.
  if (!document.execCommand("insertText", false, text)) {
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
  }
  settle();
  area.dispatchEvent(new Event("input", { bubbles: true }));
}
