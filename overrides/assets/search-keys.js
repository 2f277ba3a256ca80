// @ts-check
/** Hands on the search page: what is typed is asked after a moment; arrows go through suggestions and results, Esc returns to the field and then empties it. */

const LINKS = ".direct li a, .result-title a, .search-empty li a";

/**
 * @param {HTMLInputElement} field
 * @param {HTMLElement} app
 * @param {() => void} empty
 */
export function keyboard(field, app, empty) {
  document.addEventListener("keydown", (event) => {
    const active = document.activeElement;
    const inField = active === field;
    const links = /** @type {HTMLElement[]} */ ([...app.querySelectorAll(LINKS)]).filter((link) => link.checkVisibility?.() ?? link.offsetParent);
    const at = links.findIndex((link) => link === active);
    if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || (at < 0 && !inField)) return;
    if (event.key === "Escape") {
      if (inField && field.value) empty();
      field.focus();
    } else if (event.key === "ArrowDown" && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] ?? field).focus();
    else return;
    event.preventDefault();
  });
}

/**
 * Asks when the button or Enter is pressed, and a moment after something was typed; never for letters that an input
 * method still puts together.
 * @param {HTMLInputElement} field
 * @param {(pressed: boolean) => void} ask
 */
export function typing(field, ask) {
  let waiting = 0;
  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask(false), 300);
  };
  field.form?.addEventListener("submit", (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    ask(true);
  });
  field.addEventListener("input", (event) => {
    clearTimeout(waiting);
    if (!(/** @type {InputEvent} */ (event).isComposing)) later();
  });
  field.addEventListener("compositionend", later);
}
