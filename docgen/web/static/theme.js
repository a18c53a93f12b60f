// Before anything is drawn: dark or light as chosen here before, else as the machine is set.
(() => {
  const chosen = (() => {
    try {
      return localStorage.getItem("docgen:theme");
    } catch {
      return null;
    }
  })();
  if (chosen === "dark" || chosen === "light") document.documentElement.dataset.theme = chosen;
})();
