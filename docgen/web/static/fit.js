// Type as big as what there is to read allows; below the last step lists scroll.

const STEPS = [1, 0.93, 0.86, 0.8, 0.75];
export const RAIL = [1, 0.93, 0.86, 0.8];
export const PAGE = [1.35, 1.25, 1.15, 1.05, ...STEPS];

/** Step `root`'s --fit down until none of `boxes` overflows. */
export function fit(root, boxes, steps = STEPS) {
  for (const step of steps) {
    root.style.setProperty("--fit", String(step));
    if (boxes.every((box) => needed(box) <= box.clientHeight + 1)) break;
  }
  for (const box of boxes) {
    const scrolls = box.scrollHeight > box.clientHeight + 1;
    // What scrolls has to be reachable by keyboard.
    if (scrolls) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
    // Below and above, text fades out rather than being cut through.
    if (box.onscroll === null) box.onscroll = () => edges(box);
    edges(box);
  }
}

/** The height to make room for: of what is carried on a third of the box is enough, so that today's lines stay big. */
function needed(box) {
  const carried = box.querySelector(":scope > .carried")?.offsetHeight ?? 0;
  return box.scrollHeight - Math.max(0, carried - box.clientHeight / 3);
}

function edges(box) {
  const below = box.scrollHeight - box.clientHeight - box.scrollTop > 2;
  box.dataset.more = [box.scrollTop > 2 && "above", below && "below"].filter(Boolean).join(" ");
}
