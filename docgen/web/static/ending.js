// The end: what was decided and what is to be done, read aloud together, then one button.

import { el, keyed, put, say } from "./dom.js";
import { show } from "./lines.js";
import { post } from "./net.js";
import { language, words } from "./words.js";

/** How much of what is seen a key turns. */
const PAGES = { ArrowDown: 0.25, ArrowUp: -0.25, PageDown: 0.85, PageUp: -0.85 };

/** A page over the others in `body`; returns {open, close, update, isOpen}. `turned()`: it came or went away. */
export function ending(body, session, turned) {
  let finished = null;
  let busy = false;
  const decisions = block("decisions", words.decisions, words.noDecisions);
  const todos = block("action_items", words.action_items, words.noTodos);
  const carried = block("carried", words.stillOpen, "");
  const trouble = el("p", { class: "trouble", role: "alert" });
  const finish = el("button", { type: "button", class: "finish", text: words.finish, on: { click: end } });
  const back = el("button", { type: "button", class: "back", text: words.back, on: { click: close } });
  const title = el("h2", { id: "ending", tabindex: -1 });
  const reading = el("div", { class: "reading" }, el("div", { class: "column" }, decisions.block), el("div", { class: "column" }, todos.block, carried.block));
  const result = el("div", { class: "result", hidden: true });
  const buttons = el("div", { class: "buttons" }, trouble, back, finish);
  const page = el("section", { id: "read-back", "aria-labelledby": "ending", hidden: true }, title, reading, result, buttons);
  body.append(page);
  page.addEventListener("keydown", (event) => {
    if (event.defaultPrevented) return;
    if (event.key === "Escape") close();
    const by = PAGES[event.key];
    if (by && event.target === title) for (const box of boxes()) box.scrollBy({ top: by * box.clientHeight });
  });

  /** What may be longer than the page. */
  function boxes() {
    return finished ? [result] : [...reading.children];
  }

  function block(name, label, none) {
    const ul = el("ol", { class: "lines" });
    const empty = el("p", { class: "empty", text: none });
    return {
      block: el("section", { class: `list ${name}` }, el("h3", { text: label }), ul, empty),
      update(lines) {
        show(ul, lines);
        ul.hidden = !lines.length;
        empty.hidden = lines.length > 0;
        this.block.hidden = !lines.length && !none;
      },
    };
  }

  function update(board) {
    if (page.hidden) return;
    put(title, finished ? words.finished : words.readBackTitle);
    reading.hidden = finished !== null;
    result.hidden = finished === null;
    finish.hidden = finished !== null;
    const parts = [...board.items, board.other];
    decisions.update(parts.flatMap((part) => part.decisions));
    todos.update(parts.flatMap((part) => part.action_items));
    carried.update(board.carried.filter((line) => line.status !== "done" && line.status !== "dropped"));
    const unsent = session.outbox.waiting().length;
    finish.disabled = busy || unsent > 0;
    if (!busy && !finished && unsent) put(trouble, words.unsent(unsent));
    else if (unsent === 0 && trouble.textContent === words.unsent(Number(trouble.dataset.unsent))) put(trouble, "");
    trouble.dataset.unsent = String(unsent);
    put(finish, busy ? words.finishing : words.finish);
  }

  async function end() {
    busy = true;
    put(trouble, "");
    update(session.shown);
    const { status, data } = await post("/finish", {});
    busy = false;
    if (status === 200) {
      finished = data;
      result.replaceChildren(...told(data));
      say(words.finished);
    } else put(trouble, data?.message?.[language] ?? words.offline);
    update(session.shown);
    if (finished) title.focus();
  }

  /** What lies behind the page is out of the keyboard's reach while it is open. */
  function behind(away) {
    for (const one of body.children) if (one !== page && one.id !== "said") one.inert = away;
  }

  function open() {
    behind(true);
    page.hidden = false;
    finished = null;
    body.dataset.view = "read-back";
    put(trouble, "");
    update(session.shown);
    title.focus();
    turned();
  }

  function close() {
    page.hidden = true;
    behind(false);
    delete body.dataset.view;
    turned();
  }

  return { open, close, update, boxes, page, get isOpen() { return !page.hidden; } };
}

function told(done) {
  const copied = el("span", { class: "copied", role: "status" });
  const copy = async () => {
    await navigator.clipboard?.writeText(done.mail);
    put(copied, words.copied);
  };
  return [
    done.posted && el("p", { class: "posted", text: done.posted[language] }),
    done.next && el("p", { class: "next", text: done.next[language] }),
    el("h3", { text: words.summary }),
    el("pre", { text: done.summary, tabindex: 0 }),
    done.mail && el("details", { class: "mail" },
      el("summary", { text: words.mail }),
      el("pre", { text: done.mail }),
      navigator.clipboard && el("button", { type: "button", text: words.copy, on: { click: copy } }),
      copied),
  ].filter(Boolean);
}
