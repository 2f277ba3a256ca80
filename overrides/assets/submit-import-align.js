// @ts-check
/** Rows of a grid and rows of the form, in order: the pairs with the most likeness in all. The twin of generator/importers/_align.py. Pure. */

import { EXACT, alike, same } from "./submit-import-labels.js";

/**
 * @typedef {import("./submit-import-match.js").Form} Form
 * @typedef {import("./submit-import-match.js").Row} Row
 * @typedef {{ at: number, key: string, like: number }} Pair  at: row of the grid
 */

/** @param {Form} form @param {string[][]} labels @returns {Pair[]} */
export function align(form, labels) {
  const rows = form.rows.filter(({ columns }) => columns.length || form.any_rows);
  const like = labels.map((label) => {
    const scores = rows.map((row) => likeness(row, form, label));
    return Math.max(...scores) >= EXACT ? scores.map((score) => (score >= EXACT ? score : 0)) : scores;        // a row that is one of the form's is not like another
  });
  const best = Array.from({ length: labels.length + 1 }, () => Array(rows.length + 1).fill(0));
  for (let i = labels.length - 1; i >= 0; i--) {
    for (let j = rows.length - 1; j >= 0; j--) best[i][j] = Math.max(best[i + 1][j], best[i][j + 1], like[i][j] ? like[i][j] + best[i + 1][j + 1] : 0);
  }
  /** @type {Pair[]} */
  const pairs = [];
  for (let i = 0, j = 0; i < labels.length && j < rows.length;) {
    if (like[i][j] && best[i][j] === like[i][j] + best[i + 1][j + 1]) {
      pairs.push({ at: i, key: rows[j].key, like: Math.min(like[i][j], 1) });
      i++; j++;
    } else if (best[i][j] === best[i + 1][j]) i++; else j++;
  }
  const taken = new Set(pairs.map(({ key }) => key)), used = new Set(pairs.map(({ at }) => at));
  like.forEach((scores, i) => {          // rows that stand elsewhere than in the form, but whose label is one row's alone
    const fits = scores.flatMap((score, j) => (score >= EXACT ? [j] : []));
    const alone = fits.length === 1 && like.filter((other) => other[fits[0]] >= EXACT).length === 1;
    if (alone && !used.has(i) && !taken.has(rows[fits[0]].key)) pairs.push({ at: i, key: rows[fits[0]].key, like: Math.min(scores[fits[0]], 1) });
  });
  return pairs.sort((one, other) => one.at - other.at);
}

/** How like the row's own label, a little more when the heading beside it is the form's too. @param {Row} row @param {Form} form @param {string[]} label */
function likeness(row, form, label) {
  if (!label.length) return 0;
  const last = label[label.length - 1], own = Math.max(alike(last, row.label), alike(last, row.short_label));
  const parent = form.rows.find(({ key }) => key === row.parent);
  return own && parent && label.length > 1 && same(label[label.length - 2], parent.label) >= EXACT ? own + 0.02 : own;
}
