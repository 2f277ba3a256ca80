// @ts-check
/**
 * The names of the portal (regions, agencies, labels of the forms) made ready for matching. Pure: no network, no page.
 * The file they come from is described in generator/search/suggest.py.
 */

/**
 * @typedef {[string, string, number, string[], number]} RegionRow
 * @typedef {[number, string, string, number, string[], string[], (number | string)[]]} AgencyRow
 * @typedef {{
 *   today: string, years: number[], regions: RegionRow[], agencies: AgencyRow[],
 *   pages: string[][], indicators: [string, string, string[]][], forms: [string, string, [string, string, string[]][]][], aliases: Record<string, string[]>,
 *   kinds: Record<string, string[]>, fillers: string[], pinyin: Record<string, string>, readings: Record<string, string>,
 *   t2s: string,
 * }} Data
 * @typedef {{ text: string, full: string, initials: string, starts: number[] }} Spelled
 *   a name as it is compared; its pinyin, and where in it the syllables begin
 * @typedef {{ number: number, name: string, url: string, keys: string[], chain: number[], level: number }} Region
 *   keys: all it is called; chain: numbers of the region and all above it, its own first
 * @typedef {{ year: number, kind: string, url: string }} Paper
 * @typedef {{ text: string, how: "name" | "short" | "former" | "local" | "joined", shown: string }} Called
 *   one name of an agency. local: what follows the region in a name; joined: the region's short name and what follows
 * @typedef {{ name: string, region: Region, url: string, rank: number, called: Called[], papers: Paper[] }} Agency
 * @typedef {{ kind: "page" | "indicator" | "form", text: string, shown: string, url: string, note: string }} Label
 *   a word that leads to one page: of the portal itself, of an indicator or of a form
 * @typedef {{ short: string, full: string[] }} Alias
 */

/** Prepared names; `plain` and `spell` are bound to the tables of the file. */
export class Names {
  /** @param {Data} data */
  constructor(data) {
    this.year = Number(data.today.slice(0, 4));
    this.years = new Set(data.years);
    this.kinds = data.kinds;
    this.fillers = data.fillers;
    const pairs = [...data.t2s];
    /** @type {Map<string, string>} */
    this.simple = new Map(pairs.flatMap((char, at) => (at % 2 ? [] : [[char, pairs[at + 1]]])));
    /** @type {Map<string, string>} */
    this.syllables = new Map(Object.entries(data.pinyin).flatMap(([said, chars]) => [...chars].map((char) => [char, said])));
    this.readings = data.readings;
    /** @type {Map<string, Spelled>} */
    this.spelled = new Map();
    this.regions = regions(data, this);
    this.agencies = data.agencies.map((row) => agency(row, this));
    this.labels = labels(data, this);
    /** @type {Alias[]} */
    this.aliases = Object.entries(data.aliases)
      .map(([short, full]) => ({ short, full }))
      .sort((a, b) => b.short.length - a.short.length);
  }

  /** Simplified, narrow and small, white space kept: what both queries and names are turned into. @param {string} text */
  narrow(text) {
    return [...text.normalize("NFKC").toLowerCase()].map((char) => this.simple.get(char) ?? char).join("");
  }

  /** Its letters and digits only. @param {string} text */
  plain(text) {
    return this.narrow(text).replace(/[^\p{L}\p{N}]/gu, "");
  }

  /** A plain name with its pinyin. @param {string} text @returns {Spelled} */
  spell(text) {
    const known = this.spelled.get(text);
    if (known) return known;
    const said = [];
    for (let at = 0; at < text.length; at++) {
      const pair = this.readings[text.slice(at, at + 2)];
      if (pair) said.push(...pair.split(" "));
      else said.push(this.syllables.get(text[at]) ?? text[at]);
      if (pair) at++;
    }
    let length = 0;
    const starts = said.map((syllable) => (length += syllable.length) - syllable.length);
    const made = { text, full: said.join(""), initials: said.map((syllable) => syllable[0]).join(""), starts };
    this.spelled.set(text, made);
    return made;
  }
}

/** @param {Data} data @param {Names} names @returns {Region[]} */
function regions(data, names) {
  return data.regions.map(([id, name, , others, level], number) => {
    const chain = [number];
    for (let up = data.regions[number][2]; up >= 0; up = data.regions[up][2]) chain.push(up);
    const keys = [name, ...others].map((key) => names.plain(key));
    return { number, name, url: `${id}/`, keys: [...new Set(keys)], chain, level };
  });
}

/** @param {AgencyRow} row @param {Names} names @returns {Agency} */
function agency([number, folder, name, rank, shorts, formers, documents], names) {
  const region = names.regions[number];
  const url = `${region.url}${folder}/`;
  /** @type {Called[]} */
  const called = [
    { text: names.plain(name), how: "name", shown: name },
    ...shorts.map((shown) => /** @type {Called} */ ({ text: names.plain(shown), how: "short", shown })),
    ...formers.map((shown) => /** @type {Called} */ ({ text: names.plain(shown), how: "former", shown })),
  ];
  const places = region.chain.flatMap((up) => names.regions[up].keys);
  const given = new Set(called.map(({ text }) => text));
  for (const { text, how, shown } of [...called]) {
    const rest = after(text, places);
    if (!rest) continue;
    const joined = region.keys.map((key) => key + rest);
    for (const [made, kind] of /** @type {[string, Called["how"]][]} */ ([[rest, "local"], ...joined.map((j) => [j, "joined"])])) {
      if (!given.has(made)) called.push({ text: made, how: how === "former" ? how : kind, shown });
      given.add(made);
    }
  }
  const papers = documents.map((document) => {
    const [year, kind = "report"] = String(document).split("-");
    return { year: Number(year), kind, url: `${url}${document}/` };
  });
  return { name, region, url, rank, called, papers };
}

/** What follows the last region in a name: 税务局 in 国家税务总局平潭综合实验区税务局. @param {string} text @param {string[]} places */
function after(text, places) {
  let end = 0;
  for (const place of places) {
    const at = text.lastIndexOf(place);
    if (at >= 0) end = Math.max(end, at + place.length);
  }
  const rest = end ? text.slice(end) : "";
  return rest.length >= 2 ? rest : "";
}

/** A label without the number before it and the explanation behind it: 部分公开 of （二）部分公开（区分处理的…）. @param {string} label */
export function unnumbered(label) {
  const own = label.trim().replace(/^(?:其中[：:]|[（(]?[一二三四五六七八九十\d]+[）)、.．])+\s*/u, "");
  return own.replace(/(?<=.)[（(][^（）()]*[）)]$/u, "");
}

/** Words for pages of the portal; names of indicators; labels without their numbering, each with the newest edition that has it. @param {Data} data @param {Names} names */
function labels(data, names) {
  /** @type {Map<string, Label>} */
  const found = new Map();
  for (const [url, shown, ...others] of data.pages) {
    for (const word of [shown, ...others]) {
      const text = names.plain(word);
      if (!found.has(text)) found.set(text, { kind: "page", text, shown, url, note: "本平台的栏目" });
    }
  }
  for (const [url, title, words] of data.indicators) {
    for (const word of words) {
      const text = names.plain(unnumbered(word));
      const note = word === title ? "含义、各版口径和历年数字" : `含义、各版口径和历年数字 · 又称：${word}`;
      if (text && !found.has(text)) found.set(text, { kind: "indicator", text, shown: title, url, note });
    }
  }
  for (const [address, edition, tables] of data.forms) {
    for (const [anchor, title, words] of tables) {
      for (const word of words) {
        const shown = unnumbered(word);
        const text = names.plain(shown);
        const note = `每份报告都有的栏目 · ${edition} 年版表式 · ${title}`;
        if (text && !found.has(text)) found.set(text, { kind: "form", text, shown, url: `${address}#${anchor}`, note });
      }
    }
  }
  return [...found.values()];
}
