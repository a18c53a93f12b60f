// Light and dark, by hand.

export function switchTheme() {
  const root = document.documentElement;
  const dark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = dark ? "light" : "dark";
  try {
    localStorage.setItem("docgen:theme", root.dataset.theme);
  } catch {
    // It holds for this page then.
  }
}
