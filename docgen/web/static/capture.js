// The one input: what was said, as what, and shown as it is understood before it counts.

import { el, put, say } from "./dom.js";
import { composition } from "./ime.js";
import { bare, guessed, named, pasted } from "./model.js";
import { post } from "./net.js";
import { LISTS, words } from "./words.js";

const REST = 120;

/** The form; `keys(event, empty)` sees the keys that it does not use itself and returns whether it took one. */
export function captureForm(session, keys = () => false) {
  let kind = "views";
  let asked = 0;
  let timer = 0;
  let understood = { text: "", kind: "" };
  let more = [];
  let aimed = "";
  let restored = false;

  const input = el("input", {
    id: "line", type: "text", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "send",
    placeholder: words.placeholder, "aria-label": words.line, "aria-describedby": "typed", maxlength: 2000,
  });
  const composing = composition(input);
  const typed = el("p", { id: "typed" }, el("span", { class: "as" }), el("span", { class: "shown" }));
  const target = el("p", { class: "target" });
  const radios = LISTS.map((name) =>
    el("label", { class: `kind ${name}` },
      el("input", { type: "radio", name: "kind", value: name, checked: name === kind, on: { change: () => choose(name), click: () => input.focus() } }),
      el("span", { text: words.short[name] }),
    ),
  );
  const form = el("form", { class: "capture", "aria-label": words.capture, autocomplete: "off" },
    el("fieldset", { class: "kinds" }, el("legend", { class: "unseen", text: words.kind }), radios),
    el("div", { class: "typing" }, input, el("button", { type: "submit", class: "add", text: words.add, on: { mousedown: (event) => event.preventDefault() } })),
    el("div", { class: "under" }, target, typed),
  );

  function choose(name) {
    kind = name;
    for (const label of radios) label.firstChild.checked = label.firstChild.value === name;
    form.dataset.kind = name;
    look();
  }

  function show(as, text) {
    put(typed.firstChild, as ? words.short[as] : "");
    typed.dataset.kind = as;
    put(typed.lastChild, text);
    for (const label of radios) label.classList.toggle("meant", as === label.firstChild.value && as !== kind);
  }

  /** Ask how the line is understood, once nobody has typed for a moment. */
  function look() {
    keep();
    clearTimeout(timer);
    const text = input.value.trim();
    asked += 1;
    const turn = asked;
    if (!text) return show("", "");
    timer = setTimeout(async () => {
      const { status, data } = await post("/typed", { text, kind });
      if (turn !== asked) return;
      if (status === 200) {
        understood = { text, kind: data.kind };
        show(data.kind, data.shown);
      } else show(guessed(text, kind), status === 422 ? data.message[document.documentElement.lang] : text);
    }, REST);
  }

  function add() {
    const text = input.value.trim();
    if (!session.outbox || (text ? bare(text) : !more.length)) return;
    if (text) capture(text);
    input.value = more.shift() ?? "";
    aim();
    look();
  }

  function capture(text) {
    const list = understood.text === text ? understood.kind : guessed(text, kind);
    session.capture(kind, text, list);
    say(words.added(words[list], text));
  }

  /** Of several lines each is seen, and waits for its Enter. */
  function paste(event) {
    const [first, ...rest] = pasted(event.clipboardData?.getData("text/plain") ?? "");
    if (!rest.length) return;
    event.preventDefault();
    input.setRangeText(first, input.selectionStart, input.selectionEnd, "end");
    more = [...rest, ...more];
    aim();
    look();
  }

  function drop() {
    more = [];
    input.value = "";
    aim();
    look();
  }

  /** What is not added yet outlives a reload, in this tab and for this meeting alone. */
  function half() {
    return `docgen:half:${JSON.stringify([session.board.account.name, session.board.meeting.id])}`;
  }

  function keep() {
    if (restored) sessionStorage.setItem(half(), JSON.stringify([input.value, ...more]));
  }

  function restore() {
    const [first = "", ...rest] = JSON.parse(sessionStorage.getItem(half()) ?? "[]");
    restored = true;
    more.push(...rest);
    if (!input.value) input.value = first;
    else if (first) more.unshift(first);
    if (input.value) look();
  }

  function aim() {
    put(target, session.board ? words.target(named(session.board, aimed)) + (more.length ? words.more(more.length) : "") : "");
  }

  function back() {
    const text = session.takeBack();
    say(text === null ? words.nothingToTakeBack : words.tookBack(text));
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!composing()) add();
    input.focus();
  });
  input.addEventListener("input", (event) => {
    if (!event.isComposing) look();
  });
  input.addEventListener("compositionend", () => look());
  input.addEventListener("paste", paste);
  input.addEventListener("keydown", (event) => {
    if (composing(event)) {
      if (event.key === "Enter" && !event.isComposing) event.preventDefault(); // or the form would be sent
      return;
    }
    const empty = input.value === "";
    const place = LISTS.indexOf(kind);
    if (event.key === "Enter" && !event.repeat) add();
    else if (event.key === "Enter") return;
    else if (event.key === "Escape" && more.length) drop();
    else if (event.altKey && /^Digit[123]$/.test(event.code)) choose(LISTS[Number(event.code.at(-1)) - 1]);
    else if (empty && event.key === "ArrowLeft" && plain(event)) choose(LISTS[Math.max(place - 1, 0)]);
    else if (empty && event.key === "ArrowRight" && plain(event)) choose(LISTS[Math.min(place + 1, LISTS.length - 1)]);
    else if (empty && event.key.toLowerCase() === "z" && (event.ctrlKey || event.metaKey) && !event.shiftKey) back();
    else if (!keys(event, empty)) return;
    event.preventDefault();
  });
  choose(kind);

  return {
    form,
    input,
    /** Say where a line goes. */
    aim(key) {
      aimed = key;
      if (!restored) restore();
      aim();
    },
    /** Put words back to be mended; those that are half typed come after them. */
    fill(text, as) {
      if (input.value.trim()) more.unshift(input.value);
      input.value = text;
      aim();
      choose(LISTS.includes(as) ? as : kind);
      input.focus();
    },
  };
}

function plain(event) {
  return !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
}
