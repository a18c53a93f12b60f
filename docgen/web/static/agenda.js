// The form in which the author of an agenda writes it. Nothing of it is on the projection.

import { Drafts } from "./agenda-drafts.js";
import { Field } from "./agenda-field.js";
import { language, words } from "./agenda-words.js";
import { el, keyed, put, say } from "./dom.js";
import { follow, get, passing, pause, post } from "./net.js";
import { switchTheme } from "./switch.js";

const FORM = "/private/agenda/form";
const SOON = 400;
const LOOK = 15_000;

const main = document.getElementById("main");
let agenda = null;
let drafts = null;
let fields = new Map();
let asked = new URLSearchParams(location.search).get("meeting") ?? "";
let failures = 0;
let locked = false;
let adding = false;
let looking = 0;
let turn = Promise.resolve();

const whose = el("p", { class: "whose" });
const heading = el("h1", { text: words.page });
const choice = el("select", { id: "meeting", "aria-label": words.meeting, on: { change: () => choose(choice.value) } });
const saved = el("p", { class: "saving", role: "status" });
const whole = el("a", { href: "/document", target: "_blank", rel: "noopener", text: words.whole });
document.getElementById("top").append(
  el("div", { class: "who" }, whose, heading),
  el("nav", {}, el("a", { href: "/private", text: words.back }), whole, el("button", { type: "button", class: "theme", text: words.theme, on: { click: switchTheme } })),
  el("div", { class: "which" }, choice, saved),
);
const trouble = el("p", { class: "trouble", role: "alert", hidden: true });
const byHand = el("p", { class: "by-hand", hidden: true });
const stray = el("section", { class: "part stray", hidden: true }, el("h2", { text: words.gone }), el("ul"));
const goal = el("section", { class: "part goal" });
const sum = el("p", { class: "total" });
const about = el("div", { class: "about" });
const items = el("ol", { class: "items" });
const add = el("button", { type: "button", class: "add", text: words.add, on: { click: () => addItem("", "discuss") } });
const left = el("section", { class: "part left", hidden: true }, el("h2", { text: words.left }), el("p", { class: "small", text: words.leftNote }), el("ul"));
const note = el("p", { class: "small only-here", text: words.onlyHere });
main.append(trouble, byHand, stray, goal, el("div", { class: "over" }, sum, about), items, add, left, note);

function fieldOf(item, name, how) {
  const key = JSON.stringify([item, name]);
  if (!fields.has(key)) fields.set(key, new Field({ item, field: name, ...how }, drafts, save));
  return fields.get(key);
}

const SHAPES = {
  title: { label: words.title, control: "line" },
  kind: { label: words.kind, control: "select" },
  minutes: { label: words.minutes, control: "number" },
  stance: { label: words.stance, control: "text", rows: 4 },
  because: { label: words.because, control: "text", rows: 2 },
  ask: { label: words.asks.discuss, control: "text", rows: 2 },
  materials: { label: words.materials, control: "text", rows: 2 },
};
const NAMES = Object.keys(SHAPES);

function hintFor(item, field) {
  return agenda.hints.find((hint) => hint.item === item && hint.field === field)?.text ?? "";
}

function draw() {
  document.body.dataset.ready = "yes";
  put(whose, agenda.name);
  document.title = `${words.page} – ${agenda.name}`;
  keyed(choice, agenda.meetings, (one) => one.id, (one) => el("option", { value: one.id }), (option, one) => put(option, one.heading));
  choice.value = agenda.meeting;
  whole.href = `/document#${encodeURIComponent(agenda.heading_id)}`;
  put(byHand, words.byHand);
  byHand.hidden = !agenda.by_hand;

  const readonly = agenda.by_hand;
  const shown = fieldOf("", "goal", { label: words.goal, control: "text", rows: 2 });
  if (!shown.block.isConnected) goal.replaceChildren(shown.block);
  shown.show(agenda.goal, { locked: !readonly && agenda.locked.includes("goal"), readonly, hint: hintFor("", "goal") });

  keyed(items, agenda.items, (item) => item.key, (item) => itemBlock(item), (block, item) => drawItem(block, item, readonly));
  put(sum, words.total(agenda.items.reduce((all, item) => all + (Number(item.minutes) || 0), 0), agenda.lasts));
  const told = agenda.hints.filter((hint) => !hint.item && hint.field !== "goal");
  keyed(about, told, (hint) => hint.field, () => el("p", { class: "hint" }), (p, hint) => put(p, hint.text));
  add.hidden = readonly;
  keyed(left.querySelector("ul"), readonly ? [] : agenda.left, (one) => `${one.what} ${one.text}`, (one) => leftLine(one), () => {});
  left.hidden = readonly || !agenda.left.length;
  drawStray();
  drawState();
}

function itemBlock(item) {
  const block = el("li", { class: "item" });
  const own = Object.fromEntries(NAMES.map((name) => [name, fieldOf(item.key, name, SHAPES[name])]));
  own.kind.control.replaceChildren(...["", "share", "discuss", "decide"].map((kind) => el("option", { value: kind, text: words.kinds[kind] })));
  block.append(
    el("h2", { tabindex: "-1" }),
    own.title.block,
    el("div", { class: "pair" }, own.kind.block, own.minutes.block),
    ...["stance", "because", "ask", "materials"].map((name) => own[name].block),
    el("button", { type: "button", class: "remove", hidden: true, text: words.remove, on: { click: () => removeItem(item.key) } }),
  );
  return block;
}

function drawItem(block, item, readonly) {
  put(block.querySelector("h2"), words.item(item.number));
  for (const name of NAMES) {
    const field = fieldOf(item.key, name);
    field.show(item[name], { hint: hintFor(item.key, name), locked: !readonly && item.locked.includes(name), readonly });
  }
  const kind = fieldOf(item.key, "kind");
  kind.control.options[0].hidden = item.kind !== "";
  fieldOf(item.key, "ask").label(words.asks[kind.value] ?? words.asks.discuss);
  block.querySelector(".remove").hidden = !item.removable || NAMES.some((name) => fieldOf(item.key, name).draft && name !== "kind" && name !== "minutes");
}

function leftLine(one) {
  return el("li", {},
    el("span", { class: "text", text: one.text }), el("span", { class: "small", text: words.what[one.what] }),
    el("button", { type: "button", text: words.addLeft, "aria-label": `${words.addLeft}: ${one.text}`, on: { click: () => addItem(one.text, one.what === "undecided" ? "decide" : "discuss") } }));
}

/** What was typed for an item that is no more. */
function drawStray() {
  const keys = new Set(["", ...agenda.items.map((item) => item.key)]);
  const gone = drafts.all().filter(({ item, draft }) => !keys.has(item) && draft.text.trim());
  keyed(stray.querySelector("ul"), gone, ({ item, field }) => `${item} ${field}`,
    ({ item, field, draft }) => el("li", {},
      el("blockquote", { text: draft.text }),
      el("button", { type: "button", text: words.copy, on: { click: () => navigator.clipboard?.writeText(draft.text).then(() => say(words.copied)) } }),
      el("button", { type: "button", text: words.discard, on: { click: () => {
        drafts.remove(item, field);
        drawStray();
      } } })),
    () => {});
  stray.hidden = !gone.length;
}

function drawState() {
  const unsaved = [...fields.values()].filter((field) => field.draft).length;
  put(saved, unsaved ? words.unsaved(unsaved) : words.allSaved);
  saved.dataset.state = unsaved ? "queued" : "saved";
}

function tell(status) {
  locked = status === 401 || status === 403;
  const text = locked ? words.reopen : status === 0 || status >= 500 ? words.offline : "";
  put(trouble, text);
  trouble.hidden = !text;
}

/** One after the other: each names what stood there before. */
function inTurn(job) {
  turn = turn.then(job, job);
  return turn;
}

function save(field) {
  if (field.saving) return;
  field.saving = true;
  field.draw();
  drawState();
  inTurn(() => send(field));
}

async function send(field) {
  const { draft } = field;
  const meeting = agenda.meeting;
  if (!field.pending) {
    field.saving = false;
    field.draw();
    return;
  }
  const { status, data } = await post("/private/agenda/field", { meeting, item: field.item, field: field.name, old: draft.old, text: draft.text });
  field.saving = false;
  tell(status);
  if (status === 200) {
    failures = 0;
    if (meeting !== agenda.meeting) return;
    field.landed(draft.text, valueIn(data, field) ?? draft.text);
    take(data);
    if (field.draft) field.due();
  } else if (status === 409 && typeof data?.present === "string") {
    field.clash(data.present);
    say(words.changed);
  } else if (passing(status) || status === 409) {
    later(() => field.due());
  } else {
    field.refuse(data?.message?.[language] ?? words.retry);
    say(data?.message?.[language] ?? "");
    if (!agenda.items.some((item) => item.key === field.item) && field.item) load();
  }
  field.draw();
  drawState();
}

function valueIn(data, { item, name }) {
  return item ? data.items.find((one) => one.key === item)?.[name] : data.goal;
}

function later(act) {
  setTimeout(act, pause(failures));
  failures += 1;
}

async function addItem(title, kind) {
  if (adding) return;
  adding = true;
  put(add, words.adding);
  add.disabled = true;
  const known = agenda.items.map((item) => item.key);
  const body = { meeting: agenda.meeting, known, title, kind };
  // Asked again until it is answered: it comes once.
  const answer = await inTurn(async () => {
    for (;;) {
      const got = await post("/private/agenda/item", body);
      tell(got.status);
      if (!passing(got.status) && got.status !== 409) return got;
      await new Promise((resolve) => setTimeout(resolve, pause((failures += 1))));
    }
  });
  failures = 0;
  adding = false;
  add.disabled = false;
  put(add, words.add);
  if (answer.status !== 200) {
    say(answer.data?.message?.[language] ?? "");
    put(trouble, answer.data?.message?.[language] ?? "");
    trouble.hidden = !trouble.textContent;
    return;
  }
  take(answer.data);
  say(words.added(title));
  const made = answer.data.items.find((item) => !known.includes(item.key));
  if (made) fieldOf(made.key, title ? "stance" : "title").control.focus();
}

async function removeItem(key) {
  const { status, data } = await inTurn(() => post("/private/agenda/remove", { meeting: agenda.meeting, item: key }));
  tell(status);
  if (status === 200) {
    for (const name of NAMES) {
      drafts.remove(key, name);
      fields.delete(JSON.stringify([key, name]));
    }
    take(data);
    say(words.removed);
    add.focus();
  } else if (data?.message) say(data.message[language]);
}

function take(data) {
  if (agenda && data.meeting !== agenda.meeting) return;
  agenda = data;
  draw();
}

function choose(id) {
  for (const field of fields.values()) field.due();
  asked = id;
  const address = new URL(location.href);
  address.searchParams.set("meeting", id);
  history.replaceState(null, "", address);
  load();
}

async function load() {
  const wanted = asked;
  const { status, data } = await inTurn(() => get(`${FORM}?meeting=${encodeURIComponent(wanted)}`));
  if (wanted !== asked) return;
  tell(status);
  if (status !== 200) {
    if (passing(status)) later(load);
    else if (data?.message) {
      put(trouble, data.message[language]);
      trouble.hidden = false;
    }
    return;
  }
  failures = 0;
  if (!agenda || data.meeting !== agenda.meeting) begin(data);
  take(data);
  for (const field of fields.values()) if (field.pending && document.activeElement !== field.control) field.due();
}

/** Another meeting: another form. */
function begin(data) {
  agenda = null;
  drafts = new Drafts(data.name, data.meeting);
  fields = new Map();
  goal.replaceChildren();
  items.replaceChildren();
}

function soon() {
  clearTimeout(looking);
  looking = setTimeout(load, SOON);
}

follow("/private/events", { board: soon, patch: soon }, (connected, status) => {
  if (status === 401 || status === 403) tell(status);
});
setInterval(() => {
  if (document.visibilityState === "visible" && !locked) load();
}, LOOK);
addEventListener("online", () => {
  failures = 0;
  load();
});
addEventListener("pagehide", () => {
  for (const field of fields.values()) field.due();
});
load();
