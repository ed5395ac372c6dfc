// Opens a bundle's zip with suspicion: every byte of the file is accounted for (docs/bundle.md).
const MOST_ENTRIES = 300;
const MOST_BYTES = 2 ** 30;
const PLAIN_NAME = /^([a-zA-Z0-9_-][a-zA-Z0-9._-]{0,60}\/)?[a-zA-Z0-9_-][a-zA-Z0-9._-]{0,60}$/;
const STORED = ["manifest.json", "manifest.note"];
const DOS_DATE = 0x210000;
const MODE = 0o100644 * 65536;
const END_SIZE = 22;

class Refused extends Error {
  constructor(kind, file = "", what = "") {
    super(kind);
    this.finding = { kind, file, what };
  }
}

const hex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const unhex = (text) => Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
const unbase64 = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
const sha256 = async (bytes) => hex(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)));
const textOf = (bytes) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
const joined = (...parts) => {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  parts.reduce((at, part) => (whole.set(part, at), at + part.length), 0);
  return whole;
};

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit += 1) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
  return n >>> 0;
});
const crc32 = (bytes) => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = CRC_TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

// Numbers one after the other, each [bytes, value], as a zip writes them.
const written = (...fields) => {
  const out = new Uint8Array(fields.reduce((size, [bytes]) => size + bytes, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const [bytes, value] of fields) {
    if (bytes === 4) view.setUint32(at, value, true);
    else if (bytes === 2) view.setUint16(at, value, true);
    else view.setUint8(at, value);
    at += bytes;
  }
  return out;
};

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);

async function unpack(data) {
  if (data[0] !== 0x50 || data[1] !== 0x4b) throw new Refused("not_zip");
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const end = data.length - END_SIZE;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) throw new Refused("truncated");
  const entries = listed(data, view, view.getUint16(end + 10, true), view.getUint32(end + 16, true), end);
  checkEntries(entries);
  return contents(data, entries, end);
}

// The central directory, from where the end says it begins.
function listed(data, view, count, start, end) {
  const entries = [];
  let at = start;
  for (let n = 0; n < count; n += 1) {
    if (at + 46 > end || view.getUint32(at, true) !== 0x02014b50) throw new Refused("container");
    const lengths = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    const name = data.subarray(at + 46, at + 46 + lengths[0]);
    entries.push({
      name: String.fromCharCode(...name),
      flags: view.getUint16(at + 8, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      mode: view.getUint32(at + 38, true),
    });
    at += 46 + lengths[0] + lengths[1] + lengths[2];
  }
  return entries;
}

function checkEntries(entries) {
  if (entries.length > MOST_ENTRIES) throw new Refused("too_many", "", String(entries.length));
  const seen = new Set();
  for (const { name, mode, flags } of entries) {
    if (!PLAIN_NAME.test(name)) throw new Refused("unsafe_name", name);
    if (seen.has(name)) throw new Refused("doubled", name);
    seen.add(name);
    if (((mode >>> 16) & 0o170000) === 0o120000) throw new Refused("symlink", name);
    if (flags & 1) throw new Refused("encrypted", name);
  }
  if (entries.reduce((size, entry) => size + entry.size, 0) > MOST_BYTES) throw new Refused("too_large");
}

// Entries have to lie one after the other with the very heads that an honest bundle has.
async function contents(data, entries, end) {
  const files = new Map();
  let at = 0;
  let beforeManifest = null;
  let central = new Uint8Array();
  for (const entry of entries) {
    const [local, told] = heads(entry, at);
    const begin = at + local.length;
    if (!same(data.subarray(at, begin), local)) throw new Refused("container", entry.name);
    if (beforeManifest === null && STORED.includes(entry.name)) beforeManifest = at;
    files.set(entry.name, await plain(data.subarray(begin, begin + entry.packed), entry));
    at = begin + entry.packed;
    central = joined(central, told);
  }
  const count = entries.length;
  const last = written([4, 0x06054b50], [2, 0], [2, 0], [2, count], [2, count], [4, central.length], [4, at], [2, 0]);
  if (at + central.length !== end || !same(data.subarray(at), joined(central, last))) throw new Refused("container");
  return { files, packed: await sha256(data.subarray(0, beforeManifest ?? at)) };
}

function heads(entry, at) {
  const name = Uint8Array.from(entry.name, (letter) => letter.charCodeAt(0));
  const method = STORED.includes(entry.name) ? 0 : 8;
  const shared = [[2, method], [4, DOS_DATE], [4, entry.crc], [4, entry.packed], [4, entry.size], [2, name.length], [2, 0]];
  const local = written([4, 0x04034b50], [2, 20], [2, 0], ...shared);
  const more = [[2, 0], [2, 0], [2, 0], [4, MODE], [4, at]];
  const central = written([4, 0x02014b50], [1, 20], [1, 3], [2, 20], [2, 0], ...shared, ...more);
  return [joined(local, name), joined(central, name)];
}

async function plain(packed, entry) {
  const content = STORED.includes(entry.name) ? packed : await inflated(packed, entry);
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw new Refused("container", entry.name);
  return content;
}

// No more is unpacked than the entry says, whatever is in it.
async function inflated(packed, entry) {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const content = new Uint8Array(entry.size);
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read().catch(() => { throw new Refused("container", entry.name); });
    if (done) return content.subarray(0, size);
    if (size + value.length > entry.size) {
      reader.cancel().catch(() => {});
      throw new Refused("too_large", entry.name);
    }
    content.set(value, size);
    size += value.length;
  }
}

// The value of canonical JSON (RFC 8785, NFC); throws where it is written in any other way.
function decoded(bytes) {
  const text = textOf(bytes);
  const value = JSON.parse(text);
  if (canonical(value) !== text || text.normalize("NFC") !== text) throw new Misread("written in another way");
  return value;
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value !== null && typeof value === "object") {
    const inside = Object.keys(value).sort().map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`);
    return `{${inside.join(",")}}`;
  }
  if (typeof value === "number" && !Number.isSafeInteger(value)) throw new Misread("no whole number");
  return JSON.stringify(value);
}
