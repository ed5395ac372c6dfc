// Exact fractions for the second verifier. No floating point number ever holds an amount.
const EXACT = /^-?(0|[1-9][0-9]*)(\.[0-9]*[1-9]|\/[1-9][0-9]*)?$/;
const PUBLISHED = /^-?[0-9]+\.([0-9]{2}|[0-9]{6})$/;
const MOST_DIGITS = 400;

const divisor = (a, b) => (b === 0n ? (a < 0n ? -a : a) : divisor(b, a % b));

class Fraction {
  constructor(above, below = 1n) {
    const common = divisor(above, below) * (below < 0n ? -1n : 1n);
    this.above = above / common;
    this.below = below / common;
  }

  // "82.4" or "20/3", as facts have them; throws where it is written in any other way.
  static exact(text) {
    if (typeof text !== "string" || text.length > MOST_DIGITS || !EXACT.test(text)) throw new Misread(String(text));
    const value = Fraction.plain(text);
    if (text.includes("/") && (value.below === 1n || text.split("/")[1] !== String(value.below))) throw new Misread(text);
    return value;
  }

  static published(text) {
    if (typeof text !== "string" || text.length > MOST_DIGITS || !PUBLISHED.test(text)) throw new Misread(String(text));
    return Fraction.plain(text);
  }

  static plain(text) {
    const [whole, below] = text.split("/");
    if (below !== undefined) return new Fraction(BigInt(whole), BigInt(below));
    const [units, decimals = ""] = text.split(".");
    return new Fraction(BigInt(units + decimals), 10n ** BigInt(decimals.length));
  }

  plus(other) { return new Fraction(this.above * other.below + other.above * this.below, this.below * other.below); }
  minus(other) { return new Fraction(this.above * other.below - other.above * this.below, this.below * other.below); }
  times(other) { return new Fraction(this.above * other.above, this.below * other.below); }
  over(other) { return new Fraction(this.above * other.below, this.below * other.above); }
  is(other) { return this.above === other.above && this.below === other.below; }
  isBelow(other) { return this.above * other.below < other.above * this.below; }
  get isZero() { return this.above === 0n; }

  least(other) { return other.isBelow(this) ? other : this; }
  most(other) { return this.isBelow(other) ? other : this; }

  // The nearest multiple of 10^-places; a tie goes away from zero, or to the even neighbour.
  rounded(places, mode = "half_up") {
    if (mode === "none") return this;
    const unit = 10n ** BigInt(places);
    const size = (this.above < 0n ? -this.above : this.above) * unit;
    let steps = (2n * size + this.below) / (2n * this.below);
    const isTie = (2n * size + this.below) % (2n * this.below) === 0n;
    if (mode === "half_even" && isTie && steps % 2n === 1n) steps -= 1n;
    return new Fraction(this.above < 0n ? -steps : steps, unit);
  }

  fixed(places) {
    const { above, below } = this.rounded(places);
    const steps = (above < 0n ? -above : above) * 10n ** BigInt(places) / below;
    const digits = String(steps).padStart(places + 1, "0");
    const sign = this.above < 0n ? "-" : "";
    return `${sign}${digits.slice(0, -places)}.${digits.slice(-places)}`;
  }

  get six() { return this.fixed(6); }
  get printed() { return 100n % this.below === 0n ? this.fixed(2) : this.six; }
}

class Misread extends Error {}

const ZERO = new Fraction(0n);
const ONE = new Fraction(1n);
const HUNDRED = new Fraction(100n);
const sum = (amounts) => amounts.reduce((total, amount) => total.plus(amount), ZERO);
