// @ts-check
/** What stands where results would: help when nothing is found, a message and a button when a file did not arrive. */

import { close } from "./search-direct.js";
import { button, element } from "./search-result.js";
import { search } from "./search.js";

/** Of a part without white space no more characters than these are tried. */
const LONGEST = 24;
const UNIT = /[0-9A-Za-z.]+|[^\p{P}]/gu;

/** @param {string} part */
const stands = async (part) => (await search(part, { limit: 1 })).length > 0;

/**
 * A run of words cut where it must be: each piece is the longest from there on that is found, single characters apart.
 * What begins a piece that is found is found too, so its end is looked for by halves.
 * @param {string} run
 */
async function pieces(run) {
  const units = (run.match(UNIT) ?? []).slice(0, LONGEST);
  /** @type {string[]} */
  const found = [];
  for (let at = 0; at < units.length; ) {
    let [sure, beyond] = [0, units.length - at + 1];
    while (beyond - sure > 1) {
      const middle = sure ? (sure + beyond) >> 1 : Math.min(2, beyond - 1);
      if (await stands(units.slice(at, at + middle).join(""))) sure = middle;
      else beyond = middle;
    }
    const piece = units.slice(at, at + sure).join("");
    if (piece.length > 1) found.push(piece);
    at += Math.max(sure, 1);
  }
  return found;
}

/** Parts of the query that are found by themselves, with their numbers. @param {string} query */
async function alone(query) {
  const runs = query.normalize("NFKC").split(/\s+/).filter(Boolean);
  const parts = [...new Set(runs.length > 1 ? runs : await pieces(runs[0] ?? ""))];
  const counts = parts.slice(0, 8).map(async (part) => {
    const own = await search(part, { limit: 1 });
    return { part, text: `（${own.count?.exact === false ? "约 " : ""}${own.count?.value ?? own.length} 个页面）`, found: own.length };
  });
  return (await Promise.all(counts)).filter(({ found }) => found);
}

/**
 * The parts that do match, the closest agencies, the ways to browse.
 * @param {string} query
 * @param {boolean} suggested whether suggestions stand above
 * @param {(() => void) | null} clear drops the filters, when there are any
 * @param {HTMLElement | null} browse the page's own list of links
 */
export async function nothing(query, suggested, clear, browse) {
  const [parts, near] = await Promise.all([alone(query), close(query)]);
  const answer = element("div", { class: "search-empty" });
  if (clear) answer.append(element("p", {}, "所选条件下没有结果。"), button("去掉筛选条件", clear));
  if (parts.length) {
    const link = (/** @type {string} */ part) => element("a", { href: `?${new URLSearchParams({ q: part })}` }, part);
    answer.append(element("p", {}, "没有一个页面同时含有全部词句。分开查找："));
    answer.append(element("ul", { class: "search-parts" }, ...parts.map(({ part, text }) => element("li", {}, link(part), text))));
  }
  if (near && !suggested) answer.append(element("p", {}, "名称最接近的机关："), near);
  answer.append(element("p", {}, "全文查找只找原文中的字句。可以减少字数，或按机关、地区、年份浏览。"));
  if (browse) answer.append(...[...browse.childNodes].map((node) => node.cloneNode(true)));
  return answer;
}

/** @param {() => void} again */
export function broken(again) {
  const text = element("p", {}, "搜索所需的文件没有载入，这不表示没有结果。请检查网络后重试；仍不行时请刷新页面。");
  return element("div", { class: "search-empty search-error", role: "alert" }, text, button("重试", again));
}
