// @ts-check
/** Suggestions as the search page shows them: links above the full text. */

import { button, element } from "./search-result.js";
import { KIND_NAMES, nearest, suggestions } from "./search-suggest.js";
import { BASE } from "./search-text.js";

/** @typedef {import("./search-suggest.js").Suggestion} Suggestion */

/** Shown at once, and at all. */
const [FIRST, MOST] = [5, 30];

/** @param {Suggestion} suggestion */
export function link({ kind, title, note, url }) {
  return element(
    "li",
    {},
    element("a", { href: new URL(url, BASE).pathname + new URL(url, BASE).hash }, title),
    element("span", { class: "tag" }, KIND_NAMES[kind]),
    element("span", { class: "direct-note" }, note),
  );
}

/**
 * Fills `box` with what the words may mean and returns how many; -1 when the names did not arrive: then a message with
 * a button stands there.
 * @param {HTMLElement} box
 * @param {string} query
 * @param {() => boolean} stale whether another question has been asked meanwhile
 */
export async function direct(box, query, stale) {
  try {
    const all = query.trim() ? await suggestions(query) : [];
    if (stale()) return 0;
    box.hidden = !all.length;
    box.replaceChildren();
    if (!all.length) return 0;
    box.append(element("h2", { id: "direct" }, all[0].typo ? "您是不是要找" : "直达"), element("ul", {}, ...all.slice(0, FIRST).map(link)));
    const rest = all.slice(FIRST, MOST);
    if (rest.length) {
      const more = element("details", {}, element("summary", {}, `其余 ${all.length - FIRST} 个名称相近的`), element("ul", {}, ...rest.map(link)));
      if (all.length > MOST) more.append(element("p", { class: "search-note" }, "只列出一部分，加上地区可以查得更准。"));
      box.append(more);
    }
    return all.length;
  } catch (error) {
    console.error(error);
    if (stale()) return 0;
    const again = button("重试", () => direct(box, query, stale));
    box.replaceChildren(element("p", { class: "search-note" }, "机关和地区的名称没有载入，全文查找不受影响。 ", again));
    box.hidden = false;
    return -1;
  }
}

/** Agencies whose names are nearest to the words, as a list; null when there are none. @param {string} query */
export async function close(query) {
  const found = await nearest(query).catch(() => []);
  return found.length ? element("ul", { class: "direct-list" }, ...found.map(link)) : null;
}
