// @ts-check
/** One result of the search page. */

import { hits } from "./search.js";

const PLACES = 3;

/**
 * An element with attributes (an empty string is one, `undefined` none) and children; text is escaped.
 * @param {string} tag
 * @param {Record<string, string | undefined>} [attributes]
 * @param {(Node | string)[]} children
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * An element with HTML, which comes from `hits` only: all text in it is escaped.
 * @param {string} tag
 * @param {Record<string, string>} attributes
 * @param {string} html
 */
function marked(tag, attributes, html) {
  const made = element(tag, attributes);
  made.innerHTML = html;
  return made;
}

/**
 * A page with its facts at once, and with the places of the words as soon as they are loaded.
 * @param {import("./search.js").Result} result
 * @param {string} query
 */
export function article(result, query) {
  const { 行政区划: regions = [], 机关: agencies = [], 年份: years = [], 类型: types = [] } = result.filters;
  const facts = [...agencies, ...years.map((year) => `${year}年`), regions.join(""), ...types].filter(Boolean);
  const link = element("a", { href: result.url }, result.title);
  const made = element(
    "article",
    { class: "result" },
    element("h2", { class: "result-title" }, link),
    element("p", { class: "result-meta" }, facts.join(" · ")),
  );
  hits(result, query).then(
    ({ places }) => {
      made.append(...places.slice(0, PLACES).map(excerpt));
      const rest = places.length - PLACES;
      if (rest > 0) made.append(element("p", { class: "result-meta" }, `本页另有 ${rest} 处`));
    },
    (error) => {
      console.error(error);
      made.append(element("p", { class: "result-meta" }, "摘录未能载入，可直接打开页面。"));
    },
  );
  return made;
}

/** @param {import("./search-excerpts.js").Place} place */
function excerpt({ heading, url, html }) {
  const made = element("p", { class: "result-place" });
  if (heading) made.append(marked("a", { href: url }, heading));
  if (heading && html) made.append(element("br"));
  if (html) made.append(marked("span", {}, html));
  return made;
}
