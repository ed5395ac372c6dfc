// The verifiers' way through a queue by keyboard; every key is named on the page. Single letters work only outside of
// fields, and can be turned off there (WCAG 2.1.4); the choice is kept on this machine.
const decision = document.querySelector("form.decision");
const hints = document.querySelector("[data-verdict-keys]");
const singles = document.querySelector("[data-keys-on]");
const OFF = "single-keys-off";

const KEYS = {
  j: () => document.querySelector(".beside a[rel=next]")?.click(),
  k: () => document.querySelector(".beside a[rel=prev]")?.click(),
  a: () => document.querySelector("form.agree button")?.click(),
  c: () => choose("commented", ".for-commented textarea"),
  f: () => choose("figures", ".for-figures :is(input:not([type=hidden]), select)"),
  p: () => choose("points", ".for-points input"),
  q: () => document.querySelector("[data-asks]")?.click(),
  e: () => document.querySelector(".documents a[href]")?.focus(),
};

function choose(verdict, field) {
  const option = decision?.querySelector(`[name=verdict][value=${verdict}]`);
  if (!option) return;
  option.click();
  (decision.querySelector(field) ?? option).focus();
}

function isTyping(target) {
  return target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]");
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.defaultPrevented || event.altKey || event.repeat) return;
  const withControl = event.ctrlKey || event.metaKey;
  if (withControl && event.key === "Enter" && decision?.contains(event.target)) decision.requestSubmit();
  else if (!withControl && singles?.checked && !isTyping(event.target) && KEYS[event.key]) KEYS[event.key]();
  else return;
  event.preventDefault();
});

if (hints) {
  hints.hidden = false;
  singles.checked = localStorage.getItem(OFF) === null;
  singles.addEventListener("change", () => {
    if (singles.checked) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  });
}

// A ready-made reason goes where it is to stand, to be read and altered there, unless something is written already.
document.querySelector("[data-fills]")?.addEventListener("change", (event) => {
  const isComment = decision.querySelector("[name=verdict]:checked")?.value === "commented";
  const target = decision.querySelector(isComment ? "[name=comment]" : "[name=reason]");
  const text = event.target.selectedOptions[0].label;
  if (event.target.value && !target.value.trim()) target.value = text;
});
