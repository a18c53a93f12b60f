// How the document is behind, and what could not be written.

import { el, keyed, put, say } from "./dom.js";
import { language, words } from "./words.js";

/** {state, block, update(session)}; `mend(text, kind, entry)`: somebody takes a refused line back to the input. */
export function notices(session, mend) {
  const state = el("p", { class: "saving" });
  const trouble = el("p", { class: "trouble" });
  const refused = el("ul", { class: "refused", "aria-label": words.refused });
  const block = el("div", { class: "notices" }, trouble, refused);
  const since = { away: 0, told: "" };

  function update() {
    const waiting = session.outbox.waiting().length;
    put(state, waiting ? words.queued(waiting) : session.saving.saving ? words.saving(session.saving.saving) : words.saved);
    state.dataset.state = waiting ? "queued" : session.saving.saving ? "saving" : "saved";
    if (session.connected) since.away = 0;
    else if (!since.away) since.away = Date.now();
    // A moment without a connection is not worth a word on the big screen.
    const away = since.away && Date.now() - since.away > 2000;
    const text = session.locked ? words.reopen : away ? words.offline : session.saving.trouble?.[language] ?? "";
    put(trouble, text);
    trouble.hidden = !text;
    if (text !== since.told) {
      since.told = text;
      if (text) say(text);
    }
    for (const message of session.dropped()) say(message[language]);
    keyed(refused, session.refused, (entry) => entry.key,
      (entry) => el("li", {},
        el("span", { class: "why", text: `${words.refused}: ${entry.refused[language]}` }),
        el("span", { class: "text", text: entry.body.text }),
        el("button", { type: "button", text: words.again, on: { click: () => mended(entry) } }),
        el("button", { type: "button", text: words.discard, on: { click: () => session.outbox.remove(entry.key) } })),
      () => {});
    refused.hidden = !session.refused.length;
  }

  function mended(entry) {
    session.outbox.remove(entry.key);
    mend(entry.body.text, entry.kind || entry.body.list || "", entry);
  }

  return { state, block, update };
}
