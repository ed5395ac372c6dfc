// A button that prints; without this script it stays hidden and the page says which keys to press.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
