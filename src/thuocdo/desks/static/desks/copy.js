// A button that copies what stands in a field; without this script it stays hidden, and the field can be selected.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const field = document.getElementById(button.dataset.copy);
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      document.execCommand("copy"); // over plain HTTP browsers give nothing better
    }
    button.textContent = button.dataset.copied;
  });
});
