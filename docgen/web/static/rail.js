// All of the agenda at a glance.

import { el, keyed, put } from "./dom.js";
import { spent } from "./clock.js";
import { entries } from "./model.js";
import { LISTS, words } from "./words.js";

/** Show the rail in `nav`; `turn(key)`: somebody goes to an entry. Returns update(board, at, now). */
export function rail(nav, turn) {
  const ol = el("ol", { class: "entries" });
  const goal = el("p", { class: "goal", hidden: true }, el("span", { class: "name", text: words.goal }), el("span"));
  nav.setAttribute("aria-label", words.agenda);
  nav.replaceChildren(ol, goal);

  function make(entry) {
    const button = el("button", { type: "button", class: "entry", on: { click: () => turn(entry.key) } },
      el("span", { class: "number" }),
      el("span", { class: "title" }),
      el("span", { class: "facts" }, el("span", { class: "kind" }), el("span", { class: "counts" })),
      el("span", { class: "bar", "aria-hidden": "true" }, el("span")),
    );
    return el("li", { class: entry.number ? "item" : "besides" }, button);
  }

  function update(li, entry, board, at, now) {
    const button = li.firstChild;
    put(button.querySelector(".number"), entry.number ? String(entry.number) : "");
    put(button.querySelector(".title"), entry.title);
    const planned = entry.minutes ? words.minutes(entry.minutes) : "";
    put(button.querySelector(".kind"), [entry.kind && words.kinds[entry.kind], planned].filter(Boolean).join(" · "));
    const counts = LISTS.filter((name) => entry.counts?.[name]).map((name) => [name, entry.counts[name]]);
    if (entry.total) counts.push(["total", entry.open ?? entry.total]);
    keyed(button.querySelector(".counts"), counts, ([name]) => name,
      ([name]) => el("span", { class: `count ${name}` }, el("span", { class: "name" }), el("span", { class: "n" })),
      (span, [name, n]) => {
        put(span.firstChild, name === "total" ? "" : words.short[name]);
        put(span.lastChild, String(n));
      });
    const part = entry.minutes ? Math.min(1, spent(board, entry.key, now) / (entry.minutes * 60)) : 0;
    // Less than that looks like a speck on the screen.
    button.querySelector(".bar > span").style.setProperty("--part", part < 0.02 ? "0" : part.toFixed(3));
    const current = entry.key === at;
    if (current !== (button.getAttribute("aria-current") === "true")) {
      if (current) {
        button.setAttribute("aria-current", "true");
        requestAnimationFrame(() => button.scrollIntoView({ block: "nearest", inline: "nearest" }));
      } else button.removeAttribute("aria-current");
    }
  }

  return (board, at, now) => {
    keyed(ol, entries(board), (entry) => entry.key, make, (li, entry) => update(li, entry, board, at, now));
    goal.hidden = !board.meeting.goal;
    put(goal.lastChild, board.meeting.goal);
    nav.style.setProperty("--entries", String(ol.children.length));
  };
}
