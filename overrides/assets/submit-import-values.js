// @ts-check
/** The text of a cell → what it holds, and why it is doubtful. What is not plainly a number stays as printed. The twin of generator/importers/_values.py. Pure. */

/**
 * @typedef {import("./submit-yaml.js").Cell} Cell
 * @typedef {{ whole: boolean, signed: boolean, unit: string | null, headUnit: string, about: boolean }} Kind
 *   what a cell may hold; unit: the form's own; headUnit: that of the printed head, when it says one
 */

const SPACE = /[\s\x1c-\x1f\x85\u200b-\u200f\u2060\ufeff\u00ad]+/g;
const PAIRS = "０0１1２2３3４4５5６6７7８8９9．.，,－-＋+（(）)［[］]％%：:﹣-−-–-", HALF = new Map();
for (let n = 0; n < PAIRS.length; n += 2) HALF.set(PAIRS[n], PAIRS[n + 1]);
const NUMBER = "(?<number>[0-9]{1,3}(?:,[0-9]{3})+(?:\\.[0-9]+)?|[0-9]+(?:\\.[0-9]+)?)";
const UNITS = "(?<unit>(?:亿|万|千)?元|件|条|次|人次|人|个|篇|项|份|起)";
const whole = (/** @type {string} */ text) => new RegExp(`^(?:${text})$`, "u");
const MARKS = /^(?:[/\\／＼\-—－–_*＊·.。]+|无|空|N\/?A|×|√)$/i;
const PLAIN = whole(NUMBER);
const SIGNED = whole(`(?:(?<minus>-)|(?<less>减少?|下降|降|↓)|(?<more>增加?|新增|上升|↑|\\+))${NUMBER}(?:项|个|件)?`);
const WITH_UNIT = whole(NUMBER + UNITS);
const WITH_NOTE = whole(`${NUMBER}${UNITS}?(?:\\(.+\\)|\\[.+\\])`);
const WITH_MARK = [whole(`${NUMBER}[^0-9.,\\p{L}\\p{N}_\\s]{1,3}`), whole(`${NUMBER}[①-⑳¹²³⁰-⁹※注]{1,3}`)];
const ABOUT = whole(`(?<about>约|大约)?(?<below>近|不足)?${NUMBER}(?<above>多|余)?${UNITS}?`);
const BESIDE = /(?<=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef]) | (?=[\u2018-\u201f\u3000-\u9fff\uff00-\uffef])/g;
const SPLIT = /[0-9]\s+[0-9.]/;
const MOST = 15;

/** @param {string} text @param {Kind} kind @param {string} [doubt] @returns {{ cell: Cell, why: string }} */
export function read(text, kind, doubt = "") {
  const shown = text.replace(SPACE, " ").trim().replace(BESIDE, "");
  const half = [...shown].map((char) => HALF.get(char) ?? char).join(""), compact = half.replaceAll(" ", "");
  if (!compact) return doubt ? { cell: { value: null, printed: "（未读出）", doubtful: true }, why: doubt } : { cell: { value: null }, why: "" };
  if (MARKS.test(compact)) return { cell: { value: null, printed: shown }, why: doubt };
  const { value, printed, why: wrong, ...more } = number(compact, kind);
  const why = doubt || wrong || (SPLIT.test(half) && value !== null ? `数字“${shown}”中间有空格或换行` : "");
  if (value === null) return { cell: { value, printed: shown, doubtful: true }, why: why || `“${shown}”不是此栏可写的数字` };
  const unit = more.unit ?? (kind.headUnit && kind.headUnit !== kind.unit && !kind.whole ? kind.headUnit : undefined);
  return { cell: { value, ...(printed || why ? { printed: shown } : {}), ...more, ...(unit ? { unit } : {}), ...(why ? { doubtful: true } : {}) }, why };
}

/** @typedef {{ value: string | null, printed?: boolean, unit?: string, approximate?: string, why: string }} Found */

/** @param {string} compact @param {Kind} kind @returns {Found} */
function number(compact, kind) {
  if (PLAIN.test(compact)) return exact(compact, kind);
  const groups = (/** @type {RegExp} */ pattern) => compact.match(pattern)?.groups;
  const signed = groups(SIGNED);
  if (signed) {
    if (!kind.signed) return { value: null, why: `此栏不会是“${compact}”` };
    const found = exact(signed.number, kind);
    if (found.value && !signed.more && found.value !== "0") found.value = `-${found.value}`;
    return signed.minus ? found : { ...found, printed: true };
  }
  const unit = groups(WITH_UNIT);
  if (unit) {
    const found = exact(unit.number, kind);
    if (!kind.whole && unit.unit !== kind.unit) return { ...found, unit: unit.unit };
    const wrong = unit.unit.includes("元") && unit.unit !== kind.unit ? `“${compact}”不像件数` : "";
    return { ...found, printed: true, why: found.why || wrong };
  }
  const noted = groups(WITH_NOTE);
  if (noted) return { ...exact(noted.number, kind), ...(noted.unit && !kind.whole && noted.unit !== kind.unit ? { unit: noted.unit } : {}), printed: true };
  const about = kind.about && groups(ABOUT);
  if (about) return { ...exact(about.number, kind), printed: true, approximate: about.about ? "about" : about.below ? "less_than" : "more_than" };
  const marked = groups(WITH_MARK[0]) ?? groups(WITH_MARK[1]);
  if (marked) return { ...exact(marked.number, kind), printed: true, why: `数字后有记号“${compact}”` };
  return { value: null, why: "" };
}

/** @param {string} text @param {Kind} kind @returns {Found} */
function exact(text, kind) {
  const [first, rest = ""] = text.replaceAll(",", "").split("."), led = first.length > 1 && first.startsWith("0");
  const digits = first.replace(/^0+/, "") || "0";
  if ((digits + rest).length > MOST) return { value: null, why: `“${text}”超过 ${MOST} 位` };
  if (rest && kind.whole) return { value: null, why: `此栏是件数，不会是“${text}”` };
  return { value: rest ? `${digits}.${rest}` : digits, ...(led ? { printed: true } : {}), why: "" };
}
