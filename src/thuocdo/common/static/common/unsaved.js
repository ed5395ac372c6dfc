// Leaving a form marked data-unsaved with something typed in it asks first; the browser words the question.
const changed = new Set();

document.addEventListener("input", (event) => {
  const form = event.target.closest?.("form[data-unsaved]");
  if (form) changed.add(form);
});

document.addEventListener("submit", (event) => changed.delete(event.target));

window.addEventListener("beforeunload", (event) => {
  if ([...changed].some((form) => form.isConnected)) event.preventDefault();
});

// What a page works out while somebody types may fail to come: the form says why, and what becomes of the typing.
const tell = (event, status) => {
  const lines = event.target.closest?.("form")?.querySelectorAll("[data-cut-off]") ?? [];
  for (const line of lines) line.hidden = line.dataset.cutOff !== status;
};

document.addEventListener("htmx:responseError", (event) => tell(event, String(event.detail.xhr.status)));
document.addEventListener("htmx:sendError", (event) => tell(event, "0"));
document.addEventListener("htmx:afterOnLoad", (event) => event.detail.successful && tell(event, ""));
