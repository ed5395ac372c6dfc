// Says in the page's language which file was chosen. Without this script the browser shows the name itself.
document.addEventListener("change", (event) => {
  const face = event.target.closest?.("[data-file]");
  if (!face) return;
  const words = face.querySelector("[data-file-none]");
  const names = Array.from(event.target.files, (file) => file.name);
  words.dataset.before ??= words.textContent;
  words.textContent = names.length > 1 ? `${names.length} ${face.dataset.many}` : (names[0] ?? words.dataset.before);
  face.toggleAttribute("data-ours", true);
  face.toggleAttribute("data-named", names.length > 0);
});

// A browser holds an empty box for filled in as soon as the form was sent, and its own words would come through ours:
// after a sending that failed without a connection the page still stands there.
document.addEventListener(
  "submit",
  () => {
    for (const face of document.querySelectorAll("[data-file]")) face.toggleAttribute("data-ours", true);
  },
  true,
);
