// The projection: what everybody sees, and for the presenter the one input.

import { captureForm } from "./capture.js";
import { el, redrawing, say } from "./dom.js";
import { ending } from "./ending.js";
import { fit, PAGE, RAIL } from "./fit.js";
import { itemView } from "./item.js";
import { entries } from "./model.js";
import { notices } from "./notices.js";
import { rail } from "./rail.js";
import { Session } from "./session.js";
import { switchTheme } from "./switch.js";
import { top } from "./top.js";
import { words } from "./words.js";

const presenting = document.documentElement.dataset.role === "stage";
const nav = document.getElementById("rail");
const main = document.getElementById("main");
const foot = document.getElementById("foot");
const schedule = redrawing(draw);

const session = new Session("/events", { changed: schedule, heard: (list, text) => say(words.added(words[list], text)) });
const header = top(document.getElementById("top"));
const list = rail(nav, (key) => {
  session.turn(key, { together: presenting });
  capture?.input.focus();
});
const view = itemView(main, presenting ? session : null);
const capture = presenting ? captureForm(session, keys) : null;
const notes = presenting ? notices(session, (text, kind) => capture.fill(text, kind)) : null;
const end = presenting ? ending(document.body, session, turned) : null;
const help = presenting ? helpPage() : null;

if (presenting) {
  const buttons = el("div", { class: "tools" },
    notes.state,
    el("button", { type: "button", text: words.readBack, "aria-keyshortcuts": "Alt+R", on: { click: () => end.open() } }),
    el("button", { type: "button", text: words.theme, "aria-keyshortcuts": "Alt+L", on: { click: again(switchTheme) } }),
    el("button", { type: "button", text: words.help, "aria-keyshortcuts": "?", on: { click: () => help.showModal() } }),
  );
  foot.append(notes.block, capture.form, buttons);
  foot.hidden = false;
  addEventListener("keydown", onto);
  addEventListener("focus", () => {
    if (document.activeElement === document.body) capture.input.focus();
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest("button, a, input, label, li.line, dialog, summary, #read-back") || String(getSelection())) return;
    capture.input.focus();
  });
  capture.input.focus();
} else addEventListener("keydown", (event) => keys(event, true) && event.preventDefault());

/** The keys that belong to the page rather than to the input. */
function keys(event, empty) {
  const code = event.altKey && !event.ctrlKey && !event.metaKey ? event.code : "";
  if (code === "KeyL") switchTheme();
  else if (code === "KeyR" && end) end.isOpen ? end.close() : end.open();
  else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && !event.altKey && !event.ctrlKey && !event.metaKey) go(event.key === "ArrowDown" ? 1 : -1);
  else if (event.key === "?" && empty && help) help.showModal();
  else return false;
  return true;
}

/** Keys while nothing is chosen: a letter is the beginning of a line. */
function onto(event) {
  if (event.defaultPrevented) return;
  if (help.open) {
    if (event.key === "?" || !letter(event)) return;
    help.close();
    capture.input.focus();
    return;
  }
  if (event.target === capture.input || event.target.matches("input, textarea")) return;
  if (event.key === "Escape" && !end.isOpen) capture.input.focus();
  else if (event.altKey && keys(event, false)) event.preventDefault();
  else if (!end.isOpen && event.target === document.body && keys(event, true)) event.preventDefault();
  else if (!end.isOpen && begins(event)) capture.input.focus();
}

/** Whether a key is a letter typed while nothing is chosen that takes letters. */
function begins(event) {
  return letter(event) && !event.target.closest("button, a, summary, select");
}

function letter(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && event.key.length === 1 && event.key !== " ";
}

function turned() {
  if (!end.isOpen) capture.input.focus();
  schedule();
}

function go(by) {
  if (!session.board) return;
  const all = entries(session.board).map((entry) => entry.key);
  const next = all[Math.min(Math.max(all.indexOf(session.at) + by, 0), all.length - 1)];
  if (next !== session.at) session.turn(next, { together: presenting });
}

function again(act) {
  return () => {
    act();
    capture.input.focus();
  };
}

function helpPage() {
  const dialog = el("dialog", { class: "help", "aria-labelledby": "help" },
    el("h2", { id: "help", text: words.help }),
    el("dl", {}, words.keys.map(([key, does]) => [el("dt", { text: key }), el("dd", { text: does })])),
    el("button", { type: "button", text: words.close, on: { click: () => dialog.close() } }),
  );
  dialog.addEventListener("close", () => capture.input.focus());
  document.body.append(dialog);
  return dialog;
}

function draw() {
  if (!session.board) return;
  const board = session.shown;
  document.body.dataset.ready = "yes";
  header(board, session.now);
  list(board, session.at, session.now);
  const boxes = view(board, session.at);
  notes?.update();
  end?.update(board);
  capture?.aim(session.target);
  fit(main, boxes);
  fit(nav, [nav], RAIL);
  if (end?.isOpen) fit(end.page, end.boxes(), PAGE);
}

new ResizeObserver(schedule).observe(document.documentElement);
document.fonts?.ready.then(schedule);
