// Runs before first paint so that the page never flashes in the wrong theme. An external file: the
// content security policy allows no inline script.
(function () {
  try {
    var theme = localStorage.getItem('emm.theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {
    // Storage may be blocked; the system's theme is used then.
  }
})();
