// The breakdown's sums follow the typing, and rows are added in place. Without this script the server does both.
const form = document.querySelector("[data-breakdown]");
const vietnamese = !document.documentElement.lang.startsWith("en");

// Exact, whatever the number of decimals: [digits, decimals], or null where it is no plain number.
function read(text) {
  const plain = text.trim().replace(vietnamese ? "," : /(?!)/, ".");
  if (!/^-?\d+(\.\d+)?$/.test(plain)) return null;
  const [whole, decimals = ""] = plain.split(".");
  return [BigInt(whole + decimals), decimals.length];
}

function write([digits, places]) {
  const sign = digits < 0n ? "-" : "";
  const text = String(digits < 0n ? -digits : digits).padStart(places + 1, "0");
  const decimals = text.slice(text.length - places).replace(/0+$/, "");
  const whole = text.slice(0, text.length - places).replace(/\B(?=(\d{3})+$)/g, vietnamese ? "." : ",");
  return sign + whole + (places && decimals ? (vietnamese ? "," : ".") + decimals : "");
}

function total(key) {
  let sum = null;
  for (const input of form.querySelectorAll(`[data-figure="${key}"]`)) {
    if (!input.value.trim()) continue;
    const value = read(input.value);
    if (!value) return "?";
    const [digits, places] = sum ?? [0n, 0];
    const most = Math.max(places, value[1]);
    sum = [digits * 10n ** BigInt(most - places) + value[0] * 10n ** BigInt(most - value[1]), most];
  }
  return sum ? write(sum) : "–";
}

function follow() {
  for (const cell of form.querySelectorAll("[data-sum]")) cell.textContent = total(cell.dataset.sum);
}

function add() {
  const rows = form.querySelectorAll("tbody tr");
  const last = rows[rows.length - 1];
  const made = last.cloneNode(true);
  made.querySelector("td").textContent = rows.length + 1;
  for (const fault of made.querySelectorAll(".field-error")) fault.remove();
  for (const input of made.querySelectorAll("input")) {
    input.name = input.name.replace(/^r\d+/, `r${rows.length}`);
    if (input.id) input.id = input.id.replace(/^id_r\d+/, `id_r${rows.length}`);
    input.setAttribute("aria-label", input.getAttribute("aria-label").replace(/\d+$/, rows.length + 1));
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
    input.value = "";
  }
  last.after(made);
  made.querySelector("input").focus();
}

if (form) {
  form.addEventListener("input", follow);
  form.querySelector("[data-more]").addEventListener("click", (event) => {
    // Where the table is full the server drops its empty rows, or says how many it takes.
    if (form.querySelectorAll("tbody tr").length >= Number(form.dataset.most)) return;
    event.preventDefault();
    add();
  });
}
