// The board as a value: patches of the server applied, and what this browser has not been answered for laid on top.

import { words } from "./words.js";

/** What says in front of a line what it is. */
const SIGN = /^(?:[!！>＞☐□]|\[\s?\]|［］)\s*/u;

/** The board after `patch`: the same board for one that is known already, null where a version is missing. */
export function patched(board, patch) {
  if (!board || patch.version > board.version + 1) return null;
  if (patch.version <= board.version) return board;
  let next = { ...board, version: patch.version };
  for (const splice of patch.splices ?? []) {
    next = within(next, splice.item, (part) => {
      const lines = [...part[splice.list]];
      lines.splice(splice.at, splice.remove, ...(splice.add ?? []));
      return { ...part, [splice.list]: lines };
    });
  }
  for (const [item, none] of Object.entries(patch.none ?? {})) next = within(next, item, (part) => ({ ...part, none }));
  for (const name of ["focus", "since", "spent"]) if (patch[name] !== undefined) next[name] = patch[name];
  return next;
}

/** The board with one part ("" the board itself, "other", or an item) changed. */
function within(board, key, change) {
  if (key === "") return change(board);
  if (key === "other") return { ...board, other: change(board.other) };
  return { ...board, items: board.items.map((item) => (item.key === key ? change(item) : item)) };
}

/** What an item or "other" holds, or null. */
export function part(board, key) {
  return key === "other" ? board.other : board.items.find((item) => item.key === key) ?? null;
}

/** The board as this browser shows it: `operations` ({path, body, kind}) of its own not answered yet are done already. */
export function overlaid(board, operations) {
  let next = board;
  for (const { path, body, kind } of operations) {
    if (path === "/capture") next = captured(next, body, kind);
    else if (path === "/take-back") next = everyLine(next, (line) => (line.id === body.id ? null : line));
    else if (path === "/tick") next = oneLine(next, body.item, body.item ? "action_items" : "carried", body.line, { status: body.status });
    else if (path === "/reword") next = oneLine(next, body.item, body.list, body.line, { text: body.text, owners: [], due_text: "" });
  }
  return next;
}

function captured(board, said, kind) {
  const list = kind || said.kind || "views";
  const item = part(board, said.item) ? said.item : "other";
  if (knows(board, said.id)) return board;
  const line = {
    key: said.id, line: "", text: said.text.replace(SIGN, "") || said.text, owners: [], due: null, due_text: "",
    status: list === "action_items" ? "open" : "", details: [], state: "waiting", id: said.id, by: said.by,
  };
  return within(board, item, (old) => ({ ...old, [list]: [...old[list], line] }));
}

/** Whether a line with the id of a capture is on the board. */
export function knows(board, id) {
  return lines(board).some((line) => line.id === id);
}

/** Every line that was captured, of all parts. */
export function lines(board) {
  return [...board.items, board.other].flatMap((one) => [...one.views, ...one.decisions, ...one.action_items]);
}

function everyLine(board, change) {
  const changed = (one) => {
    const next = { ...one };
    for (const name of ["views", "decisions", "action_items"]) next[name] = one[name].map(change).filter((line) => line !== null);
    return next;
  };
  return { ...board, items: board.items.map(changed), other: changed(board.other) };
}

function oneLine(board, item, list, text, changes) {
  return within(board, item, (one) => ({
    ...one,
    [list]: (one[list] ?? []).map((line) => (line.line === text ? { ...line, ...changes, state: "waiting" } : line)),
  }));
}

/** What a part is called in short. */
export function named(board, key) {
  const item = board.items.find((one) => one.key === key);
  return item ? words.item(item.number) : words.other;
}

/** What the rail lists: the items, what stands outside, and what the meeting carries on. */
export function entries(board) {
  const counted = (one) => ({ views: one.views.length, decisions: one.decisions.length, action_items: one.action_items.length });
  const found = board.items.map((item) => ({
    key: item.key, number: item.number, title: item.title || words.untitled, kind: item.kind, minutes: item.minutes, counts: counted(item),
  }));
  found.push({ key: "other", title: words.other, counts: counted(board.other) });
  if (board.carried.length) {
    const open = board.carried.filter((line) => line.status !== "done" && line.status !== "dropped").length;
    found.push({ key: "carried", title: words.carried, total: board.carried.length, open });
  }
  if (board.to_ask.length) found.push({ key: "to_ask", title: words.to_ask, total: board.to_ask.length });
  return found;
}

/** The words of a line without the mark or box in front, as one would type it again. */
export function typedAgain(line) {
  return line.line.replace(/^\s*(?:・|• ?|[-*‣●] )?\s*(?:[☐☑☒□■✅✔✓]|\[[ xX]?\])?\s*/u, "") || line.text;
}

/** Whether a line is a sign with nothing behind it. */
export function bare(text) {
  return text.replace(SIGN, "") === "";
}

/** The lines of what somebody pastes, without empty ones. */
export function pasted(text) {
  return text.split(/[\r\n\u2028\u2029\v]+/u).map((line) => line.trim()).filter(Boolean);
}

/** Which list a line is understood to belong to before the server has said so. */
export function guessed(text, chosen) {
  if (/^[!！]\s*\S/u.test(text)) return "decisions";
  if (/^[>＞]\s*\S/u.test(text)) return "views";
  if (/^(?:\[\s?\]|［］|[☐□])\s*\S/u.test(text) || /(?:^|\s)[@＠][^\s@＠]/u.test(text)) return "action_items";
  return chosen;
}
