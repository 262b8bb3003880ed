// What is typed into a long form is kept in this browser until the server has it. Every page keeps a copy of its own;
// who comes back is offered the copies of the pages before, the latest first.

const PREFIX = "readwell-kept:";
const MOST = 5;
const DAYS = 30;
const PAUSE = 300;
const LEFT_OUT = ["csrf_token", "submission", "revision"];
const page = `${Date.now()}-${Math.random()}`;

const form = document.querySelector("form[data-keep]");
tidy();
for (const saved of document.querySelectorAll("[data-saved]")) forget(saved.dataset);
// A browser may put back what stood in the fields by itself, and has done so by then.
if (form) addEventListener("pageshow", (event) => event.persisted || start(form));

function start(form) {
  const kept = { form, key: form.dataset.keep, bar: document.getElementById("kept"), fields: fieldsOf(form) };
  const keep = later(() => save(kept));
  form.addEventListener("input", keep);
  form.addEventListener("submit", () => save(kept, { sent: true }));
  addEventListener("pagehide", () => save(kept));
  document.addEventListener("visibilitychange", () => save(kept));
  for (const button of kept.bar.querySelectorAll("button")) {
    button.addEventListener("click", () => choose(kept, button.dataset.kept));
  }
  if ("echo" in form.dataset) save(kept);
  offer(kept);
}

/** One copy of this page, the first; none when the fields have what the server has. */
function save(kept, { sent = false } = {}) {
  const values = valuesOf(kept.fields);
  const own = read(kept.key).find((copy) => copy.page === page);
  if (own && same(own.values, values) && (own.sent || !sent)) return;
  const others = read(kept.key).filter((copy) => copy.page !== page && !same(copy.values, values));
  const { revision, submission } = names(kept.form);
  const copy = { page, at: Date.now(), revision, submission, sent, values };
  write(kept.key, isChanged(kept) ? [copy, ...others].slice(0, MOST) : others);
}

/** Shows the latest copy that has something else than the fields. */
function offer(kept) {
  const values = valuesOf(kept.fields);
  kept.offered = read(kept.key).find((copy) => copy.page !== page && !same(copy.values, values));
  kept.bar.hidden = !kept.offered;
  if (!kept.offered) return;
  kept.bar.querySelector("time").textContent = moment(new Date(kept.offered.at));
  kept.bar.querySelector("[data-kept=outdated]").hidden = kept.offered.revision === names(kept.form).revision;
}

function choose(kept, what) {
  const { offered, fields } = kept;
  save(kept);
  const others = read(kept.key).filter((copy) => copy.page !== offered.page);
  if (what === "away") write(kept.key, others);
  else bringBack(kept, others);
  offer(kept);
  (kept.bar.hidden ? kept.form.elements.text : kept.bar.querySelector("button")).focus();
}

/** What stood in the fields until now is offered in its turn. */
function bringBack(kept, others) {
  const { key, fields, offered } = kept;
  write(key, others.map((copy) => (copy.page === page ? { ...copy, page: `${page}-${Date.now()}` } : copy)));
  for (const field of fields) field.value = offered.values[field.name] ?? field.value;
  for (const field of fields) field.dispatchEvent(new Event("input", { bubbles: true }));
  save(kept);
}

/** On the page of a lesson: copies that were sent and have arrived. */
function forget({ saved, revision, submission }) {
  const isEarlier = (copy) => copy.sent && Number(copy.revision) < Number(revision);
  write(saved, read(saved).filter((copy) => (submission ? copy.submission !== submission : !isEarlier(copy))));
}

function tidy() {
  const oldest = Date.now() - DAYS * 86_400_000;
  for (const name of Object.keys(storage() ?? {}).filter((each) => each.startsWith(PREFIX))) {
    const key = name.slice(PREFIX.length);
    write(key, read(key).filter((copy) => copy.at > oldest));
  }
}

// -- fields

function fieldsOf(form) {
  const isText = (field) => field.name && !LEFT_OUT.includes(field.name) && !["file", "submit"].includes(field.type);
  return [...form.elements].filter(isText);
}

const valuesOf = (fields) => Object.fromEntries(fields.map((field) => [field.name, field.value]));
const isChanged = ({ form, fields }) => "echo" in form.dataset || fields.some((field) => field.value !== field.defaultValue);
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const names = (form) => ({ revision: form.elements.revision?.value, submission: form.elements.submission?.value });

// -- the browser's storage, which may be full or forbidden

function storage() {
  try {
    return globalThis.localStorage;
  } catch {
    return null;
  }
}

function read(key) {
  try {
    const copies = JSON.parse(storage().getItem(PREFIX + key));
    return Array.isArray(copies) ? copies : [];
  } catch {
    return [];
  }
}

function write(key, copies) {
  try {
    if (copies.length) storage().setItem(PREFIX + key, JSON.stringify(copies));
    else storage().removeItem(PREFIX + key);
  } catch {
    if (copies.length > 1) write(key, copies.slice(0, 1));
  }
}

function later(act) {
  let waiting;
  return () => {
    clearTimeout(waiting);
    waiting = setTimeout(act, PAUSE);
  };
}

function moment(when) {
  const time = when.toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const isToday = when.toDateString() === new Date().toDateString();
  return isToday ? time : `${when.toLocaleDateString("en-GB", { day: "numeric", month: "long" })}, ${time}`;
}
