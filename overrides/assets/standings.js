// Who reported: the matrix is one stop for Tab; arrow keys, Home, End, Page Up and Down walk from cell to cell, Enter follows
// the link. Each cell says the whole: agency, year, how it stands. Without this every link is a stop, and the table reads as such.
const PAGE = 10

const target = cell => cell.querySelector('a') || cell

function name (cell) {
  const agency = cell.parentElement.cells[0].innerText.trim()
  const head = cell.closest('table').tHead.rows[0].cells[cell.cellIndex].innerText.trim()
  const words = [...target(cell).childNodes].map(n => n.textContent.trim()).filter(Boolean).join('，')
  return cell.cellIndex ? `${agency}，${/^\d{4}$/.test(head) ? `${head} 年度` : head}：${words}` : agency
}

function walk (table) {
  const rows = [...table.tBodies[0].rows]
  let here = [0, 0]
  const cellAt = ([r, c]) => rows[r].cells[c]

  const stop = cell => { const t = target(cell); t.tabIndex = 0; if (cell.cellIndex) t.setAttribute('aria-label', name(cell)) }

  function go (r, c, focus = true) {
    target(cellAt(here)).tabIndex = -1
    here = [Math.min(Math.max(r, 0), rows.length - 1), Math.min(Math.max(c, 0), rows[0].cells.length - 1)]
    const cell = cellAt(here)
    stop(cell)
    if (!focus) return
    target(cell).focus({ preventScroll: true })
    cell.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }

  const KEYS = {
    ArrowLeft: (r, c) => [r, c - 1], ArrowRight: (r, c) => [r, c + 1], ArrowUp: (r, c) => [r - 1, c], ArrowDown: (r, c) => [r + 1, c],
    PageUp: (r, c) => [r - PAGE, c], PageDown: (r, c) => [r + PAGE, c],
    Home: (r, c, all) => [all ? 0 : r, 0], End: (r, c, all) => [all ? rows.length - 1 : r, rows[0].cells.length - 1]
  }

  table.setAttribute('role', 'grid')
  table.setAttribute('aria-label', table.parentElement.getAttribute('aria-label'))
  for (const row of rows) for (const cell of row.cells) target(cell).tabIndex = -1
  stop(cellAt(here))
  table.parentElement.removeAttribute('tabindex')       // the cells scroll it

  table.addEventListener('keydown', event => {
    const to = KEYS[event.key]
    if (!to || event.altKey || event.shiftKey) return
    event.preventDefault()
    go(...to(...here, event.ctrlKey || event.metaKey))
  })
  table.addEventListener('focusin', event => {
    const cell = event.target.closest('tbody :is(th, td)')
    if (!cell || cell === cellAt(here)) return
    go(rows.indexOf(cell.parentElement), cell.cellIndex, false)
  })
}

for (const table of document.querySelectorAll('.standings table')) walk(table)
