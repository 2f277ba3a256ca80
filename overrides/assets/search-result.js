// @ts-check
/** One result of the search page: a page with its facts, and every place where the words stand. */

import { hits } from "./search.js";

/**
 * @typedef {Awaited<ReturnType<typeof import("./search.js").search>>[number]} Result
 * @typedef {Awaited<ReturnType<typeof hits>>["places"][number]} Place
 */

const PLACES = 3;
/** Places of one page that are made at all. */
const MOST = 200;

/**
 * An element with attributes (an empty string is one, `undefined` none) and children; text is escaped.
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Record<string, string | undefined>} [attributes]
 * @param {(Node | string)[]} children
 * @returns {HTMLElementTagNameMap[Tag]}
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/**
 * @param {string} text
 * @param {() => void} act
 * @param {Record<string, string>} [attributes]
 */
export function button(text, act, attributes = {}) {
  const made = element("button", { type: "button", ...attributes }, text);
  made.addEventListener("click", act);
  return made;
}

/**
 * An element with HTML, which comes from `hits` only: all text in it is escaped.
 * @param {"a" | "span"} tag
 * @param {Record<string, string>} attributes
 * @param {string} html
 */
function marked(tag, attributes, html) {
  const made = element(tag, attributes);
  made.innerHTML = html;
  return made;
}

/** Regions as one name: they come as names from the highest down, or as paths (安徽省 淮北市). @param {string[]} regions */
const place = (regions) => (regions.at(-1)?.includes(" ") ? regions.at(-1) : regions.join(" ")) ?? "";

/**
 * A page with its facts at once, and with the places of the words as soon as they are loaded. It goes again when they
 * show that the words do not stand there (see `count` of search.js).
 * @param {Result} result
 * @param {string} query
 */
export function article(result, query) {
  const { 行政区划: regions = [], 机关: agencies = [], 年份: years = [], 类型: types = [], 表式: forms = [] } = result.filters;
  const facts = [...agencies, ...years.map((year) => `${year}年`), place(regions), ...types, ...forms].filter(Boolean);
  const link = element("a", { href: result.url }, result.title);
  const made = element(
    "article",
    { class: "result" },
    element("h2", { class: "result-title" }, link),
    element("p", { class: "result-meta" }, facts.join(" · ")),
  );
  const room = element("p", { class: "result-place result-room", "aria-hidden": "true" }); // so that what follows stays in its place
  made.append(room);
  hits(result, query).finally(() => room.remove()).then(
    ({ title, places }) => {
      const heading = marked("span", {}, title);
      if (heading.textContent === result.title) link.replaceChildren(...heading.childNodes);
      if (!places.length && !title.includes("<mark>")) return made.remove();
      const own = ordered(places, query).map(excerpt);
      made.append(...own.slice(0, PLACES));
      if (own.length > PLACES) made.append(rest(own.slice(PLACES)));
    },
    (error) => {
      console.error(error);
      made.append(element("p", { class: "result-meta" }, "摘录未能载入，可直接打开页面。"));
    },
  );
  return made;
}

/** @param {HTMLElement[]} places */
function rest(places) {
  const more = element("details", { class: "result-more" }, element("summary", {}, `本页另有 ${places.length} 处`));
  more.addEventListener("toggle", () => more.children.length > 1 || more.append(...places.slice(0, MOST)));
  return more;
}

/** @param {Place} place */
function excerpt({ heading, url, html }) {
  const made = element("p", { class: "result-place" });
  if (heading) made.append(marked("a", { href: url }, heading));
  if (heading && html) made.append(element("br"));
  if (html) made.append(marked("span", {}, html));
  return made;
}

/* ---- whole numbers before longer ones ---- */

/** Parts of a query that are a number but no year. @param {string} query */
export const numbers = (query) =>
  query.normalize("NFKC").split(/\s+/).filter((part) => /^\d+([.,]\d+)*$/.test(part) && !/^(19|20)\d\d$/.test(part));

/** Whether the number stands in the HTML of an excerpt for itself: 398, not 1398. @param {string} html @param {string} number */
function stands(html, number) {
  const text = html.replace(/<\/?mark>/g, "").replace(/&#\d+;/g, " ").normalize("NFKC");
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (!/\d[.,]?$/.test(text.slice(0, at)) && !/^[.,]?\d/.test(text.slice(at + number.length))) return true;
  }
  return false;
}

/** Places with the whole numbers first. @param {Place[]} places @param {string} query */
function ordered(places, query) {
  const wanted = numbers(query);
  const rank = (/** @type {Place} */ { heading, html }) => (wanted.some((own) => stands(`${heading} ${html}`, own)) ? 0 : 1);
  return wanted.length ? [...places].sort((a, b) => rank(a) - rank(b)) : places;
}

/** Results in whose first ones those with the whole numbers come first. @param {Result[]} results @param {string} query */
export async function wholeFirst(results, query) {
  const wanted = numbers(query);
  if (!wanted.length) return results;
  const looked = results.slice(0, 30);
  const whole = await Promise.all(
    looked.map((result) =>
      hits(result, query).then(
        ({ title, places }) => {
          const texts = [title, ...places.flatMap(({ heading, html }) => [heading, html])];
          return wanted.every((own) => texts.some((html) => stands(html, own)));
        },
        () => false,
      ),
    ),
  );
  return [...looked.filter((_, n) => whole[n]), ...looked.filter((_, n) => !whole[n]), ...results.slice(30)];
}
