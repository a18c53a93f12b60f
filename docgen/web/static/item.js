// The part of the meeting that the room looks at, in two columns as in the document.

import { el, keyed, linked, put } from "./dom.js";
import { show } from "./lines.js";
import { part } from "./model.js";
import { LISTS, words } from "./words.js";

/** A view of one part in `main`; `session`: for those who may change lines. `update(board, key)` → boxes that scroll. */
export function itemView(main, session) {
  let shown = null;

  return (board, key) => {
    const kind = part(board, key) ? (key === "other" ? "other" : "item") : "list";
    const id = `${kind} ${key}`;
    if (shown?.id !== id) {
      shown = { id, ...(kind === "list" ? single(key) : double(board, key)) };
      main.replaceChildren(shown.heading, shown.columns);
      main.dataset.part = kind;
    }
    shown.update(board);
    return shown.boxes;
  };

  function single(key) {
    const title = el("h2", { id: "title" });
    const ul = el("ul", { class: "lines" });
    const box = el("section", { class: "column wide", "aria-labelledby": "title" }, ul);
    return {
      heading: el("div", { class: "heading" }, title),
      columns: el("div", { class: "columns one" }, box),
      boxes: [box],
      update(board) {
        put(title, words[key]);
        show(ul, board[key], session ? { session, item: "", list: key } : {});
      },
    };
  }

  function double(board, key) {
    const title = el("h2", { id: "title" });
    const tags = el("p", { class: "tags" });
    const left = el("section", { class: "column stance", "aria-label": key === "other" ? words.goal : words.stance });
    const lists = [...LISTS, "open_points"].map((name) => [name, listed(name, key)]);
    const right = el("section", { class: "column said", "aria-label": words.capture }, lists.map(([, one]) => one.block));
    const columns = el("div", { class: "columns" }, left, right);
    return {
      heading: el("div", { class: "heading" }, title, tags),
      columns,
      boxes: [left, right],
      update(board) {
        const one = part(board, key);
        put(title, key === "other" ? words.other : `${one.number}. ${one.title || words.untitled}`);
        const facts = key === "other" ? [] : [one.kind && words.kinds[one.kind], one.minutes && words.minutes(one.minutes)].filter(Boolean);
        keyed(tags, facts, (text) => text, (text) => el("span", { class: "tag" }), (span, text) => put(span, text));
        const fields = key === "other" ? meetingFields(board) : stanceFields(one);
        columns.classList.toggle("one", !fields.length);
        left.hidden = !fields.length;
        keyed(left, fields, ([name]) => name, field, fill);
        for (const [name, list] of lists) list.update(one);
        const newest = right.querySelector('[data-new="yes"]');
        if (newest) {
          newest.dataset.new = "";
          requestAnimationFrame(() => newest.scrollIntoView({ block: "nearest" }));
        }
      },
    };
  }

  function listed(name, item) {
    const ul = el("ul", { class: "lines" });
    const empty = el("p", { class: "empty" });
    const block = el("section", { class: `list ${name}` }, el("h3", { text: words[name] }), ul, empty);
    let before = null;
    return {
      block,
      update(one) {
        const lines = one[name];
        block.hidden = name === "open_points" && !lines.length;
        show(ul, lines, session ? { session, item, list: name } : {});
        ul.hidden = !lines.length;
        put(empty, lines.length ? "" : one.none.includes(name) ? words.none : words.empty);
        empty.hidden = lines.length > 0;
        // The newest line is in sight, wherever the list has been scrolled to.
        if (before !== null && lines.length > before && ul.lastChild) ul.lastChild.dataset.new = "yes";
        before = lines.length;
      },
    };
  }
}

function stanceFields(item) {
  return [
    ["claim", words.stance, [item.stance]],
    ["because", words.because, [item.because]],
    ["ask", words.asks[item.kind] ?? words.ask, [item.ask]],
    ["materials", words.materials, item.materials],
  ].filter(([, , texts]) => texts.some(Boolean));
}

function meetingFields(board) {
  const { meeting } = board;
  const sides = [["ours", meeting.attendees.ours], ["theirs", meeting.attendees.theirs], ["others", meeting.attendees.others]];
  const separator = words.kinds.share === "FYI" ? ", " : "、";
  return [
    ["goal", words.goal, [meeting.goal]],
    ["present", words.present, sides.filter(([, names]) => names?.length).map(([side, names]) => `${words[side]}: ${names.join(separator)}`)],
  ].filter(([, , texts]) => texts.some(Boolean));
}

function field([name]) {
  return el("div", { class: `field ${name}` }, el("h3"), el("div", { class: "value" }));
}

function fill(block, [, label, texts]) {
  put(block.querySelector("h3"), label);
  keyed(block.querySelector(".value"), texts.filter(Boolean), (text) => text, () => el("p"), (paragraph, text) => {
    if (paragraph.textContent !== text) paragraph.replaceChildren(...linked(text));
  });
}
