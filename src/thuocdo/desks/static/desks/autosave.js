// Saves a component while somebody types. Only the words about saving are swapped, never a field. One request at a
// time; a request whose answer was lost is repeated with the same key, so that it is done once.
const PAUSE = 600; // milliseconds without typing before a saving
const WAITS = [1000, 2000, 4000, 8000, 15000, 30000]; // between two tries without a connection
const AROUND = [".page-head .marks", "section[aria-labelledby=last-year]"]; // no fields are in these

class Autosave {
  constructor(form) {
    this.form = form;
    this.place = form.dataset.place;
    this.name = `${PREFIX}${this.place}:${Kept.newKey()}`;
    this.line = document.querySelector("[data-saving]");
    this.acknowledged = "bound" in form.dataset ? null : this.content();
    this.key = Kept.newKey();
    this.sent = null; // the saving under way: {fields, versions, key}
    this.failures = 0;
    this.wasDecided = false; // between two versions, since the last saving
    this.stopped = ""; // "conflict" or "closed": until somebody decides
    this.waiting = [];
    this.shownVersions = this.versions();
    this.listen();
    this.begun = this.takeUp();
  }

  listen() {
    this.form.addEventListener("input", (event) => this.typed(event.target, PAUSE));
    this.form.addEventListener("change", (event) => this.typed(event.target, 50));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("online", () => this.save());
    window.addEventListener("focus", () => this.stopped || !this.isKept() || this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.save({ leaving: true }));
    window.addEventListener("pagehide", () => this.save({ leaving: true }));
    // Back from the browser's memory the page shows what was stored when it was left.
    window.addEventListener("pageshow", (event) => event.persisted && !this.isKept() && window.location.reload());
    // Taking the answer back, or signing out: nothing typed before comes after it.
    document.addEventListener("submit", (event) => {
      if (event.target.matches("[data-clears], [data-signs-out]") && !event.defaultPrevented) this.forget();
    });
    this.form.addEventListener("click", (event) => event.target.closest("[data-unchoose]") && this.unchoose(event.target));
    document.addEventListener("click", (event) => this.decided(event.target.closest("[data-keep]")?.dataset.keep));
    this.offerUnchoosing();
  }

  // ── what the form holds ──

  inputs() {
    return [...this.form.elements].filter((input) => /^p\d+-/.test(input.name) && input.type !== "hidden");
  }

  fields() {
    const fields = {};
    for (const input of this.inputs()) {
      if (input.type === "checkbox") fields[input.name] = input.checked ? "on" : "";
      else if (input.type !== "radio") fields[input.name] = input.value;
      else fields[input.name] = input.checked ? input.value : (fields[input.name] ?? "");
    }
    return fields;
  }

  content() {
    return JSON.stringify(this.fields());
  }

  // An unticked box is absent from a form; so it is here.
  posted(fields) {
    return Object.fromEntries(Object.entries(fields).filter(([, text]) => text !== ""));
  }

  versions() {
    const inputs = [...this.form.elements].filter((input) => /^p\d+-version$/.test(input.name));
    return Object.fromEntries(inputs.map((input) => [input.name, input.value]));
  }

  setVersions(versions) {
    for (const [name, version] of Object.entries(versions)) {
      for (const input of document.querySelectorAll(`[name="${name}"]`)) input.value = version;
    }
  }

  put(fields) {
    for (const input of this.inputs()) {
      const text = fields[input.name] ?? "";
      if (input.type === "checkbox") input.checked = text === "on";
      else if (input.type === "radio") input.checked = text === input.value;
      else input.value = text;
    }
    this.offerUnchoosing();
  }

  // What is typed as a person reads it, for a page on which the form does not stand any more.
  shown() {
    const filled = this.inputs().filter((input) => (/radio|checkbox/.test(input.type) ? input.checked : input.value));
    return filled.map((input) => {
      const label = input.labels[0]?.querySelector("span")?.textContent ?? input.labels[0]?.textContent ?? "";
      return [label.trim(), /radio|checkbox/.test(input.type) ? "✓" : input.value];
    });
  }

  // ── keeping ──

  keep() {
    const entry = {
      at: Date.now(),
      tab: tab.number,
      fields: this.posted(this.fields()),
      versions: this.versions(),
      key: this.key,
      sent: this.sent,
      shown: this.shown(),
      address: this.form.dataset.autosave,
      page: window.location.pathname,
      title: document.querySelector("h1").textContent.trim(),
    };
    const chosen = this.chosen();
    this.form.toggleAttribute("data-unsaved", !Kept.write(this.name, entry) || chosen);
  }

  // What only the form itself carries: files, and a document of the evidence list to be cited.
  chosen() {
    const files = [...this.form.querySelectorAll("[type=file]")].some((input) => input.files.length);
    return files || Boolean(this.form.querySelector("[name=cite]")?.value);
  }

  isKept() {
    return this.sent !== null || this.content() !== this.acknowledged;
  }

  forget() {
    this.stopped = "closed";
    clearTimeout(this.timer);
    Kept.drop(this.name);
  }

  // What an earlier page of this tab left is put back at once; what a closed tab left, unless somebody types first. What
  // another open tab holds is its own.
  async takeUp() {
    this.form.removeAttribute("data-unsaved");
    const entries = Kept.all(this.place);
    const own = entries.filter((entry) => tab.owns(entry));
    if (own.length) return this.putBack(own);
    if (this.acknowledged === null) return this.typed(null, PAUSE);
    const before = this.content();
    const orphans = await tab.orphans(entries);
    return orphans.length && this.content() === before && !this.stopped ? this.putBack(orphans) : null;
  }

  // As if it were typed now. A newer version is met as a conflict.
  putBack([latest, ...older]) {
    for (const entry of older) if (JSON.stringify(entry.fields) === JSON.stringify(latest.fields)) Kept.drop(entry.name);
    if (JSON.stringify(latest.fields) === JSON.stringify(this.posted(this.fields())) && this.acknowledged !== null) {
      return Kept.drop(latest.name);
    }
    this.put(latest.fields);
    this.setVersions(latest.versions);
    this.key = latest.key;
    this.sent = latest.sent;
    this.keep();
    Kept.drop(latest.name);
    const note = document.querySelector("[data-taken-up]");
    if (note) note.hidden = false;
    return this.sent ? this.send() : this.save();
  }

  // ── saving ──

  typed(input, pause) {
    if (input && !/^p\d+-/.test(input.name)) return this.isKept() && this.keep();
    if (input) this.mend(input);
    this.offerUnchoosing();
    this.key = Kept.newKey();
    this.keep();
    if (this.stopped) return;
    if (!this.failures) this.say("saving");
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), pause);
  }

  save(options = {}) {
    clearTimeout(this.timer);
    if (this.stopped) return Promise.resolve(this.stopped);
    if (!this.isKept()) return Promise.resolve("saved");
    if (options.leaving && this.sent) this.send(options);
    const settled = new Promise((resolve) => this.waiting.push(resolve));
    if (!this.sent) {
      this.sent = { fields: this.posted(this.fields()), versions: this.versions(), key: this.key, content: this.content() };
      this.keep();
      this.send(options);
    } else if (this.retry) this.send(options);
    return settled;
  }

  async send(options) {
    clearTimeout(this.retry);
    this.retry = null;
    if (!this.failures) this.say("saving"); // else the words say already that it is tried again
    const saving = this.sent;
    const told = await deliver(this.form.dataset.autosave, this.form.elements.typist.value, saving, options);
    if (this.sent !== saving || this.stopped) return; // answered already: the page was left and came back
    this[{ offline: "failed", signed_out: "failed" }[told.state] ?? told.state]?.(told);
    this.points();
  }

  settle(state) {
    for (const resolve of this.waiting.splice(0)) resolve(state);
  }

  saved(told) {
    this.acknowledged = this.sent.content ?? this.acknowledged;
    const key = this.sent.key;
    this.sent = null;
    this.failures = 0;
    const isOld = Object.entries(told.versions).some(([name, version]) => version < Number(this.shownVersions[name]));
    this.setVersions(told.versions);
    if (this.content() !== this.acknowledged) {
      this.keep();
      return this.save();
    }
    Kept.drop(this.name);
    if (isOld) return window.location.reload(); // saved long ago, and changed by somebody since
    this.form.elements.key.value = key;
    this.say("saved", told.said);
    if (this.wasDecided) this.follow();
    for (const part of document.querySelectorAll("[data-when-saved]")) part.hidden = false;
    return this.settle("saved");
  }

  // Two people have changed the answer since the page was made: what stands around the form follows what is stored now.
  async follow() {
    this.wasDecided = false;
    try {
      const answer = await fetch(window.location.pathname);
      if (!answer.ok || answer.redirected) return; // a sign-in page
      const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of AROUND) {
        const there = fresh.querySelector(part);
        if (there) document.querySelector(part)?.replaceWith(document.adoptNode(there));
      }
    } catch {
      // The figures are saved; the next page shows the rest.
    }
  }

  refused(told) {
    const isLatest = this.sent.content === this.content();
    this.sent = null;
    this.failures = 0;
    if (!isLatest) return this.save();
    this.keep();
    this.say("refused", told.said);
    for (const [name, fault] of Object.entries(told.faults)) this.mark(name, fault);
    return this.settle("refused");
  }

  conflict(told) {
    this.stopped = "conflict";
    this.sent = null;
    this.keep();
    const place = document.querySelector("[data-two-versions]");
    place.innerHTML = told.html;
    this.say("conflict");
    place.querySelector("h2").focus();
    this.settle("conflict");
  }

  closed(told) {
    this.stopped = "closed";
    this.sent = null;
    this.keep();
    this.say("closed", told.said);
    this.settle("closed");
  }

  // No connection, no sign-in, a server at fault: the same saving again, after longer and longer waits.
  failed(told) {
    this.keep();
    this.say(told.state);
    this.settle(told.state);
    const wait = WAITS[Math.min(this.failures++, WAITS.length - 1)];
    this.retry = setTimeout(() => this.send(), wait);
  }

  decided(choice) {
    if (!choice) return;
    const box = document.querySelector("[data-versions]");
    if (choice === "theirs") {
      this.forget();
      window.location.reload();
      return;
    }
    this.setVersions(JSON.parse(box.dataset.versions));
    this.shownVersions = this.versions();
    box.remove();
    this.stopped = "";
    this.key = Kept.newKey();
    this.inputs()[0]?.focus();
    this.acknowledged = null;
    this.wasDecided = true;
    this.save();
  }

  // ── buttons ──

  // The figures first, by the same way as while typing; the form itself only when nothing can be lost by leaving.
  async submitted(event) {
    if (event.submitter?.hasAttribute("formaction")) return;
    refreshToken(this.form);
    const stays = event.submitter?.name === "stay";
    const files = this.chosen();
    if (!this.isKept() && !(stays && !files)) return;
    event.preventDefault();
    const state = await this.save();
    if (state === "refused") this.form.querySelector(".field-wrong")?.querySelector("input, select, textarea")?.focus();
    if (state !== "saved") return;
    if (stays && !files) this.say("saved", this.line.dataset.last);
    else this.form.requestSubmit(event.submitter); // comes back here, and takes the newest token
  }

  unchoose(button) {
    for (const input of button.closest("fieldset").querySelectorAll("[type=radio]")) input.checked = false;
    button.closest("fieldset").querySelector("[type=radio]").dispatchEvent(new Event("change", { bubbles: true }));
    button.closest("fieldset").querySelector("[type=radio]").focus();
  }

  offerUnchoosing() {
    for (const button of this.form.querySelectorAll("[data-unchoose]")) {
      button.hidden = !button.closest("fieldset").querySelector("[type=radio]:checked");
    }
  }

  // ── what the page says ──

  say(state, words) {
    if (state === "saved" && words) this.line.dataset.last = words;
    this.line.dataset.state = state;
    const text = words || this.line.dataset[state === "signed_out" ? "signedOut" : state] || "";
    const status = this.line.querySelector("[data-status]");
    if (status.textContent !== text) status.textContent = text;
    this.line.querySelector("[data-sign-in]").hidden = state !== "signed_out";
    this.line.querySelector("[data-unkept]").hidden = !this.form.hasAttribute("data-unsaved") || state === "saved";
  }

  mark(name, fault) {
    const found = this.form.elements[name];
    const input = found instanceof RadioNodeList ? found[0] : found;
    const box = input?.closest(".field");
    if (!box) return;
    this.mend(input);
    const told = document.createElement("div");
    told.className = "field-error";
    told.id = `${input.id}_error`;
    told.textContent = fault;
    box.classList.add("field-wrong");
    (box.querySelector(".field-hint") ?? box.querySelector("label, legend")).after(told);
    input.setAttribute("aria-invalid", "true");
    const before = (input.getAttribute("aria-describedby") ?? "").split(" ");
    input.setAttribute("aria-describedby", [...new Set([...before, told.id])].join(" ").trim());
  }

  // A fault may stand at the other figure of a pair: typing in one takes both words away until the next answer.
  mend(input) {
    const leaf = input.name.split("-")[0];
    for (const box of this.form.querySelectorAll(".field-wrong")) {
      const inner = box.querySelector("[name]");
      if (!inner.name.startsWith(`${leaf}-`)) continue;
      box.classList.remove("field-wrong");
      box.querySelector(".field-error")?.remove();
      inner.removeAttribute("aria-invalid");
    }
  }

  // Points follow the typing; the last question asked is the one whose answer counts.
  async points() {
    this.asked?.abort();
    this.asked = new AbortController();
    const body = new URLSearchParams({ ...this.posted(this.fields()), ...this.versions() });
    const headers = { "HX-Request": "true", "X-CSRFToken": csrfToken() };
    const asked = { method: "POST", body, headers, redirect: "manual", signal: this.asked.signal };
    try {
      const answer = await fetch(this.form.dataset.points, asked);
      const html = answer.ok ? await answer.text() : "";
      if (html && !/<html/i.test(html)) document.querySelector("#points").innerHTML = html; // no sign-in page in here
    } catch {
      // The line about saving already says that there is no connection.
    }
  }
}

const answerForm = document.querySelector("form[data-autosave]");
if (answerForm) window.autosave = new Autosave(answerForm);
