// Applies the reader's display settings before the first paint; a classic script, so that nothing flashes.
(() => {
  const root = document.documentElement;
  root.dataset.js = "";
  for (const name of ["theme", "size", "spacing", "voice"]) {
    try {
      const value = localStorage.getItem(`display-${name}`);
      if (value) root.dataset[name] = value;
    } catch {
      return; // storage is blocked: the defaults stand
    }
  }
})();
