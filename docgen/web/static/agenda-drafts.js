// What was typed and is not in the document yet: kept on this device, field by field, over reloads too.

const memory = new Map();
/** Milliseconds after which a draft that another tab has begun is not being typed or saved any more. */
const LEFT = 10_000;

function store(which) {
  try {
    const found = globalThis[which];
    found.setItem("docgen:try", "1");
    found.removeItem("docgen:try");
    return found;
  } catch {
    return null;
  }
}

/** Which tab this is, the same after a reload: what is typed in two of them may differ. */
function thisTab() {
  const session = store("sessionStorage");
  const known = session?.getItem("docgen:tab") ?? Math.random().toString(36).slice(2);
  session?.setItem("docgen:tab", known);
  return known;
}

/** The drafts of one meeting of one customer. A draft: {old, text}: what stood there when it was begun, and what is to. */
export class Drafts {
  #prefix;
  #store = store("localStorage");
  #tab = thisTab();

  constructor(account, meeting) {
    this.#prefix = `docgen:agenda:${JSON.stringify([account, meeting])}:`;
    for (const { key, item, field, tab, draft } of this.#found()) {
      if (tab === this.#tab || Date.now() - (draft.at ?? 0) < LEFT) continue;
      if (!this.get(item, field)) this.set(item, field, draft);
      this.#drop(key);
    }
  }

  get(item, field) {
    return this.#read(this.#key(item, field));
  }

  /** Where it cannot be kept, the page has it as long as it is open. */
  set(item, field, { old, text }) {
    const key = this.#key(item, field);
    const draft = JSON.stringify({ old, text, at: Date.now() });
    memory.set(key, draft);
    try {
      this.#store?.setItem(key, draft);
    } catch {
      // The store is full.
    }
  }

  remove(item, field) {
    this.#drop(this.#key(item, field));
  }

  /** All of them: [{item, field, draft}]. */
  all() {
    return this.#found().filter(({ tab }) => tab === this.#tab);
  }

  #found() {
    const keys = new Set(memory.keys());
    for (let n = 0; n < (this.#store?.length ?? 0); n += 1) keys.add(this.#store.key(n));
    return [...keys].filter((key) => key.startsWith(this.#prefix)).map((key) => {
      const [item, field, tab] = JSON.parse(key.slice(this.#prefix.length));
      return { key, item, field, tab, draft: this.#read(key) };
    }).filter(({ draft }) => draft);
  }

  #drop(key) {
    memory.delete(key);
    this.#store?.removeItem(key);
  }

  #key(item, field) {
    return this.#prefix + JSON.stringify([item, field, this.#tab]);
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
