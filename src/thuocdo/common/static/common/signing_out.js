// What a person typed and could not save yet is kept in this browser (desks/kept.js). Signing out forgets it, since
// others may use the machine; where there is any, it asks first.
document.addEventListener("submit", (event) => {
  const form = event.target.closest?.("form[data-signs-out]");
  if (!form) return;
  const mine = `thuocdo:typed:${form.dataset.signsOut}:`;
  try {
    const kept = Object.keys(window.localStorage).filter((name) => name.startsWith(mine));
    if (kept.length && !window.confirm(form.dataset.question)) event.preventDefault();
    else for (const name of kept) window.localStorage.removeItem(name);
  } catch {
    // A browser that keeps nothing has nothing to forget.
  }
});
