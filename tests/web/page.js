// A page without a browser, for test_modules.py: storage, a server that answers as told, and lines.

const kept = new Map(JSON.parse(process.env.KEPT ?? "[]"));
globalThis.localStorage = {
  get length() {
    return kept.size;
  },
  key: (n) => [...kept.keys()][n] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, String(value)),
  removeItem: (key) => void kept.delete(key),
};
globalThis.document = {
  documentElement: { lang: process.env.LANGUAGE ?? "ja" },
  querySelector: () => ({ content: "secret" }),
};
globalThis.navigator ??= {};
globalThis.addEventListener = () => {};

export const told = (value) => process.stdout.write(JSON.stringify(value));

export const line = (text, more = {}) => ({
  key: text, line: `・${text}`, text, owners: [], due_text: "", status: "", details: [], state: "saved", id: "", by: "",
  ...more,
});

const lists = (more = {}) => ({ views: [], decisions: [], action_items: [], open_points: [], none: [], ...more });

export const board = () => ({
  version: 3,
  items: [{ key: "h.1", number: 1, title: "一", ...lists({ decisions: [line("a"), line("b")] }) }],
  other: lists(), carried: [], to_ask: [], focus: "h.1", since: "", spent: {},
});

export const said = (id, text, kind) => ({
  path: "/capture", kind, body: { id, by: "b", item: "h.1", kind: "views", text },
});

/** Type lines of `ids` into the outbox of [account, meeting]; the server's answers are statuses, 0 for none, then 202. */
export async function sending([account, meeting], ids, answers) {
  const { Outbox } = await import("./static/outbox.js");
  const sent = [];
  globalThis.setTimeout = (act, pause) => (pause < 20_000 ? queueMicrotask(act) : 0); // tries without waiting, requests without end
  globalThis.clearTimeout = () => {};
  globalThis.fetch = async (path, { body, headers }) => {
    sent.push([path, JSON.parse(body).id, headers["X-Docgen"]]);
    const status = answers.shift() ?? 202;
    if (status === "stop") return new Promise(() => {});
    if (status === 0) throw new TypeError("network");
    return { status, json: async () => ({ message: { ja: "だめ", en: "no" } }) };
  };
  const stopped = answers.includes("stop");
  const outbox = new Outbox(account, meeting, { changed() {}, answered() {}, trouble() {} });
  for (const id of ids) outbox.add("/capture", { id, text: id });
  outbox.kick();
  for (let n = 0; stopped ? n < 10 : outbox.waiting().length; n += 1) await new Promise((resolve) => setImmediate(resolve));
  const left = outbox.entries().map((entry) => [entry.body.id, entry.refused?.ja ?? ""]);
  process.stdout.write(JSON.stringify({ sent, kept: [...kept], left }), () => process.exit(0));
}
