// @ts-check
/**
 * The search box of every page: a list of suggestions below it (combobox pattern). Nothing is loaded before the box is
 * entered, and nothing depends on it: Enter leads to the search page as without this script.
 */

/** @typedef {import("./search-suggest.js").Suggestion} Suggestion */

const SHOWN = 7;

/** Everything the list needs; what failed is tried again when the box is entered again. @type {Promise<typeof import("./search-suggest.js")> | null} */
let loading = null;

function load() {
  loading ??= Promise.all([import("./search-suggest.js"), style()]).then(([module]) => module);
  loading.then((module) => module.names()).catch(() => (loading = null));
  return loading;
}

/** The style sheet of the list, which most pages do without. */
const style = () =>
  new Promise((resolve) => {
    const href = new URL("search.css", import.meta.url).href;
    const links = [...document.querySelectorAll("link")];
    if (links.some((link) => link.href.startsWith(href))) return resolve(null);
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, onload: resolve, onerror: resolve });
    document.head.append(link);
  });

/** @param {string} tag @param {Record<string, string>} attributes @param {(Node | string)[]} children */
function element(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

/** @param {HTMLInputElement} field @param {number} number of the box on the page */
function combobox(field, number) {
  const id = `suggest-${number}`;
  const list = element("ul", { role: "listbox", id, class: "suggest", "aria-label": "建议", hidden: "" });
  const status = element("span", { role: "status", class: "sr" });
  field.form?.classList.add("has-suggest");
  field.after(list, status);
  const set = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off" };
  for (const [name, value] of Object.entries(set)) field.setAttribute(name, value);
  let [turn, waiting, at] = [0, 0, -1];

  /** @param {Suggestion[]} suggestions @param {Record<string, string>} kinds */
  const show = (suggestions, kinds) => {
    list.replaceChildren(
      ...suggestions.map(({ kind, title, note, url, typo }, n) =>
        element(
          "li",
          { role: "option", id: `${id}-${n}`, "aria-selected": "false", "data-url": url },
          element("span", { class: "suggest-title" }, typo ? "是不是要找：" : "", element("b", {}, title)),
          element("span", { class: "tag" }, kinds[kind]),
          element("span", { class: "suggest-note" }, note),
        ),
      ),
    );
    at = -1;
    open(suggestions.length > 0);
    status.textContent = suggestions.length ? `${suggestions.length} 条建议，按上下键选择，按回车搜索全文` : "";
  };
  const open = (/** @type {boolean} */ wanted) => {
    list.hidden = !wanted;
    field.setAttribute("aria-expanded", String(wanted));
    if (!wanted) choose(-1);
  };
  const choose = (/** @type {number} */ next) => {
    at = next;
    [...list.children].forEach((option, n) => option.setAttribute("aria-selected", String(n === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", `${id}-${at}`);
    list.children[at]?.scrollIntoView({ block: "nearest" });
  };
  const go = (/** @type {Element} */ option) => location.assign(option.getAttribute("data-url") ?? "");

  const update = async () => {
    const mine = ++turn;
    const query = field.value;
    if (!query.trim()) return show([], {});
    try {
      const { suggestions, KIND_NAMES, BASE } = await load();
      const found = await suggestions(query);
      if (mine === turn && document.activeElement === field) show(found.slice(0, SHOWN).map((own) => ({ ...own, url: new URL(own.url, BASE).href })), KIND_NAMES);
    } catch {
      if (mine !== turn) return;
      show([], {});
      status.textContent = "建议没有载入，按回车搜索全文";
    }
  };
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  };

  field.addEventListener("focus", () => load().catch(() => {}));
  field.addEventListener("input", (event) => /** @type {InputEvent} */ (event).isComposing || later());
  field.addEventListener("compositionend", later);
  field.addEventListener("blur", () => open(false));
  field.addEventListener("keydown", (event) => {
    const count = list.children.length;
    if (event.isComposing || !count) return;
    if (event.key === "Escape" && !list.hidden) open(false);
    else if (event.key === "Enter" && at >= 0 && !list.hidden) go(list.children[at]);
    else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : -1;
      const first = list.hidden ? -1 : at;
      open(true);
      choose(((first + 1 + step + count + 1) % (count + 1)) - 1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    const option = event.target instanceof Element ? event.target.closest("li") : null;
    if (option && (event.ctrlKey || event.metaKey)) window.open(option.getAttribute("data-url") ?? "");
    else if (option) go(option);
  });
  if (document.activeElement === field) later(); // typed before this script came
}

const fields = document.querySelectorAll('form[role="search"] input[name="q"]:not(#search-q)');
fields.forEach((field, number) => field instanceof HTMLInputElement && combobox(field, number));

export {};
