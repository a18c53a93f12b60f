// What was typed and is not in the document yet: kept on this device, field by field, over reloads too.

const memory = new Map();

function store() {
  try {
    localStorage.setItem("docgen:try", "1");
    localStorage.removeItem("docgen:try");
    return localStorage;
  } catch {
    return null;
  }
}

/** The drafts of one meeting of one customer. A draft: {old, text}: what stood there when it was begun, and what is to. */
export class Drafts {
  #prefix;
  #store = store();

  constructor(account, meeting) {
    this.#prefix = `docgen:agenda:${JSON.stringify([account, meeting])}:`;
  }

  get(item, field) {
    return this.#read(this.#key(item, field));
  }

  /** Where it cannot be kept, the page has it as long as it is open. */
  set(item, field, draft) {
    const key = this.#key(item, field);
    memory.set(key, JSON.stringify(draft));
    try {
      this.#store?.setItem(key, JSON.stringify(draft));
    } catch {
      // The store is full.
    }
  }

  remove(item, field) {
    const key = this.#key(item, field);
    memory.delete(key);
    this.#store?.removeItem(key);
  }

  /** All of them: [{item, field, draft}]. */
  all() {
    const keys = new Set(memory.keys());
    for (let n = 0; n < (this.#store?.length ?? 0); n += 1) keys.add(this.#store.key(n));
    return [...keys].filter((key) => key.startsWith(this.#prefix)).map((key) => {
      const [item, field] = JSON.parse(key.slice(this.#prefix.length));
      return { item, field, draft: this.#read(key) };
    }).filter(({ draft }) => draft);
  }

  #key(item, field) {
    return this.#prefix + JSON.stringify([item, field]);
  }

  #read(key) {
    try {
      const draft = JSON.parse(memory.get(key) ?? this.#store?.getItem(key) ?? "null");
      return typeof draft?.text === "string" && typeof draft?.old === "string" ? draft : null;
    } catch {
      return null;
    }
  }
}
