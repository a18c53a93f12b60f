// One page's part in the meeting: the board as the server knows it, and what was typed here laid on top.

import { knows, lines, overlaid, part, patched } from "./model.js";
import { follow, get, passing, post } from "./net.js";
import { newId, Outbox, whoami } from "./outbox.js";
import { words } from "./words.js";

/** What may not be lost by a refusal: the rest is told and dropped. */
const WORDED = ["/capture", "/reword", "/private/note"];
const SETTLED = 1500;
/** In front of the id of an answer that there is nothing, which is no line. */
const NONE = "none:";

export class Session {
  board = null;
  aside = null;
  saving = { saving: 0, trouble: null };
  /** What this page shows: an item's key, "other", "carried" or "to_ask". */
  at = "other";
  connected = true;
  /** Whether this page's cookie is no longer good. */
  locked = false;
  /** Milliseconds that the server's clock is ahead. */
  ahead = 0;
  by = whoami();
  outbox = null;
  #settling = [];
  #wanted = null;
  #asking = false;
  #on;

  /** `on`: {changed(), heard(list, text)}: after every change, and for each line that somebody else has typed. */
  constructor(path, on) {
    this.#on = on;
    follow(
      path,
      {
        board: (board) => this.#whole(board),
        patch: (patch) => this.#patch(patch),
        state: (saving) => {
          this.saving = saving;
          this.#on.changed();
        },
        aside: (aside) => {
          this.aside = aside;
          this.#on.changed();
        },
      },
      (connected, status) => this.#line(connected, status),
    );
  }

  /** The board as this page shows it. */
  get shown() {
    const waiting = this.outbox?.waiting() ?? [];
    return overlaid(this.board, [...this.#settling.map(({ entry }) => entry), ...waiting]);
  }

  get refused() {
    return this.outbox?.entries().filter((entry) => entry.refused) ?? [];
  }

  get now() {
    return Date.now() + this.ahead;
  }

  /** The key of the part that takes what is typed now. */
  get target() {
    return part(this.board, this.at) ? this.at : "other";
  }

  capture(kind, text, list) {
    const id = newId();
    this.outbox.add("/capture", { id, by: this.by, item: this.target, kind, text }, list);
    this.#mine([...this.#mine(), id]);
  }

  /** Take back the last line typed here; returns its text, null where there is none. */
  takeBack() {
    const mine = this.#mine();
    const shown = lines(this.shown);
    let line = null;
    // What was refused, or taken away by others, is passed over.
    while (!line && mine.length) {
      const id = mine.pop();
      if (id.startsWith(NONE)) {
        // Taken back as long as it waits; never a line of before in its place.
        this.#mine(mine);
        this.outbox.add("/take-back", { id: id.slice(NONE.length), by: this.by });
        return words.none;
      }
      line = shown.find((one) => one.id === id) ?? null;
    }
    this.#mine(mine);
    if (line) this.outbox.add("/take-back", { id: line.id, by: this.by });
    return line?.text ?? null;
  }

  tick(item, line, status) {
    this.outbox.add("/tick", { id: newId(), by: this.by, item, line: line.line, status });
  }

  reword(item, list, line, text) {
    this.outbox.add("/reword", { id: newId(), by: this.by, item, list, line: line.line, text });
  }

  note(text) {
    this.outbox.add("/private/note", { id: newId(), text });
  }

  /** Turn to a part; everybody does, where it is one of the agenda. */
  turn(key, { together = true } = {}) {
    this.at = key;
    if (together && part(this.board, key)) {
      this.#wanted = key;
      this.#focus();
    }
    this.#on.changed();
  }

  async #focus() {
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted !== null) {
      const item = this.#wanted;
      const { status } = await post("/focus", { item });
      if (passing(status)) break; // sent again with the next whole board
      if (this.#wanted === item) this.#wanted = null;
    }
    this.#asking = false;
  }

  #whole(board) {
    const first = this.board === null;
    const moved = this.board?.focus !== board.focus;
    this.board = board;
    this.ahead = board.now ? Date.parse(board.now) - Date.now() : this.ahead;
    this.#settling = [];
    if (first) this.#begin();
    if (this.#wanted !== null) this.#focus();
    else if (moved) this.at = board.focus;
    this.#here();
    this.#on.changed();
  }

  #begin() {
    this.outbox = new Outbox(this.board.account.name, this.board.meeting.id, {
      changed: () => this.#on.changed(),
      answered: (entry, data) => this.#answered(entry, data),
      trouble: (status) => this.#line(status !== 0 && this.connected, status),
    });
    this.outbox.kick();
  }

  async #patch(patch) {
    const next = patched(this.board, patch);
    if (next === null) {
      const { status, data } = await get("/board");
      if (status === 200 && data.version >= (this.board?.version ?? 0)) this.#whole(data);
      return;
    }
    const moved = next.focus !== this.board.focus;
    this.board = next;
    this.#settling = this.#settling.filter(({ entry, line }) => entry.path === "/capture" && !this.#stands(entry, line));
    if (moved && this.#wanted === null) this.at = next.focus;
    for (const { item, list, add } of patch.splices ?? []) {
      const theirs = (add ?? []).filter((line) => line.state === "waiting" && line.by && line.by !== this.by);
      if (item === this.at) for (const line of theirs) this.#on.heard?.(list, line.text);
    }
    this.#here();
    this.#on.changed();
  }

  /** Whether what was taken is on the board: after a restart the server no longer knows which browser typed it. */
  #stands(entry, line) {
    if (knows(this.board, entry.body.id)) return true;
    const one = part(this.board, entry.body.item) ?? this.board.other;
    return Boolean(line?.line) && [...one.views, ...one.decisions, ...one.action_items].some((other) => other.line === line.line);
  }

  /** Where what this page showed is gone, it shows what the others do. */
  #here() {
    const lists = { carried: this.board.carried, to_ask: this.board.to_ask };
    if (!part(this.board, this.at) && !lists[this.at]?.length) this.at = this.board.focus;
  }

  #answered(entry, data) {
    this.locked = false;
    if (entry.path === "/capture" && data?.line === null) {
      const { id } = entry.body;
      this.#mine(this.#mine().map((one) => (one === id ? NONE + id : one)));
      return;
    }
    const settling = { entry, line: data?.line };
    if (entry.path === "/capture" && this.#stands(entry, data?.line)) return;
    this.#settling.push(settling);
    if (entry.path === "/capture") return;
    setTimeout(() => {
      this.#settling = this.#settling.filter((one) => one !== settling);
      this.#on.changed();
    }, SETTLED);
  }

  #line(connected, status) {
    // An event that arrives says that the cookie is good; silence says nothing of it.
    const locked = status === undefined ? !connected && this.locked : status === 401 || status === 403;
    if (status === 403) this.#renewed();
    if (connected === this.connected && locked === this.locked) return;
    const back = connected && !this.connected;
    this.connected = connected;
    this.locked = locked;
    if (back) this.outbox?.kick();
    this.#on.changed();
  }

  /** The address was opened again in another tab: this one has an old page and a new cookie. */
  async #renewed() {
    const last = Number(sessionStorage.getItem("docgen:renewed") ?? 0);
    if (Date.now() - last < 10_000) return;
    const { status } = await get("/board");
    if (status !== 200) return;
    sessionStorage.setItem("docgen:renewed", String(Date.now()));
    location.reload();
  }

  #mine(ids) {
    const key = `docgen:mine:${JSON.stringify([this.board.account.name, this.board.meeting.id])}`;
    if (ids) sessionStorage.setItem(key, JSON.stringify(ids.slice(-200)));
    return ids ?? JSON.parse(sessionStorage.getItem(key) ?? "[]");
  }

  /** Drop what was refused and is no words of anybody; returns what to tell. */
  dropped() {
    return this.refused.filter((entry) => !WORDED.includes(entry.path)).map((entry) => {
      this.outbox.remove(entry.key);
      return entry.refused;
    });
  }
}
