// @ts-check
/** How labels are compared: white space, widths, kinds of brackets and of numbering do not count. The twin of generator/importers/_labels.py. Pure. */

const SPACE = /[\s\x1c-\x1f\x85\u200b-\u200f\u2060\ufeff\u00ad]+/g;
const PAIRS = "“\"”\"‘'’'〔(〕)【(】)—-－-–-﹣-";
const WIDTHS = new Map(Array.from({ length: 94 }, (_, n) => [String.fromCharCode(0xff01 + n), String.fromCharCode(0x21 + n)]));
for (let n = 0; n < PAIRS.length; n += 2) WIDTHS.set(PAIRS[n], PAIRS[n + 1]);
const NUMERAL = /^(?:第?[一二三四五六七八九十]+[、.部]分?|\([一二三四五六七八九十0-9]+\)|[0-9]{1,2}[.])/;
const UNIT = /\((?:单位[::]?)?((?:亿|万|千)?元|件|条|次|人次|人|个|篇|项|份|起)\)$|\(单位[::]?([^()]+)\)$/;
const NOTE = /\([^()]*\)$/;
const FAIR = 0.75;
export const EXACT = 0.9;
export const SAME = 0.95;       // the form's own, units and notes in brackets apart: 3.其他 is not the head 其他

/** @type {Map<string, string>} */
const known = new Map();

/** The label for comparison: `１、属于 国家秘密` → `1.属于国家秘密`. @param {string} text */
export function bare(text) {
  let made = known.get(text);
  if (made === undefined) {
    made = [...text.replace(SPACE, "")].map((char) => WIDTHS.get(char) ?? char).join("").replace(/(?<=^[0-9]{1,2})[、,]/, ".");
    known.set(text, made);
  }
  return made;
}

/** A label without its number. @param {string} text */
export const unnumbered = (text) => text.replace(NUMERAL, "");

/** The unit a head names in brackets at its end, "" when there is none. @param {string} text */
export function unitIn(text) {
  const found = bare(text).match(UNIT);
  return found?.[1] ?? found?.[2] ?? "";
}

/** How like the two are: 1 the same; from 0.9 the same but for numbering, units, notes in brackets; 0 not alike. @param {string} printed @param {string} label */
export const alike = (printed, label) => same(printed, label) || like(bare(printed), bare(label));

/** As `alike`, 0 for what is only like the label. @param {string} printed @param {string} label */
export function same(printed, label) {
  const one = bare(printed), other = bare(label);
  if (!one || !other) return 0;
  if (one === other) return 1;
  const without = (/** @type {RegExp} */ what, /** @type {string} */ text) => text.replace(what, "");
  if (without(UNIT, one) === without(UNIT, other) || without(NOTE, one) === other || one === without(NOTE, other)) return 0.97;
  const short = unnumbered(one), wanted = unnumbered(other);
  if (short && (short === wanted || without(UNIT, short) === without(UNIT, wanted) || without(NOTE, short) === without(NOTE, wanted))) {
    return NUMERAL.test(one) && NUMERAL.test(other) ? 0.85 : 0.92;
  }
  return 0;
}

/** @param {string} one @param {string} other */
function like(one, other) {
  const short = unnumbered(one), wanted = unnumbered(other), total = short.length + wanted.length;
  if (!short || !wanted || 2 * Math.min(short.length, wanted.length) < FAIR * total) return 0;
  const [a, b] = [new Set(short), new Set(wanted)], both = [...a].filter((char) => b.has(char)).length;
  if (2 * both < FAIR * (a.size + b.size - both)) return 0;
  const ratio = 2 * shared(short, wanted) / total;
  return ratio >= FAIR ? ratio * 0.9 : 0;
}

/** Characters in common: the longest run that both have, then the same on either side of it, as Python's difflib counts. @param {string} one @param {string} other @returns {number} */
function shared(one, other) {
  let size = 0, at = 0, to = 0;
  /** @type {number[]} */
  let before = [];
  for (let i = 0; i < one.length; i++) {
    /** @type {number[]} */
    const now = [];
    for (let j = 0; j < other.length; j++) {
      if (one[i] !== other[j]) continue;
      now[j] = (before[j - 1] ?? 0) + 1;
      if (now[j] > size) [size, at, to] = [now[j], i - now[j] + 1, j - now[j] + 1];
    }
    before = now;
  }
  return size && size + shared(one.slice(0, at), other.slice(0, to)) + shared(one.slice(at + size), other.slice(to + size));
}
