// What was typed here and not yet answered for: kept over reloads, sent in order, each with the same id until it is taken.

import { passing, pause, post } from "./net.js";

const memory = new Map();
/** localStorage where there is one: a browser may refuse it. */
const store = (() => {
  try {
    localStorage.setItem("docgen:try", "1");
    localStorage.removeItem("docgen:try");
    return localStorage;
  } catch {
    return {
      get length() { return memory.size; },
      key: (n) => [...memory.keys()][n] ?? null,
      getItem: (key) => memory.get(key) ?? null,
      setItem: (key, value) => memory.set(key, value),
      removeItem: (key) => memory.delete(key),
    };
  }
})();

/** A new id; randomUUID is for secure pages only, and a phone's page is none. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** This browser's id. */
export function whoami() {
  const known = store.getItem("docgen:browser");
  if (known) return known;
  const made = newId();
  store.setItem("docgen:browser", made);
  return made;
}

/** Of one meeting. `changed()` after every change; `answered(entry, data)`; `trouble(status, data)` per failed try. */
export class Outbox {
  #prefix;
  #on;
  #running = false;
  #failures = 0;
  #wake = null;
  #last = 0;

  constructor(account, meeting, on) {
    // What is typed for one customer's meeting must never reach another's that has the same address later.
    this.#prefix = `docgen:out:${JSON.stringify([account, meeting])}:`;
    this.#on = on;
    addEventListener("online", () => this.kick());
    addEventListener("storage", (event) => {
      if (event.key === null || event.key.startsWith(this.#prefix)) {
        this.#on.changed();
        this.kick();
      }
    });
  }

  /** In order: {key, path, body, kind, refused}. */
  entries() {
    const found = new Set(memory.keys());
    for (let n = 0; n < store.length; n += 1) found.add(store.key(n));
    return [...found].filter((key) => key?.startsWith(this.#prefix)).sort().map((key) => read(key)).filter((entry) => entry !== null);
  }

  /** What is still to be sent. */
  waiting() {
    return this.entries().filter((entry) => !entry.refused);
  }

  add(path, body, kind = "") {
    const known = Number(this.entries().at(-1)?.key.slice(this.#prefix.length) ?? 0);
    this.#last = Math.max(this.#last, known, Date.now() * 1000) + 1;
    const key = this.#prefix + String(this.#last).padStart(17, "0");
    const entry = { path, body, kind };
    try {
      store.setItem(key, JSON.stringify(entry));
    } catch {
      memory.set(key, JSON.stringify(entry)); // full: better kept for now than lost
    }
    this.#on.changed();
    this.kick();
  }

  remove(key) {
    store.removeItem(key);
    memory.delete(key);
    this.#on.changed();
  }

  /** Try now. */
  kick() {
    this.#wake?.();
    this.#run();
  }

  async #run() {
    if (this.#running) return;
    this.#running = true;
    try {
      while (this.waiting().length) {
        const sent = await locked(() => this.#first());
        if (sent) this.#failures = 0;
        else await this.#rest();
      }
    } finally {
      this.#running = false;
    }
  }

  /** Send the first that waits; whether to go on at once. */
  async #first() {
    const entry = this.waiting()[0];
    if (!entry) return true; // another tab has sent it
    const { status, data } = await post(entry.path, entry.body);
    if (passing(status)) {
      this.#on.trouble(status, data);
      return false;
    }
    if (status < 300) {
      this.#on.answered(entry, data);
      this.remove(entry.key);
    } else {
      this.#refuse(entry, data?.message ?? { ja: `${status}`, en: `${status}` });
    }
    return true;
  }

  #refuse(entry, message) {
    const { key, ...rest } = entry;
    if (store.getItem(key) !== null) store.setItem(key, JSON.stringify({ ...rest, refused: message }));
    else memory.set(key, JSON.stringify({ ...rest, refused: message }));
    this.#on.changed();
  }

  #rest() {
    this.#failures += 1;
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, pause(this.#failures));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    }).then(() => {
      this.#wake = null;
    });
  }
}

function read(key) {
  try {
    return { key, ...JSON.parse(store.getItem(key) ?? memory.get(key)) };
  } catch {
    return null;
  }
}

/** Two tabs of one browser keep one order; pages from another machine have no locks, and one tab. */
async function locked(act) {
  return navigator.locks ? navigator.locks.request("docgen-send", act) : act();
}
