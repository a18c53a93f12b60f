// What one sees on a page at a glance, as questions that tests ask: each returns what is wrong.

globalThis.checks = (() => {
  const unseen = (element) => element.closest(".unseen, [hidden], noscript, script, style, option, select") || !element.checkVisibility({ visibilityProperty: true });
  const named = (element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`;
  const scrolls = (style, axis) => /auto|scroll/.test(style[axis]);

  function pieces() {
    const found = [];
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walk.nextNode()) {
      const { currentNode: node } = walk;
      if (!node.data.trim() || unseen(node.parentElement)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width) found.push({ node, box });
    }
    return found;
  }

  /** Text that sticks out of a box that hides what sticks out, or of the window, in a direction that nobody can scroll. */
  function clipped() {
    const wrong = new Set();
    for (const { node, box } of pieces()) {
      let free = { x: false, y: false };
      for (let at = node.parentElement; at; at = at.parentElement) {
        const style = getComputedStyle(at);
        if (style.position === "fixed" && at.id === "said") break;
        const hole = at === document.documentElement ? { left: 0, right: innerWidth, top: -Infinity, bottom: Infinity } : at.getBoundingClientRect();
        const hides = at === document.documentElement || style.overflowX !== "visible";
        free = { x: free.x || scrolls(style, "overflowX"), y: free.y || scrolls(style, "overflowY") };
        if (hides && !free.x && (box.left < hole.left - 1 || box.right > hole.right + 1)) wrong.add(`across: ${named(node.parentElement)} in ${named(at)}`);
        // The line of a glyph may be higher than what is drawn of it.
        const slack = box.height * 0.2;
        if (hides && !free.y && (box.top < hole.top - slack || box.bottom > hole.bottom + slack)) wrong.add(`down: ${named(node.parentElement)} in ${named(at)}`);
      }
    }
    for (const input of document.querySelectorAll("button, input[type=submit]")) if (!unseen(input) && input.scrollWidth > input.clientWidth + 1) wrong.add(`across: ${named(input)}`);
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth) wrong.add(`the page is ${root.scrollWidth} wide in ${root.clientWidth}`);
    return [...wrong];
  }

  const pinned = (element) => {
    for (let at = element; at; at = at.parentElement) if (/sticky|fixed/.test(getComputedStyle(at).position)) return at;
    return null;
  };

  /** Pieces of text that lie on top of each other, of those that one sees; what is pinned covers what scrolls below it. */
  function overlapping() {
    const all = pieces().filter(({ node, box }) => node.parentElement.contains(document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)));
    const wrong = new Set();
    for (const [n, one] of all.entries()) {
      for (const other of all.slice(n + 1)) {
        if (pinned(one.node.parentElement) !== pinned(other.node.parentElement)) continue;
        if (one.node.parentElement.contains(other.node) || other.node.parentElement.contains(one.node)) continue;
        const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
        const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
        if (width > 2 && height > Math.min(one.box.height, other.box.height) * 0.4) wrong.add(`${named(one.node.parentElement)} and ${named(other.node.parentElement)}`);
      }
    }
    return [...wrong];
  }

  /** Whether all of an element can be seen without scrolling. */
  function inSight(element) {
    const box = element.getBoundingClientRect();
    for (let at = element.parentElement; at; at = at.parentElement) {
      const hole = at.getBoundingClientRect();
      if (getComputedStyle(at).overflowY !== "visible" && (box.top < hole.top - 1 || box.bottom > hole.bottom + 1)) return false;
    }
    return box.top >= -1 && box.bottom <= innerHeight + 1;
  }

  /** Whether the part of an element that is on the screen is not below something else. */
  function uncovered(element) {
    const whole = (element.type === "radio" ? element.closest("label") : element);
    const box = whole.getBoundingClientRect();
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const met = document.elementFromPoint(box.x + box.width / 2, (top + bottom) / 2);
    return top < bottom && whole.contains(met);
  }

  /** The smallest type, in pixels, of what the item in focus says. */
  function smallest(selector) {
    return Math.min(...[...document.querySelectorAll(selector)].filter((one) => !unseen(one) && one.textContent.trim()).map((one) => parseFloat(getComputedStyle(one).fontSize)));
  }

  /** What the keyboard can reach, each by a name of its own; a group of radio buttons is one stop. */
  function stops() {
    const all = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((one) => !one.disabled && one.tabIndex >= 0 && !unseen(one) && !one.closest("[inert]") && !one.closest("dialog:not([open])"));
    return [...new Set(all.map(stop))];
  }

  function stop(element) {
    if (element === document.body) return "";
    if (element.type === "radio") return `radio ${element.name}`;
    const all = [...document.querySelectorAll("*")];
    return `${all.indexOf(element)} ${named(element)}`;
  }

  /** The element that has the focus, and whether one sees that it has. */
  function focused() {
    const element = document.activeElement;
    // A radio button may be drawn by what stands beside it.
    const drawn = [element, element.type === "radio" && element.nextElementSibling].filter(Boolean).some((one) => {
      const style = getComputedStyle(one);
      return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    });
    return { stop: stop(element), drawn, uncovered: uncovered(element) };
  }

  return { clipped, overlapping, inSight, smallest, stops, focused };
})();
