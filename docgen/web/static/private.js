// Our side's page: what to say, what is left, what to note. Nothing of it is on the projection.

import { captureForm } from "./capture.js";
import { timeLeft, clockTime, moment } from "./clock.js";
import { el, keyed, put, redrawing, say } from "./dom.js";
import { composition } from "./ime.js";
import { show } from "./lines.js";
import { entries, named, part, typedAgain } from "./model.js";
import { post } from "./net.js";
import { notices } from "./notices.js";
import { Session } from "./session.js";
import { switchTheme } from "./switch.js";
import { LISTS, language, words } from "./words.js";

const main = document.getElementById("main");
const schedule = redrawing(draw);

const session = new Session("/private/events", { changed: schedule });
const capture = captureForm(session);
const notes = notices(session, (text, kind, entry) => (entry.path === "/private/note" ? refill(text) : capture.fill(text, kind)));

const heading = el("h1");
const left = el("p", { class: "left" });
const whose = el("p", { class: "whose" });
document.getElementById("top").append(
  el("div", {}, whose, heading),
  el("div", { class: "clock" }, left,
    el("div", { class: "tools" },
      el("button", { type: "button", class: "take-note", text: words.note, on: { click: () => takeNote() } }),
      el("button", { type: "button", class: "theme", text: words.theme, on: { click: switchTheme } }))),
);

const problems = section("problems", words.problems);
const stuck = section("stuck", words.stuck);
const questions = section("questions", words.questions, words.allAsked);
const current = section("current", words.now);
const toAsk = section("to-ask", words.to_ask);
const carried = section("carried", words.carried);
const own = section("notes", words.notes);
const item = el("select", { "aria-label": words.write, on: { change: () => session.turn(item.value, { together: false }) } });
const lists = [...LISTS, "open_points"].map((name) => {
  const ul = el("ul", { class: "lines" });
  return { name, ul, block: el("section", { class: `list ${name}` }, el("h3", { text: words[name] }), ul) };
});
current.list.replaceWith(el("div", {}, item, lists.map(({ block }) => block)));

const note = el("input", { type: "text", id: "note", autocomplete: "off", "aria-label": words.note, placeholder: words.notePlaceholder, enterkeyhint: "send", maxlength: 2000 });
const composing = composition(note);
const noting = el("form", { class: "noting", "aria-label": words.notes }, note, el("button", { type: "submit", text: words.addNote }));
// On a sheet of its own, over everything: while one types a note, nothing that goes to the customer can be hit.
const sheet = el("dialog", { class: "sheet", "aria-labelledby": "notes" },
  el("h2", { id: "notes", text: words.notes }), noting,
  el("button", { type: "button", class: "close", text: words.close, on: { click: () => sheet.close() } }));
document.body.append(sheet);
noting.addEventListener("submit", (event) => {
  event.preventDefault();
  const text = note.value.trim();
  if (composing() || !text) return;
  session.note(text);
  say(words.added(words.note, text));
  note.value = "";
  sheet.close();
});
note.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && composing(event) && !event.isComposing) event.preventDefault();
});
main.append(problems.block, stuck.block, questions.block, current.block, toAsk.block, carried.block, own.block);
if (document.documentElement.dataset.local === "yes") main.append(el("p", { class: "more" }, elsewhere("/private/agenda", words.write_agenda), elsewhere("/document", words.whole)));
document.getElementById("foot").append(notes.block, capture.form, notes.state);

function elsewhere(href, text) {
  return el("a", { href, target: "_blank", rel: "noopener" }, text, el("span", { class: "unseen", text: words.newTab }));
}

function section(name, title, empty = "") {
  const list = el("ul");
  const none = el("p", { class: "empty", text: empty });
  return { list, none, block: el("section", { class: `part ${name}` }, el("h2", { text: title }), list, none) };
}

/** The entries of a part; `texts`: entry → [class, text] of each piece of its line. */
function fill({ list, none, block }, all, texts, key = (entry) => entry.id ?? entry.text) {
  keyed(list, all, key, () => el("li", {}, el("div")), (li, entry) => {
    keyed(li.firstChild, texts(entry).filter(([, text]) => text), ([name]) => name, ([name]) => el("span", { class: name }), (span, [, text]) => put(span, text));
  });
  list.hidden = !all.length;
  none.hidden = all.length > 0 || !none.textContent;
  return block;
}

/** What is to be asked; a tap answers it where it belongs. */
function ask(all, board) {
  fill(questions, all, (one) => [["text", one.text]], (one) => `${one.item} ${one.text}`);
  [...questions.list.children].forEach((li, n) => {
    let button = li.querySelector("button");
    if (!button) {
      button = el("button", { type: "button", class: "answer" });
      li.append(button);
    }
    put(button, words.target(named(board, all[n].item)));
    button.onclick = () => {
      session.turn(all[n].item, { together: false });
      capture.input.focus();
    };
  });
}

/** What could not be written, until somebody has typed it again or lets it go. */
function settle(all) {
  fill(stuck, all, (one) => [["text", one.text], ["small", one.why]]).hidden = !all.length;
  [...stuck.list.children].forEach((li, n) => {
    const one = all[n];
    if (!li.querySelector("button")) {
      li.append(
        el("button", { type: "button", class: "answer", text: words.again, on: { click: () => settled(li, one, true) } }), " ",
        el("button", { type: "button", class: "answer", text: words.discard, on: { click: () => settled(li, one, false) } }));
    }
  });
}

async function settled(li, one, again) {
  if (again) capture.fill(typedAgain({ line: one.text, text: one.text }), "");
  const { status } = await post("/private/discard", { id: one.id });
  if (status < 300 && status) li.hidden = true;
}

function takeNote() {
  if (!sheet.open) sheet.showModal();
  note.focus();
}

function refill(text) {
  note.value = text;
  takeNote();
}

function draw() {
  if (!session.board) return;
  const board = session.shown;
  const aside = session.aside ?? { questions: [], carried: [], to_ask: [], ends: "", notes: [], stuck: [], problems: [] };
  const rows = entries(board).filter((entry) => part(board, entry.key));
  document.body.dataset.ready = "yes";
  document.title = `${words.private} – ${board.account.name}`;
  put(whose, board.account.name);
  put(heading, board.meeting.title || board.meeting.heading || words.untitled);
  const time = timeLeft(aside.ends ? { ...board, meeting: { ...board.meeting, end: aside.ends } } : board, session.now);
  put(left, time.state ? words[time.state](time.minutes) : clockTime(session.now, board));
  left.dataset.state = time.state;

  fill(problems, aside.problems, (one) => [["text", one[language]]], (one) => one.ja).hidden = !aside.problems.length;
  settle(aside.stuck);
  ask(aside.questions, board);
  fill(toAsk, aside.to_ask, (one) => [["text", one.text], ["small", one.who.length ? `${words.who}: ${one.who.join(language === "ja" ? "、" : ", ")}` : ""]]).hidden = !aside.to_ask.length;
  fill(carried, aside.carried, (one) => [
    ["text", one.text],
    ["small", [one.owners.join(language === "ja" ? "、" : ", "), one.due_text, words.ages(one.age_days)].filter(Boolean).join(" · ")],
    ["overdue", one.overdue ? words.overdue : ""],
  ]).hidden = !aside.carried.length;
  const unsent = (session.outbox?.waiting() ?? []).filter((entry) => entry.path === "/private/note").map((entry) => ({ ...entry.body, at: "", state: "waiting" }));
  const kept = aside.notes.filter((one) => !unsent.some((other) => other.id === one.id));
  own.block.hidden = !kept.length && !unsent.length;
  fill(own, [...kept, ...unsent], (one) => [["at", one.at ? clockTime(moment(one.at, board.now), board) : ""], ["text", one.text], ["small", one.state === "waiting" ? words.waiting : ""]]);

  keyed(item, rows, (entry) => entry.key, (entry) => el("option", { value: entry.key }), (option, entry) => put(option, `${entry.number ? `${entry.number}. ` : ""}${entry.title}`));
  if (item.value !== session.target) item.value = session.target;
  for (const { name, ul, block } of lists) {
    const found = part(board, session.target)[name];
    show(ul, found, { session, item: session.target, list: name });
    block.hidden = !found.length;
  }
  notes.update();
  capture.aim(session.target);
}
