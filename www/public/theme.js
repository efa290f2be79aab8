// Keep in step with src/app/theme.ts, which writes this key.
try {
  const theme = localStorage.getItem("oversold.theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the page follows the system.
}
