// @ts-check
/**
 * Suggestions: pages of agencies, regions, years, documents, indicators and forms that people mean by their words, above the full
 * text and never mixed with it. `suggestions` is the one door for the search page and the box in the header.
 */

import { EXACT, PREFIX, agencies, readings, within } from "./search-match.js";
import { Names, unnumbered } from "./search-names.js";
import { BASE, get, inflated, once } from "./search-text.js";
import { NOTHING, understood, words } from "./search-words.js";

export { BASE };

/**
 * @typedef {import("./search-words.js").Asked} Asked
 * @typedef {import("./search-names.js").Agency} Agency
 * @typedef {import("./search-names.js").Region} Region
 * @typedef {import("./search-names.js").Paper} Paper
 * @typedef {import("./search-match.js").Match} Match
 * @typedef {{ kind: keyof typeof KIND_NAMES, title: string, note: string, url: string, typo: boolean }} Suggestion
 *   `url` is below the root of the site. typo: one character differs from what was typed
 * @typedef {Suggestion & { score: number, order: number[] }} Rated
 */

export const KIND_NAMES = { agency: "机关", region: "地区", document: "文件", year: "年份", indicator: "指标", form: "表式", page: "栏目" };

/** @returns {Promise<Names>} */
export const names = () =>
  once("names", async () => {
    const response = await get(new URL("assets/search-names.gz", BASE).href, { cache: "no-cache" });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const packed = bytes[0] === 0x1f; // unless the server has unpacked it
    return new Names(await (packed ? inflated(bytes, "gzip") : new Response(bytes)).json());
  });

/**
 * The likeliest first. Rejects with a SearchError when the names do not arrive.
 * @param {string} query
 * @returns {Promise<Suggestion[]>}
 */
export const suggestions = async (query) => suggest(query, await names());

/**
 * Agencies whose names have the most in common with the words, for a question that found nothing.
 * @param {string} query
 * @returns {Promise<Suggestion[]>}
 */
export async function nearest(query) {
  const known = await names();
  const pairs = (/** @type {string} */ text) => [...text].slice(1).map((char, at) => [...text][at] + char);
  const wanted = new Set(words(query.slice(0, 60), known).flatMap(pairs));
  const rated = known.agencies.flatMap((own) => {
    const has = new Set(pairs(own.called[0].text));
    const common = [...wanted].filter((pair) => has.has(pair)).length;
    const score = (2 * common) / (wanted.size + has.size);
    return score ? agency({ agency: own, score, called: own.called[0] }, NOTHING, known, false) : [];
  });
  return rated.sort((a, b) => b.score - a.score || compare(a.order, b.order)).slice(0, 5);
}

/**
 * @param {string} query
 * @param {Names} names
 * @returns {Suggestion[]}
 */
export function suggest(query, names) {
  const asked = understood(query.slice(0, 60), names);
  const forms = labelled(query, names);
  let found = named(words(asked.text, names), names, false);
  const bare = words(asked.bare, names);
  if (asked.bare !== asked.text && !found.sure) found = named(bare, names, false);
  if (!found.agencies.length && !found.regions.length && bare.length > 1) found = named([bare.join("")], names, false);
  const exact = forms.some(({ score }) => score > EXACT);
  if (!found.agencies.length && !found.regions.length && !exact) found = named(bare, names, true);
  const rated = [...forms, ...found.regions.flatMap((own) => regional(own, asked, names, found.typo))];
  for (const match of found.agencies) rated.push(...agency(match, asked, names, found.typo));
  if (!bare.length) rated.push(...yearly(asked.years, names));
  rated.sort((a, b) => b.score - a.score || compare(a.order, b.order));
  const seen = new Set();
  return rated
    .filter(({ url }) => !seen.has(url) && seen.add(url))
    .map(({ kind, title, note, url, typo }) => ({ kind, title, note, url, typo }));
}

/** @param {number[]} a @param {number[]} b @returns {number} */
const compare = (a, b) => a.map((own, at) => own - (b[at] ?? 0)).find((difference) => difference) ?? 0;

/** Agencies and regions that fit. @param {string[]} wanted @param {Names} names @param {boolean} loose */
function named(wanted, names, loose) {
  const all = wanted.length ? readings(wanted, names, loose) : [];
  const own = agencies(all, names, loose);
  /** @type {Map<Region, number>} */
  const regions = new Map();
  for (const { places, rests } of all) {
    if (rests.length || !places.length) continue;
    for (const region of names.regions) {
      if (places.some((set) => set.has(region.number)) && within(region, places)) regions.set(region, 50);
    }
  }
  const [only] = wanted;
  if (wanted.length === 1 && !loose) {
    for (const region of names.regions) {
      const begun = region.keys.some((key) => key.startsWith(only) || (only.length > 1 && names.spell(key).full.startsWith(only)));
      if (begun && !regions.has(region)) regions.set(region, PREFIX + 3);
    }
  }
  const sure = regions.size > 0 || own.some(({ score }) => score >= PREFIX);
  own.sort((a, b) => b.score - a.score);
  return { agencies: own, regions: [...regions].map(([region, score]) => ({ region, score })), sure, typo: loose };
}

/** Documents of an agency that were asked for. @param {Agency} agency @param {Asked} asked */
function papers({ papers: all }, { years, latest, kind }) {
  const special = kind && kind !== "report" ? kind : "";
  if (!years.length && !latest && !special) return [];
  const own = all.filter((paper) => (!years.length || years.includes(paper.year)) && (!special || paper.kind === special));
  return latest && !years.length ? own.slice(0, 1) : own;
}

/** @param {Paper} paper @param {Names} names */
const paperTitle = ({ year, kind }, names) => `${year}年${(names.kinds[kind]?.[0] ?? "").replace(/^年/, "")}`;

/** @param {Region} region @param {Names} names */
const path = (region, names) => [...region.chain].reverse().map((number) => names.regions[number].name).join(" ");

/** @param {Match} match @param {Asked} asked @param {Names} names @param {boolean} typo @returns {Rated[]} */
function agency({ agency: own, score, called }, asked, names, typo) {
  const where = path(own.region, names);
  const order = [own.region.chain.length, own.papers.length ? 0 : 1, own.rank, -(own.papers[0]?.year ?? 0)];
  const chosen = papers(own, asked);
  const as = { former: `曾用名：${called.shown} · `, short: `简称：${called.shown} · ` }[/** @type {"short"} */ (called.how)] ?? "";
  const span = own.papers.length ? `${own.papers.length} 份文件，${[...new Set([own.papers.at(-1)?.year, own.papers[0].year])].join("–")} 年` : "没有收录文件";
  const lacking = asked.years.length && !chosen.length ? `没有收录 ${asked.years.join("、")} 年的文件；` : "";
  const page = { kind: /** @type {const} */ ("agency"), title: own.name, note: `${as}${where} · ${lacking}${span}`, url: own.url, typo };
  const found = chosen.map((paper, at) => ({
    kind: /** @type {const} */ ("document"), title: `${own.name} ${paperTitle(paper, names)}`, note: as + where, url: paper.url,
    typo, score: score + 4 - (paper.kind === (asked.kind || "report") ? 0 : 1), order: [...order, at],
  }));
  return [...found, { ...page, score: lacking ? score - 2 : score, order }];
}

/** @param {{ region: Region, score: number }} own @param {Asked} asked @param {Names} names @param {boolean} typo @returns {Rated[]} */
function regional({ region, score }, asked, names, typo) {
  const here = names.agencies.filter((own) => own.region === region);
  const note = [path(region, names), `${here.length} 个机关`].join(" · ");
  const order = [region.chain.length, -here.length];
  const found = [{ kind: /** @type {const} */ ("region"), title: region.name, note, url: region.url, typo, score, order }];
  if (score < 50) return found;
  const dated = here.flatMap((own) => papers(own, asked).map((paper) => ({ own, paper })));
  return [
    ...found,
    ...dated.map(({ own, paper }) => ({
      kind: /** @type {const} */ ("document"), title: `${own.name} ${paperTitle(paper, names)}`, note: path(region, names),
      url: paper.url, typo, score: own.rank === 0 || dated.length === 1 ? score + 2 : score - 10, order: [...order, own.rank],
    })),
    ...here.flatMap((own) =>
      agency({ agency: own, score: score - 12, called: own.called[0] }, NOTHING, names, typo),
    ),
  ];
}

/** @param {number[]} years @param {Names} names @returns {Rated[]} */
function yearly(years, names) {
  return years.flatMap((year) => {
    const there = names.years.has(year) ? year : Math.max(0, ...[...names.years].filter((own) => own < year));
    if (!there) return [];
    const note = there === year ? "这一年度的全部文件" : `没有收录 ${year} 年度的文件，这是最近的一年`;
    return [{ kind: /** @type {const} */ ("year"), title: `${there} 年度`, note, url: `years/${there}/`, typo: false, score: 60, order: [-there] }];
  });
}

/** Labels that stand on every report, which the page of the indicator or form explains, and pages of the portal itself. @param {string} query @param {Names} names @returns {Rated[]} */
function labelled(query, names) {
  const word = names.plain(unnumbered(query.slice(0, 60)));
  const whole = names.plain(query.slice(0, 60));
  if (whole.length < 2) return [];
  const filler = !words(understood(query, names).bare, names).length;
  const rated = names.labels.flatMap(({ kind, text, shown, url, note }, at) => {
    const exact = text === whole || text === word;
    const near = !filler && 2 * word.length >= text.length && text.includes(word);
    const score = exact ? 60 : near ? (text.startsWith(word) ? 18 : 10) : 0;
    return score ? [{ kind, title: shown, note, url, typo: false, score, order: [text.length, at] }] : [];
  });
  rated.sort((a, b) => b.score - a.score || compare(a.order, b.order));
  return rated.slice(0, 3);
}
