// What somebody typed and the server has not acknowledged yet, kept in this browser under the person's number: it
// outlives a closed tab, a lost network and an ended sign-in. Nobody else who signs in here is shown it, and signing
// out forgets it (common/signing_out.js). autosave.js fills it; on a page without that form, this script sends what an earlier page left.
const PREFIX = "thuocdo:typed:";
const TAB = "thuocdo:tab";
const PATIENCE = 1000; // milliseconds in which a tab that stands open says so

class Kept {
  // `place`: person:report:component; each page has an entry of its own, so that two tabs do not overwrite each other.
  // `tab` in it says whose it is while that tab stands open.
  static all(place) {
    const found = [];
    for (const name of Object.keys(Kept.store ?? {})) {
      if (name.startsWith(`${PREFIX}${place}:`)) found.push({ name, ...Kept.read(name) });
    }
    return found.filter((entry) => entry.fields).sort((one, other) => other.at - one.at);
  }

  static read(name) {
    try {
      return JSON.parse(Kept.store.getItem(name));
    } catch {
      return null;
    }
  }

  // False where the browser keeps nothing: forbidden, or full.
  static write(name, entry) {
    try {
      Kept.store.setItem(name, JSON.stringify(entry));
      return true;
    } catch {
      return false;
    }
  }

  static drop(name) {
    Kept.store?.removeItem(name);
  }

  static get store() {
    try {
      return window.localStorage;
    } catch {
      return null;
    }
  }

  // crypto.randomUUID is missing where the site is served without TLS.
  static newKey() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const digits = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
    return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }
}

// This tab of the browser. Its number waits in the tab's own storage from one page to the next, and is taken out of there
// while a page stands open: a duplicated tab gets a copy of that storage, and must not pass for the first.
class Tab {
  constructor() {
    this.number = Tab.take() ?? Kept.newKey();
    this.open();
    window.addEventListener("pagehide", () => this.leave());
    window.addEventListener("pageshow", (event) => event.persisted && (Tab.take(), this.open()));
  }

  static take() {
    try {
      const number = window.sessionStorage.getItem(TAB);
      window.sessionStorage.removeItem(TAB);
      return number;
    } catch {
      return null;
    }
  }

  leave() {
    this.channel?.close();
    try {
      window.sessionStorage.setItem(TAB, this.number);
    } catch {
      // Then the next page is asked for its text like any other's.
    }
  }

  open() {
    if (!("BroadcastChannel" in window)) return;
    this.channel = new BroadcastChannel(TAB);
    this.channel.addEventListener("message", ({ data }) => {
      if (data.asked?.includes(this.number)) this.channel.postMessage({ stands: this.number });
      if (data.stands) this.answered?.(data.stands);
    });
  }

  owns(entry) {
    return entry.tab === this.number;
  }

  // Of entries that are not this tab's, those whose own tab is closed.
  async orphans(entries) {
    const others = entries.filter((entry) => !this.owns(entry));
    const silent = new Set(others.map((entry) => entry.tab).filter(Boolean));
    if (!this.channel || !silent.size) return others;
    await new Promise((done) => {
      setTimeout(done, PATIENCE);
      this.answered = (number) => silent.delete(number) && !silent.size && done();
      this.channel.postMessage({ asked: [...silent] });
    });
    return others.filter((entry) => !entry.tab || silent.has(entry.tab));
  }
}

const tab = new Tab();

// One saving as the server knows it: fields typed, versions seen, key. Gives back {state, …}; "offline" may be retried.
async function deliver(address, typist, saving, { leaving = false, patience = 20000 } = {}) {
  const body = new URLSearchParams({ ...saving.fields, ...saving.versions, key: saving.key, typist });
  const late = new AbortController();
  const clock = setTimeout(() => late.abort(), patience);
  try {
    const answer = await fetch(address, {
      method: "POST",
      body,
      headers: { Accept: "application/json", "X-CSRFToken": csrfToken() },
      redirect: "manual",
      signal: late.signal,
      keepalive: leaving && body.toString().length < 60000, // browsers refuse more than 64 KB
    });
    return await read(answer);
  } catch {
    return { state: "offline" };
  } finally {
    clearTimeout(clock);
  }
}

async function read(answer) {
  if (answer.status >= 500 || answer.status === 429) return { state: "offline" };
  if (answer.type === "opaqueredirect" || answer.status === 401) return { state: "signed_out" };
  const told = await answer.json().catch(() => null);
  return told?.state ? told : { state: "failed" };
}

// Signing in again, in another tab, changes the cookie and not this page.
function csrfToken() {
  const cookie = document.cookie.split("; ").find((pair) => pair.startsWith("csrftoken="));
  return cookie?.slice("csrftoken=".length) ?? document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
}

// A form goes with the token of now, not of the moment at which its page was made. For forms that say who typed them
// (`typist`): the server refuses them where somebody else has signed in since.
function refreshToken(form) {
  for (const input of form.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = csrfToken();
}

// The pages of the report on which nobody types: sends what is left, and shows what cannot be sent.
class Leftovers {
  constructor(words) {
    this.words = words.dataset;
    this.list = document.createElement("div");
    document.querySelector("#content")?.prepend(this.list);
    this.begun = this.begin(Kept.all(this.words.place));
  }

  async begin(entries) {
    for (const entry of entries) if (tab.owns(entry)) this.settle(entry);
    for (const entry of await tab.orphans(entries)) this.settle(entry);
  }

  async settle(entry) {
    const savings = [entry.sent, entry].filter(Boolean);
    let versions = {};
    for (const saving of savings) {
      const told = await deliver(entry.address, this.words.typist, { ...saving, versions: { ...saving.versions, ...versions } });
      if (told.state !== "saved") return this.show(entry);
      versions = told.versions;
    }
    Kept.drop(entry.name);
    this.show(entry, true);
  }

  show(entry, isSaved = false) {
    const note = document.querySelector(isSaved ? "#kept-sent" : "#kept-unsent").content.cloneNode(true);
    const box = note.firstElementChild;
    const link = box.querySelector("a");
    link.href = entry.page;
    link.textContent = entry.title;
    for (const [label, text] of isSaved ? [] : entry.shown) {
      const row = document.createElement("div");
      row.append(Object.assign(document.createElement("dt"), { textContent: label }));
      row.append(Object.assign(document.createElement("dd"), { textContent: text }));
      box.querySelector("dl").append(row);
    }
    box.querySelector("button")?.addEventListener("click", () => {
      Kept.drop(entry.name);
      box.remove();
    });
    this.list.append(box);
  }
}

const keptWords = document.querySelector("#kept-words");
if (keptWords && !document.querySelector("form[data-autosave]")) window.leftovers = new Leftovers(keptWords);
