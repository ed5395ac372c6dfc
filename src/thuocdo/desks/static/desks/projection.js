// On the wall: the arrows go from item to item, F fills the screen. What is shown is renewed by htmx.
const GO = { ArrowLeft: "prev", ArrowRight: "next", PageUp: "prev", PageDown: "next" };

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
  const link = GO[event.key] && document.querySelector(`[data-projection] a[rel=${GO[event.key]}]`);
  if (link) link.click();
  else if (event.key === "f" || event.key === "F") toggle();
  else return;
  event.preventDefault();
});

function toggle() {
  if (document.fullscreenElement) document.exitFullscreen();
  else document.documentElement.requestFullscreen().catch(() => {});
}
