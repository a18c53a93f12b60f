// Making elements. What people typed becomes text nodes only.

/** An element with `properties` (class, text, on, data, and attributes) and `children`; false and null are left out. */
export function el(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) continue;
    if (name === "class") made.className = value;
    else if (name === "text") made.textContent = value;
    else if (name === "on") for (const [event, listener] of Object.entries(value)) made.addEventListener(event, listener);
    else if (name === "data") Object.assign(made.dataset, value);
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return made;
}

/** Put the text where it is another one; leaves the element alone otherwise. */
export function put(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

/**
 * Make the children of `parent` those of `entries`, keeping the elements of entries that were there before.
 * `key`: entry → text, `make`: entry → element, `update`: (element, entry). An element with `data-editing` stays.
 */
export function keyed(parent, entries, key, make, update) {
  const before = new Map([...parent.children].map((child) => [child.dataset.key, child]));
  const seen = new Map();
  let last = null;
  for (const entry of entries) {
    const base = key(entry);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    const name = count ? `${base}#${count}` : base;
    let child = before.get(name);
    before.delete(name);
    if (!child) {
      child = make(entry);
      child.dataset.key = name;
    }
    update(child, entry);
    const place = last ? last.nextSibling : parent.firstChild;
    if (place !== child) parent.insertBefore(child, place);
    last = child;
  }
  for (const child of before.values()) if (child.dataset.editing === undefined) child.remove();
}

/** Tell those who listen rather than look. */
export function say(text) {
  const place = document.getElementById("said");
  place.textContent = "";
  // A region that says the same twice is silent: the change has to be one.
  requestAnimationFrame(() => {
    place.textContent = text;
  });
}

/** The text with links for what are addresses on the web. */
export function linked(text) {
  const away = { target: "_blank", rel: "noopener noreferrer" };
  return text
    .split(/(https?:\/\/[^\s<>"、。（）「」]+)/)
    .map((piece, n) => (n % 2 ? el("a", { ...away, href: piece, text: piece }) : piece));
}

/** A function that asks for `draw` in the next frame, however often it is called; each second asks too, for the clocks. */
export function redrawing(draw) {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      draw();
    });
  };
  setInterval(ask, 1000);
  return ask;
}
