// Lists of lines: read from afar, and by keyboard worded anew and ticked.

import { el, keyed, put } from "./dom.js";
import { composition } from "./ime.js";
import { typedAgain } from "./model.js";
import { words } from "./words.js";

const BOXES = { open: "☐", done: "☑", dropped: "☒", unknown: "☐" };
const known = new WeakMap();

/**
 * Show `lines` in `ul`. `how`: {item, list, session} for those who may change them, {} for others.
 * `done()` is called where the keyboard leaves the lines.
 */
export function show(ul, lines, how = {}) {
  const at = [...ul.children].indexOf(document.activeElement);
  // By its words, which stay the same when it is ticked.
  keyed(ul, lines, (line) => line.id || line.text, (line) => made(line, how), (li, line) => update(li, line, how));
  const all = [...ul.children];
  // A line that reads otherwise is another element: the keyboard stays where it was.
  if (at >= 0 && !ul.contains(document.activeElement)) all[Math.min(at, all.length - 1)]?.focus();
  // From outside, the keyboard comes to the newest line.
  if (how.session && !ul.contains(document.activeElement)) for (const li of all) li.tabIndex = li === all.at(-1) ? 0 : -1;
}

function made(line, how) {
  const action = line.status !== "";
  const li = el("li", { class: "line", tabindex: how.session ? -1 : null });
  li.append(
    action
      ? how.session
        ? el("button", { class: "tick", type: "button", tabindex: -1, on: { click: () => tick(li, how) } })
        : el("span", { class: "tick", "aria-hidden": "true" })
      : "",
    el("span", { class: "body" },
      el("span", { class: "state unseen" }),
      el("span", { class: "text" }), " ",
      el("span", { class: "meta" }),
      el("span", { class: "mark" }, el("span", { class: "unseen" })),
      el("ul", { class: "details" })),
    how.session ? el("button", { class: "edit", type: "button", tabindex: -1, text: words.edit, on: { click: () => edit(li, how) } }) : "",
  );
  if (how.session) li.addEventListener("keydown", (event) => keys(event, li, how));
  return li;
}

function update(li, line, how) {
  if (li.dataset.editing !== undefined) return;
  known.set(li, line);
  const box = li.querySelector(".tick");
  if (box) {
    put(box, BOXES[line.status] ?? "☐");
    if (how.session) box.setAttribute("aria-label", line.status === "done" || line.status === "dropped" ? words.untick : words.tick);
  }
  li.dataset.status = line.status;
  li.dataset.state = line.state;
  put(li.querySelector(".state"), line.status === "done" ? `${words.done}: ` : line.status === "dropped" ? `${words.dropped}: ` : "");
  put(li.querySelector(".text"), line.text);
  const due = line.due_text;
  keyed(
    li.querySelector(".meta"),
    [...(line.owners.length ? [["owner", line.owners.join(words.owner === "owner" ? ", " : "、")]] : []), ...(due ? [["due", due]] : [])],
    ([name]) => name,
    ([name]) => el("span", { class: name }, el("span", { class: "label" }), el("span", { class: "value" })),
    (span, [name, value]) => {
      put(span.querySelector(".label"), words[name]);
      put(span.querySelector(".value"), value);
    },
  );
  put(li.querySelector(".mark .unseen"), line.state === "waiting" ? `（${words.waiting}）` : "");
  keyed(li.querySelector(".details"), line.details ?? [], (text) => text, () => el("li"), (item, text) => put(item, text));
}

function tick(li, how) {
  const line = known.get(li);
  if (line.status === "" || !line.line) return;
  how.session.tick(how.item, line, line.status === "done" || line.status === "dropped" ? "open" : "done");
}

function keys(event, li, how) {
  if (event.target !== li) return;
  if (event.key === "Enter") edit(li, how);
  else if (event.key === " ") tick(li, how);
  else if (event.key === "ArrowDown" || event.key === "ArrowUp") step(li, event.key === "ArrowDown" ? 1 : -1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** To the next line of the page, across its lists. */
function step(li, by) {
  const all = [...document.querySelectorAll("main li.line")].filter((one) => one.tabIndex === 0 || one.tabIndex === -1);
  const next = all[all.indexOf(li) + by];
  if (!next) return;
  li.tabIndex = -1;
  next.tabIndex = 0;
  next.focus();
}

function edit(li, how) {
  const line = known.get(li);
  if (li.dataset.editing !== undefined || !line.line) return;
  li.dataset.editing = "";
  const input = el("input", { class: "editing", type: "text", value: typedAgain(line), "aria-label": words.editing, autocomplete: "off" });
  const composing = composition(input);
  const end = (text) => {
    delete li.dataset.editing;
    input.remove();
    li.focus();
    if (text && text !== typedAgain(line)) how.session.reword(how.item, how.list, line, text);
  };
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (composing(event)) return;
    if (event.key === "Enter") end(input.value.trim());
    else if (event.key === "Escape") end("");
    else return;
    event.preventDefault();
  });
  li.querySelector(".body").after(input);
  input.focus();
  input.select();
}
