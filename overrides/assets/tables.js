// Official tables: the row and column being read light up and one line says what the cell is; arrow keys walk from cell
// to cell; the first columns stay in place; the edge shows that there is more. All of it is extra: the table reads without.
const note = Object.assign(document.createElement('p'), { className: 'cell-note', hidden: true })
note.setAttribute('aria-live', 'off')
;(document.querySelector('main') ?? document.body).append(note)
for (const cell of document.querySelectorAll('.form td')) {         // paler, so that what is there stands out
  if (/^0(\.0+)?$/.test(cell.textContent)) cell.classList.add('z')
}
let current = null      // { cell, lit: [...] }

/** A place of a value: not a heading, nor the corner or a unit, which the forms print as plain cells. */
const isValue = cell => cell?.tagName === 'TD' && !cell.matches('.corner, .form-indicator_list :is(:nth-child(2), .group > *)')

/** The table as a grid: rows of cells, a merged cell standing in each place it covers. */
function gridOf (table) {
  const grid = [...table.rows].map(() => [])
  ;[...table.rows].forEach((row, r) => {
    let c = 0
    for (const cell of row.cells) {
      while (grid[r][c]) c++
      for (let i = 0; i < cell.rowSpan && r + i < grid.length; i++) for (let j = 0; j < cell.colSpan; j++) grid[r + i][c + j] = cell
      cell.place = [r, c]
      c += cell.colSpan
    }
  })
  return grid
}

/** Headings of a cell, outermost first: to the left of it, and above it as far as its block of headings goes. */
function headings (grid, cell) {
  const [r, c] = cell.place
  const left = grid[r].slice(0, c).filter(x => x.tagName === 'TH')
  const above = []
  for (let i = r - 1; i >= 0; i--) {
    if (grid[i][c]?.tagName === 'TH') above.unshift(grid[i][c])
    else if (above.length) break
  }
  return { left: [...new Set(left)], above: [...new Set(above)] }
}

const words = cell => cell.innerText.replace(/\s+/g, '').trim()

function leave () {
  current?.lit.forEach(x => x.classList.remove('lit', 'at'))
  current = null
  note.hidden = true
}

function enter (cell, grid) {
  if (current?.cell === cell) return
  leave()
  const [r, c] = cell.place
  const { left, above } = headings(grid, cell)
  const column = grid.map(row => row[c]).filter(isValue)
  const lit = [...new Set([...column, ...grid[r].filter(isValue), ...left.slice(-1), ...above.slice(-1)])]
  lit.forEach(x => x.classList.add('lit'))
  cell.classList.add('at')
  current = { cell, lit: [...lit, cell] }
  const field = cell.querySelector('input')            // shows its value itself, and changes
  const value = document.createElement('b')
  value.textContent = field ? '' : words(cell) || '未填写'
  const more = cell.dataset.note || cell.title
  note.replaceChildren(`${left.map(words).join(' ')} · ${above.map(words).join(' ')}${field ? '' : '：'}`, value, more ? `　${more}` : '')
  const box = cell.closest('.frame').getBoundingClientRect()
  note.style.left = `${Math.max(12, box.left)}px`
  note.hidden = false
}

/** The next cell with a value in that direction, over headings and merged cells. */
function next (grid, [r, c], [dr, dc]) {
  for (let i = r + dr, j = c + dc; grid[i]?.[j]; i += dr, j += dc) if (isValue(grid[i][j]) && grid[i][j] !== grid[r][c]) return grid[i][j]
}

const STEPS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }

function walk (event, frame, table, grid) {
  const inside = event.target.tagName === 'TD'
  if (event.key === 'Escape') { leave(); if (inside) frame.focus(); return }
  const step = STEPS[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || (!inside && !step[1])) return
  const to = inside ? next(grid, event.target.place, step) : [...table.querySelectorAll('td')].find(isValue)
  event.preventDefault()
  if (!to) return
  to.tabIndex = -1
  to.focus({ preventScroll: true })
  to.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

/** Keep the left headings in view: each stays where it stands now, the last of them casts the edge shadow. */
function stick (frame, table) {
  const stub = [...table.querySelectorAll('tbody th:not([scope="colgroup"]), .corner')]
  frame.classList.add('measure')        // a stuck heading would tell where it is stuck
  const places = stub.map(th => [th, th.offsetLeft, th.offsetLeft + th.offsetWidth])
  frame.classList.remove('measure')
  const edge = Math.max(0, ...places.map(p => p[2]))
  for (const [th, left, right] of places) {
    if (th.closest('.head') && th.cellIndex > 0) continue
    th.style.setProperty('--x', `${left}px`)
    th.classList.toggle('edge', right >= edge - 1)
  }
  frame.style.scrollPaddingLeft = `${edge}px`
}

function shade (frame) {
  frame.classList.toggle('scrolled', frame.scrollLeft > 2)
  frame.classList.toggle('more', frame.scrollLeft + frame.clientWidth < frame.scrollWidth - 2)
}

// Tasks of a plan: phones put the cells of a row below each other, each with its heading before it.
for (const table of document.querySelectorAll('table.tasks')) {
  const heads = [...table.querySelectorAll('thead th')].map(words)
  for (const td of table.querySelectorAll('tbody td')) td.dataset.label = heads[td.cellIndex]
  table.classList.add('labelled')
}

for (const frame of document.querySelectorAll('.frame')) {
  const table = frame.querySelector('table')
  if (!table) continue
  frame.addEventListener('scroll', () => shade(frame), { passive: true })
  new ResizeObserver(() => { stick(frame, table); shade(frame) }).observe(table)
  new ResizeObserver(() => shade(frame)).observe(frame)
  if (!table.classList.contains('form')) continue
  const grid = gridOf(table)
  const at = e => { const td = e.target.closest('td'); isValue(td) ? enter(td, grid) : leave() }
  table.addEventListener('pointerover', e => { if (e.pointerType === 'mouse') at(e) })
  table.addEventListener('pointerleave', e => { if (e.pointerType === 'mouse') leave() })
  table.addEventListener('click', at)                  // a finger: stays until the next touch elsewhere
  table.addEventListener('focusin', e => { const td = e.target.closest('td'); if (isValue(td)) enter(td, grid) })
  table.addEventListener('focusout', leave)
  frame.addEventListener('keydown', e => walk(e, frame, table, grid))
}
document.addEventListener('keydown', e => { if (e.key === 'Escape') leave() })
document.addEventListener('click', e => { if (!e.target.closest('.form')) leave() })
