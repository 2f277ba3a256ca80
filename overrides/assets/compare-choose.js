// @ts-check
/** Choosing agencies: by name, short name, pinyin or region; and those of the same kind and level. The list of names is loaded when asked for. */

import { element } from "./compare-draw.js";
import { MOST } from "./compare-state.js";

/**
 * @typedef {{ add: (id: string) => void, remove: (id: string) => void }} Choice
 * @typedef {{ id: string, name: string, note: string }} Offer
 */

const SHOWN = 8;
const idOf = (/** @type {string} */ url) => url.replace(/\/$/, "");
const form = /** @type {HTMLElement} */ (document.querySelector("#compare"));
const field = /** @type {HTMLInputElement} */ (form.querySelector("#compare-find"));
const offers = /** @type {HTMLElement} */ (form.querySelector(".compare-agencies > .offers"));
const found = /** @type {HTMLElement} */ (form.querySelector("#compare-found"));
const peers = /** @type {HTMLDetailsElement} */ (form.querySelector(".peers"));

/** @param {HTMLElement} list @param {Offer[]} all @param {Choice} choice */
function offer(list, all, choice) {
  list.replaceChildren(...all.map(({ id, name, note }) => {
    const button = element("button", { type: "button" }, `＋ ${name}`, element("small", {}, note));
    button.onclick = () => choice.add(id);
    return element("li", {}, button);
  }));
}

/** The chosen, each with a button that takes it away. @param {{ id: string, name: string }[]} all @param {Choice} choice */
export function chosen(all, choice) {
  const list = /** @type {HTMLElement} */ (form.querySelector(".chosen"));
  list.replaceChildren(...all.map(({ id, name }) => {
    const button = element("button", { type: "button", "aria-label": `去掉 ${name}` }, name, element("span", { "aria-hidden": "true" }, " ×"));
    button.onclick = () => { choice.remove(id); field.focus(); };
    return element("li", {}, button);
  }));
  field.disabled = all.length >= MOST;
  if (field.disabled) found.textContent = `最多比较 ${MOST} 个机关。`;
  peers.hidden = !all.length || field.disabled;
  if (peers.open) alike(all.map(({ id }) => id), choice);
}

/** @param {() => string[]} ids of the chosen @param {Choice} choice */
export function listen(ids, choice) {
  let turn = 0;
  field.oninput = async () => {
    const own = ++turn, text = field.value.trim();
    if (!text) { offers.replaceChildren(); found.textContent = ""; return; }
    try {
      const { suggestions } = await import("./search-suggest.js");
      const all = (await suggestions(text)).filter(({ kind, url }) => kind === "agency" && !ids().includes(idOf(url)));
      if (own !== turn) return;
      offer(offers, all.slice(0, SHOWN).map(({ title, note, url }) => ({ id: idOf(url), name: title, note })), choice);
      found.textContent = all.length > SHOWN ? `找到 ${all.length} 个，列出前 ${SHOWN} 个；再多写几个字可缩小范围。`
        : all.length ? `找到 ${all.length} 个。` : "没有找到这个名称的机关。";
    } catch { found.textContent = "机关名单没有取到，请检查网络后再试。"; }
  };
  form.addEventListener("keydown", (event) => {
    if (event.target === field && event.key === "Enter") {
      event.preventDefault();
      offers.querySelector("button")?.click();
    }
    const stops = [field, ...offers.querySelectorAll("button")];
    const at = stops.indexOf(/** @type {HTMLInputElement} */ (event.target));
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at >= 0 && step && stops[at + step]) { event.preventDefault(); stops[at + step].focus(); }
  });
  peers.ontoggle = () => { if (peers.open) alike(ids(), choice); };
  if (field.value) field.dispatchEvent(new Event("input")); // typed before this script was there
}

/** Empties the field after a choice. */
export function clear() {
  field.value = "";
  offers.replaceChildren();
  found.textContent = "";
}

/** Agencies of the kind and level of the first chosen, those under the same region first. @param {string[]} ids @param {Choice} choice */
async function alike(ids, choice) {
  const list = /** @type {HTMLElement} */ (peers.querySelector(".offers"));
  try {
    const { names } = await import("./search-suggest.js");
    const { agencies, regions } = await names();
    const first = agencies.find(({ url }) => idOf(url) === ids[0]);
    if (!first) return;
    const near = (/** @type {import("./search-names.js").Agency} */ own) => own.region.chain.filter((one) => first.region.chain.includes(one)).length;
    const all = agencies
      .filter((own) => own.rank === first.rank && own.region.level === first.region.level && !ids.includes(idOf(own.url)))
      .sort((a, b) => near(b) - near(a));
    const where = (/** @type {import("./search-names.js").Agency} */ own) => [...own.region.chain].reverse().map((one) => regions[one].name).join(" ");
    offer(list, all.slice(0, SHOWN).map((own) => ({ id: idOf(own.url), name: own.name, note: where(own) })), choice);
    if (!all.length) list.replaceChildren(element("li", {}, "没有收录其他同类同级的机关。"));
  } catch { list.replaceChildren(element("li", {}, "机关名单没有取到，请检查网络后再试。")); }
}
