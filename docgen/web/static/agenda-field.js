// One field of the form: what is typed into it, how far that is, and what is asked about it.

import { el, put } from "./dom.js";
import { composition } from "./ime.js";
import { language, words } from "./agenda-words.js";

const REST = 1500;
let count = 0;

/**
 * `how`: {item, field, label, control: "line" | "number" | "select" | "text"}; `drafts`; `save(field)`: called when it is
 * time to. `show(value, {hint, locked, leave})` tells what the document says.
 */
export class Field {
  /** What the document said when what is shown here was last the same. */
  base = "";
  /** What it says instead, where that is in the way. */
  conflict = null;
  refused = "";
  saving = false;
  #how;
  #drafts;
  #save;
  #timer = 0;
  #composing;
  #parts;

  constructor(how, drafts, save) {
    this.#how = how;
    this.#drafts = drafts;
    this.#save = save;
    const id = `field-${(count += 1)}`;
    const shared = { id, name: how.field, "aria-describedby": `${id}-hint ${id}-state`, autocomplete: "off" };
    const control = {
      line: () => el("textarea", { rows: 1, ...shared }), // one line that is never cut off
      number: () => el("input", { type: "text", inputmode: "numeric", maxlength: 3, ...shared }),
      select: () => el("select", shared),
      text: () => el("textarea", { rows: how.rows ?? 2, ...shared }),
    }[how.control]();
    this.control = control;
    this.#composing = composition(control);
    this.#parts = {
      label: el("label", { for: id, text: how.label }),
      hint: el("p", { class: "hint", id: `${id}-hint`, hidden: true }),
      state: el("p", { class: "state", id: `${id}-state` }),
      conflict: el("div", { class: "conflict", role: "group", "aria-label": words.changed, hidden: true }),
    };
    const { label, hint, state, conflict } = this.#parts;
    this.block = el("div", { class: `field ${how.field}` }, el("div", { class: "written" }, el("div", { class: "above" }, label, state), control, conflict), hint);
    control.addEventListener("change", () => this.due());
    control.addEventListener("blur", () => this.due());
    if (control.tagName === "TEXTAREA") control.addEventListener("input", () => this.grow());
    if (how.control === "line") {
      control.addEventListener("keydown", (event) => {
        if (event.key !== "Enter") return;
        if (!this.#composing(event)) event.preventDefault();
      });
      control.addEventListener("input", () => {
        if (!this.#composing() && /[\r\n]/.test(control.value)) control.value = control.value.replace(/\s*[\r\n]+\s*/g, " ");
      });
    }
    control.addEventListener("input", () => this.#typed());
    const draft = drafts.get(how.item, how.field);
    if (draft) this.base = draft.old;
  }

  get item() {
    return this.#how.item;
  }

  get name() {
    return this.#how.field;
  }

  get value() {
    return this.control.value;
  }

  get draft() {
    return this.#drafts.get(this.item, this.name);
  }

  label(text) {
    put(this.#parts.label, text);
  }

  /** Show what the document says, where nobody is typing something else here. */
  show(value, { hint = "", locked = false, readonly = false } = {}) {
    const { draft } = this;
    if (draft && draft.text === value) this.#settled(value);
    else if (draft) {
      if (this.control.value !== draft.text) this.#put(draft.text);
      this.base = draft.old;
    } else if (this.control.value !== value && (document.activeElement !== this.control || this.control.value === this.base)) {
      this.#put(value);
      this.base = value;
    } else if (document.activeElement !== this.control) this.base = value;
    this.#ask(locked ? words.inDocument : hint, locked);
    if (this.control.tagName === "SELECT") this.control.disabled = locked || readonly;
    else this.control.readOnly = locked || readonly;
    this.draw();
  }

  /** What was sent as `text` is in the document, where it reads `value` now. */
  landed(text, value) {
    this.refused = "";
    this.conflict = null;
    this.base = value;
    if (this.control.value === text) this.#settled(value);
    else this.#drafts.set(this.item, this.name, { old: value, text: this.control.value });
    this.draw();
  }

  /** The document says `present`, which is neither what was there nor what was typed. */
  clash(present) {
    this.conflict = present;
    this.draw();
  }

  refuse(message) {
    this.refused = message;
    this.draw();
  }

  /** Whether there is something to save that may be saved. */
  get pending() {
    const { draft } = this;
    return Boolean(draft) && this.conflict === null && !this.refused;
  }

  due() {
    clearTimeout(this.#timer);
    if (this.#composing()) this.#timer = setTimeout(() => this.due(), REST);
    else if (this.pending) this.#save(this);
  }

  grow() {
    if (this.control.tagName !== "TEXTAREA" || CSS.supports("field-sizing", "content")) return;
    this.control.style.height = "auto";
    this.control.style.height = `${this.control.scrollHeight + 2}px`;
  }

  draw() {
    const { state, conflict } = this.#parts;
    const how = this.conflict !== null ? "conflict" : this.refused ? "refused" : this.saving ? "saving" : this.draft ? "typing" : "saved";
    state.dataset.state = how;
    put(state, { conflict: words.changed, refused: this.refused, saving: words.saving, typing: words.typing, saved: "" }[how]);
    this.control.setAttribute("aria-invalid", String(how === "refused"));
    conflict.hidden = this.conflict === null;
    if (this.conflict !== null && conflict.dataset.present !== this.conflict) this.#choose();
  }

  #typed() {
    this.refused = "";
    const text = this.control.value;
    if (text === this.base && this.conflict === null) this.#drafts.remove(this.item, this.name);
    else this.#drafts.set(this.item, this.name, { old: this.base, text });
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.due(), REST);
    this.draw();
  }

  #choose() {
    const { conflict } = this.#parts;
    conflict.dataset.present = this.conflict;
    const shown = this.control.tagName === "SELECT" ? words.kinds[this.conflict] : this.conflict;
    conflict.replaceChildren(
      el("p", { class: "small", text: words.present }),
      el("blockquote", { text: shown || words.nothing }),
      el("div", { class: "choice" },
        el("button", { type: "button", text: words.useMine, on: { click: () => this.#mine() } }),
        el("button", { type: "button", text: words.useTheirs, on: { click: () => this.#theirs() } })),
    );
  }

  #mine() {
    const text = this.control.value;
    this.base = this.conflict;
    this.conflict = null;
    if (text === this.base) this.#settled(text);
    else this.#drafts.set(this.item, this.name, { old: this.base, text });
    this.control.focus();
    this.draw();
    this.due();
  }

  #theirs() {
    const present = this.conflict;
    this.conflict = null;
    this.#settled(present);
    this.control.focus();
    this.draw();
  }

  #settled(value) {
    this.#drafts.remove(this.item, this.name);
    this.base = value;
    this.conflict = null;
    if (this.control.value !== value) this.#put(value);
  }

  #put(value) {
    this.control.value = value;
    this.grow();
  }

  #ask(text, locked) {
    const { hint } = this.#parts;
    put(hint, text);
    hint.hidden = !text;
    hint.classList.toggle("locked", locked);
    hint.lang = language;
  }
}
