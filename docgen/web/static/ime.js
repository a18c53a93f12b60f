// Japanese is typed by composing: the Enter that accepts a conversion is no Enter of ours.

/** Returns what tells of a keydown in `input` whether it belongs to a composition. */
export function composition(input) {
  let composing = false;
  let ended = false;
  input.addEventListener("compositionstart", () => {
    composing = true;
  });
  input.addEventListener("compositionend", () => {
    composing = false;
    // Safari ends the composition before it sends the keydown that ended it, within the same turn.
    ended = true;
    setTimeout(() => {
      ended = false;
    }, 0);
  });
  return (event) => composing || ended || event?.isComposing || event?.keyCode === 229;
}
