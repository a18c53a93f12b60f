// The line on top: whose meeting it is, and how much time is left.

import { clockTime, spent, timeLeft } from "./clock.js";
import { el, put } from "./dom.js";
import { words } from "./words.js";

/** Whether only this machine has the document. */
const local = document.documentElement.dataset.local === "yes";

export function top(header) {
  const account = el("p", { class: "account" });
  const title = el("h1");
  const date = el("p", { class: "date" });
  const left = el("p", { class: "left" });
  const item = el("p", { class: "of-item" });
  const docs = el("a", { class: "docs", target: "_blank", rel: "noopener noreferrer", hidden: true },
    local ? words.whole : words.inDocs,
    el("span", { class: "unseen", text: words.newTab }));
  header.replaceChildren(
    el("div", { class: "whose" }, account, title, el("div", { class: "day" }, date, docs)),
    el("div", { class: "clock" }, left, item),
  );

  return (board, now) => {
    const { meeting } = board;
    put(account, board.account.name);
    put(title, meeting.title || meeting.heading || words.untitled);
    const day = meeting.title ? meeting.heading.replace(meeting.title, "").trim() : meeting.date;
    const hours = [meeting.start, meeting.end].filter((text) => text.includes("T")).map((text) => text.slice(11, 16)).join("–");
    put(date, [day || meeting.date, hours, meeting.state === "closed" ? words.closed : ""].filter(Boolean).join("　"));
    document.title = `${meeting.title || meeting.heading} – ${board.account.name}`;
    const url = local ? "/document" : board.url;
    docs.hidden = !local && !url.startsWith("https://");
    if (!docs.hidden && docs.getAttribute("href") !== url) docs.setAttribute("href", url);
    const time = timeLeft(board, now);
    put(left, time.state ? words[time.state](time.minutes) : clockTime(now, board));
    left.dataset.state = time.state;
    const one = board.items.find((other) => other.key === board.focus);
    const minutes = one ? Math.floor(spent(board, one.key, now) / 60) : 0;
    put(item, one ? `${words.thisItem} ${words.planned(minutes, one.minutes)}` : "");
    item.dataset.over = one?.minutes && minutes >= one.minutes ? "yes" : "";
  };
}
