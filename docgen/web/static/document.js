// The whole document, as the team sees it in Docs. It is made element by element; nothing of it is markup here.

import { el, put } from "./dom.js";
import { follow, get } from "./net.js";
import { switchTheme } from "./switch.js";
import { language } from "./words.js";

const WORDS = {
  ja: { contents: "目次", tabs: "タブ", theme: "明暗", offline: "接続が切れています。つながると新しい内容になります", reopen: "接続が切れました。docgen live が表示したアドレスを開き直してください", loading: "読み込んでいます…" },
  en: { contents: "Contents", tabs: "Tabs", theme: "Light / dark", offline: "No connection. What is new appears once it is back", reopen: "The connection ended. Open the address again that docgen live has printed", loading: "Loading…" },
}[language];
/** Milliseconds between two looks: what changes outside this meeting sends no event. */
const LOOK = 4000;
const SOON = 250;
const OFTEN = 1500;

const sheet = new CSSStyleSheet();
document.adoptedStyleSheets = [sheet];
const main = document.getElementById("main");
const outline = document.getElementById("outline");
const title = el("h1");
const trouble = el("p", { class: "trouble", role: "status", hidden: true });
const tabs = el("nav", { class: "tabs", "aria-label": WORDS.tabs });
document.getElementById("top").append(title, tabs, trouble, el("button", { type: "button", class: "theme", text: WORDS.theme, on: { click: switchTheme } }));
outline.setAttribute("aria-label", WORDS.contents);
const folded = el("details", { class: "outline" }, el("summary", { text: WORDS.contents }), el("div"));
const waiting = el("p", { class: "nothing", text: WORDS.loading });
main.append(folded, waiting);

let shown = null;
let asking = false;
let again = false;
let timer = 0;
let looked = 0;

function made(piece) {
  if (typeof piece === "string") return document.createTextNode(piece);
  const [tag, attributes, inside] = piece;
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  if (attributes.href && !attributes.href.startsWith("#")) element.target = "_blank";
  element.append(...inside.map(made));
  return element;
}

function same(one, other) {
  if (typeof one === "string" || typeof other === "string") return one === other;
  const names = Object.keys(one[1]);
  if (one[0] !== other[0] || names.length !== Object.keys(other[1]).length || one[2].length !== other[2].length) return false;
  return names.every((name) => one[1][name] === other[1][name]) && one[2].every((piece, n) => same(piece, other[2][n]));
}

/** Make the children of `parent` those of `pieces`, touching only what differs from `before`. */
function renew(parent, before, pieces) {
  let start = 0;
  while (start < before.length && start < pieces.length && same(before[start], pieces[start])) start += 1;
  let end = 0;
  while (end < before.length - start && end < pieces.length - start && same(before.at(-1 - end), pieces.at(-1 - end))) end += 1;
  const old = before.slice(start, before.length - end);
  const fresh = pieces.slice(start, pieces.length - end);
  const nodes = [...parent.childNodes].slice(start, start + old.length);
  const alike = (piece, n) => typeof piece !== "string" && typeof old[n] !== "string" && same([piece[0], piece[1], []], [old[n][0], old[n][1], []]);
  if (old.length === fresh.length && fresh.every(alike)) {
    fresh.forEach((piece, n) => renew(nodes[n], old[n][2], piece[2]));
    return;
  }
  const next = parent.childNodes[start + old.length] ?? null;
  for (const node of nodes) node.remove();
  for (const piece of fresh) parent.insertBefore(made(piece), next);
}

function links(whole) {
  return whole.tabs.flatMap((tab) => [
    ...(whole.tabs.length > 1 ? [el("a", { class: "tab", href: `#${encodeURIComponent(tab.id)}`, text: tab.title || whole.title })] : []),
    ...tab.headings.filter(({ level }) => level <= 3).map(({ level, id, text }) => el("a", { class: `level${level}`, href: `#${encodeURIComponent(id)}`, text })),
  ]);
}

function draw(whole) {
  const before = new Map((shown?.tabs ?? []).map((tab) => [tab.id, tab.blocks]));
  const held = shown ? atTop() : null;
  const top = held?.getBoundingClientRect().top;
  put(title, whole.title);
  document.title = whole.title;
  if (shown?.css !== whole.css) sheet.replaceSync(whole.css);
  waiting.remove();
  const sections = new Map([...main.querySelectorAll("section.sheet")].map((section) => [section.id, section]));
  let last = folded;
  for (const tab of whole.tabs) {
    const section = sections.get(tab.id) ?? el("section", { id: tab.id });
    sections.delete(tab.id);
    section.className = `sheet ${tab.name}`;
    if (tab.title) section.setAttribute("aria-label", tab.title);
    renew(section, before.get(tab.id) ?? [], tab.blocks);
    if (last.nextElementSibling !== section) last.after(section);
    last = section;
  }
  for (const section of sections.values()) section.remove();
  const lines = JSON.stringify(whole.tabs.map(({ id, title: name, headings }) => [id, name, headings]));
  if (outline.dataset.lines !== lines) {
    outline.dataset.lines = lines;
    outline.replaceChildren(el("p", { text: WORDS.contents }), ...links(whole));
    folded.lastElementChild.replaceChildren(...links(whole));
    tabs.replaceChildren(...(whole.tabs.length > 1 ? whole.tabs.map((tab) => el("a", { href: `#${encodeURIComponent(tab.id)}`, text: tab.title })) : []));
  }
  if (held?.isConnected) scrollBy({ top: held.getBoundingClientRect().top - top, behavior: "instant" });
  const first = shown === null;
  shown = whole;
  if (first) aim();
  mark();
}

/** The first paragraph that is to be seen: it stays where it is when something changes above it. */
function atTop() {
  const bar = document.getElementById("top").getBoundingClientRect().bottom;
  for (const y of [bar + 8, bar + 40, bar + 90]) {
    const found = document.elementFromPoint(main.getBoundingClientRect().left + 60, y)?.closest(".sheet p, .sheet h1, .sheet h2, .sheet h3, .sheet h4, .sheet td");
    if (found) return found;
  }
  return null;
}

/** Go where the address leads: what it names is there only now. `#heading=h.x` is how Docs says it. */
function aim() {
  const name = location.hash.slice(1).replace(/^heading=/, "");
  if (!name) return;
  history.replaceState(null, "", location.pathname);
  location.hash = name;
}

/** Which heading stands above what is read now. */
function mark() {
  const headings = (shown?.tabs ?? []).flatMap((tab) => tab.headings.filter(({ level }) => level <= 3).map(({ id }) => id));
  const line = document.getElementById("top").getBoundingClientRect().bottom + 24;
  let low = 0;
  let high = headings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((document.getElementById(headings[middle])?.getBoundingClientRect().top ?? 0) <= line) low = middle + 1;
    else high = middle;
  }
  const current = low ? `#${encodeURIComponent(headings[low - 1])}` : "";
  for (const link of outline.querySelectorAll("a")) {
    const here = link.getAttribute("href") === current;
    if (here && !link.hasAttribute("aria-current")) link.scrollIntoView({ block: "nearest" });
    if (here) link.setAttribute("aria-current", "location");
    else link.removeAttribute("aria-current");
  }
}

async function look() {
  if (asking) {
    again = true;
    return;
  }
  asking = true;
  looked = Date.now();
  const { status, data } = await get(`/document/content?have=${encodeURIComponent(shown?.key ?? "")}`);
  asking = false;
  if (status === 200 && data) draw(data);
  if (status === 200 || status === 204) tell("");
  else tell(status === 401 || status === 403 ? WORDS.reopen : WORDS.offline);
  if (again) {
    again = false;
    soon();
  }
}

/** A little after the first of many changes, and then every now and again while they go on. */
function soon() {
  clearTimeout(timer);
  timer = setTimeout(look, Math.max(SOON, looked + OFTEN - Date.now()));
}

function tell(text) {
  put(trouble, text);
  trouble.hidden = !text;
}

let marking = false;
addEventListener("scroll", () => {
  if (marking) return;
  marking = true;
  requestAnimationFrame(() => {
    marking = false;
    mark();
  });
}, { passive: true });
addEventListener("hashchange", () => {
  if (location.hash.startsWith("#heading=")) aim();
});
folded.addEventListener("click", (event) => {
  if (event.target.closest("a")) folded.open = false;
});
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") look();
});
follow("/events", { board: soon, patch: soon }, () => {});
setInterval(() => {
  if (document.visibilityState === "visible") look();
}, LOOK);
look();
