// Files chosen in, or dropped on, a field marked data-upload go up by themselves, one after the other, each with its
// progress. What the network loses can be tried again; what the server refuses is said. Without this script the files
// go with the form.
const zones = document.querySelectorAll("[data-upload]");
let under_way = 0;
let waiting = null; // the button that sent the form while files were on their way

function row(zone, file) {
  const item = document.createElement("li");
  const name = document.createElement("span");
  const bar = document.createElement("progress");
  const said = document.createElement("span");
  name.textContent = file.name;
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `${zone.dataset.sending} ${file.name}`);
  said.className = "upload-said";
  item.append(name, bar, said);
  zone.querySelector("[data-uploads]").append(item);
  return { item, bar, said };
}

function button(words, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button button-small";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
}

function send(zone, file, shown) {
  const request = new XMLHttpRequest();
  const body = new FormData();
  body.append("file", file, file.name);
  body.append("typist", zone.closest("form").elements.typist.value);
  shown.bar.hidden = false;
  shown.said.textContent = "";
  under_way += 1;
  request.upload.addEventListener("progress", (event) => {
    if (event.lengthComputable) shown.bar.value = event.loaded / event.total;
  });
  request.addEventListener("loadend", () => {
    under_way -= 1;
    settle(zone, file, shown, request);
    if (!under_way) go_on();
  });
  request.open("POST", zone.dataset.upload);
  request.timeout = 300000;
  request.setRequestHeader("X-CSRFToken", csrfToken()); // kept.js: of now, so that trying again works
  request.setRequestHeader("HX-Request", "true"); // a sign-in that ended answers 401, not another page
  request.send(body);
}

// The form goes as it was sent, unless a file was refused or lost: then the page stays, and says so.
function go_on() {
  const submitter = waiting;
  waiting = null;
  const wrong = document.querySelector(".upload-wrong");
  if (submitter && !wrong) submitter.form.requestSubmit(submitter);
  else if (submitter) wrong.querySelector("button")?.focus();
}

function answer(request) {
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function settle(zone, file, shown, request) {
  const told = answer(request);
  const tell = (words) => (zone.querySelector("[data-upload-said]").textContent = `${file.name}: ${words}`);
  shown.bar.hidden = true;
  if (request.status === 200 && told.html !== undefined) {
    const list = document.getElementById(zone.dataset.list);
    list.innerHTML = told.html;
    window.htmx?.process(list);
    shown.item.remove();
    zone.querySelector("[data-upload-said]").textContent = told.said;
    return;
  }
  const words = told.said ?? { 0: zone.dataset.cutOff, 401: zone.dataset.signedOut }[request.status] ?? zone.dataset.failed;
  shown.item.classList.add("upload-wrong");
  const again = button(zone.dataset.again, () => {
    shown.item.classList.remove("upload-wrong");
    send(zone, file, shown);
  });
  const dismiss = button(zone.dataset.dismiss, () => shown.item.remove());
  shown.said.replaceChildren(words, told.said ? dismiss : again);
  if (told.there) dismiss.insertAdjacentHTML("beforebegin", told.there); // the document that has the file, and its button
  tell(words);
}

function take(zone, files) {
  for (const file of files) send(zone, file, row(zone, file));
}

for (const zone of zones) {
  const input = zone.querySelector("input[type=file]");
  zone.querySelector("[data-with-script]").hidden = false;
  zone.querySelector("[data-without-script]").hidden = true;
  zone.addEventListener("dragover", (event) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
  zone.addEventListener("dragleave", () => zone.classList.remove("is-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    zone.classList.remove("is-over");
    take(zone, [...event.dataTransfer.files]);
  });
  input.addEventListener("change", (event) => {
    const files = [...input.files];
    if (!files.length) return;
    event.stopPropagation(); // nothing of the form has changed: the points need not follow
    input.value = "";
    take(zone, files);
  });
  // The form waits for files that are on their way, then goes as it was sent.
  zone.closest("form").addEventListener("submit", (event) => {
    if (!under_way) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    waiting = event.submitter;
  });
}

if (zones.length) {
  // A file that misses the field must not take the page's place.
  for (const name of ["dragover", "drop"]) window.addEventListener(name, (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => under_way && event.preventDefault());
}
