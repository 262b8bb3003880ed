// Keeps the page of a collection up to date while its lessons are made. Without this, "Look again" does.

const PAUSE = 1500;
const panel = document.querySelector("[data-progress-url]");
let seen = null;

panel.querySelector("[data-look]").hidden = true;
setTimeout(look, PAUSE);

async function look() {
  try {
    const response = await fetch(panel.dataset.progressUrl, { headers: { Accept: "application/json" } });
    if (!response.ok) throw new Error(`progress: ${response.status}`);
    const now = await response.json();
    if (!now.open) return location.reload();
    await show(now);
  } catch {
    // The server may be starting again; the lessons are not lost.
    panel.querySelector("[data-look]").hidden = false;
  }
  setTimeout(look, PAUSE);
}

async function show(now) {
  const made = now.ready + now.failed;
  if (made === seen) return;
  const told = panel.querySelector("[data-told]");
  if (told.textContent !== now.told) told.textContent = now.told;
  panel.querySelector("progress").value = made;
  if (seen !== null || made > 0) await showParts();
  seen = made;
}

// The list as the server writes it, unless somebody is just on one of its links.
async function showParts() {
  const list = document.querySelector("#parts");
  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.querySelector("#parts");
  if (fresh && !list.contains(document.activeElement)) list.replaceWith(document.adoptNode(fresh));
}
