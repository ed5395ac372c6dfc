// The keyboard's way through the components; every key is named on the page. Each needs a modifier, except Enter in a
// field, which would otherwise leave the page by surprise: it goes on to the next field.
const keyed = document.querySelector("form[data-autosave]");

const KEYS = {
  s: () => press("[name=stay]"),
  Enter: () => press(".button-primary"),
};
const STEPS = { PageDown: "next", PageUp: "prev" };

function press(button) {
  keyed.requestSubmit(keyed.querySelector(`${button}[type=submit]`));
}

function goOn(from) {
  const fields = [...keyed.querySelectorAll(".field-list input:not([type=hidden]), .actions .button-primary")];
  fields[fields.indexOf(from) + 1]?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.shiftKey) return;
  const step = event.altKey && !event.ctrlKey && !event.metaKey && STEPS[event.key];
  const link = step && document.querySelector(`.beside a[rel=${step}]`);
  const act = keyed && (event.ctrlKey || event.metaKey) && !event.altKey && KEYS[event.key];
  const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
  const isField = event.target.matches?.("form[data-autosave] .field-list input");
  if (link) link.click();
  else if (act) act();
  else if (event.key === "Enter" && isPlain && isField) goOn(event.target);
  else return;
  event.preventDefault();
});

for (const hint of document.querySelectorAll("[data-keys]")) hint.hidden = false;

// Where somebody works with a keyboard the first field is at hand at once, unless the page has something to say first.
const first = keyed?.querySelector(".field-list input:not([type=hidden])");
const speaks = window.location.hash || document.querySelector("#error-summary, [data-taken-up]:not([hidden])");
if (first && !speaks && window.matchMedia("(pointer: fine)").matches) first.focus();
