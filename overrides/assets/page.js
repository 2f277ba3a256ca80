// Page tools: type size, colours, print, copy the address or a citation; "/" goes to the search field; the contents list on wide screens.
const root = document.documentElement
const $$ = (selector, from = document) => [...from.querySelectorAll(selector)]

function remember (key, value) {
  if (value) root.dataset[key] = value
  else delete root.dataset[key]
  try {
    if (value) localStorage.setItem(`portal.${key}`, value)
    else localStorage.removeItem(`portal.${key}`)
  } catch { /* storage switched off: holds for this page only */ }
  show()
}

function show () {
  for (const button of $$('[data-set-size]')) button.setAttribute('aria-pressed', button.dataset.setSize === (root.dataset.size || ''))
  for (const select of $$('[data-set-theme]')) select.value = root.dataset.theme || ''
}

async function copy (button, text) {
  try {
    await navigator.clipboard.writeText(text)
  } catch {                             // plain http has no clipboard object: the old way
    const field = document.body.appendChild(Object.assign(document.createElement('textarea'), { value: text }))
    field.select()
    document.execCommand('copy')
    field.remove()
  }
  const before = button.dataset.text ||= button.textContent
  button.textContent = '已复制'
  setTimeout(() => { button.textContent = before }, 2000)
}

for (const button of $$('[data-set-size]')) button.onclick = () => remember('size', button.dataset.setSize)
for (const select of $$('[data-set-theme]')) select.onchange = () => remember('theme', select.value)
for (const button of $$('[data-do="print"]')) button.onclick = () => print()
for (const button of $$('[data-do="copy"]')) button.onclick = () => copy(button, location.href)

// Citations: the day of access is the reader's own.
const now = new Date()
const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(n => String(n).padStart(2, '0')).join('-')
for (const place of $$('[data-accessed]')) place.textContent = today
for (const button of $$('[data-cite]')) {
  const box = button.closest('.cite')
  const entry = () => csl(JSON.parse(box.querySelector('[data-csl]').dataset.csl.replaceAll('{accessed}', today))[0])
  const forms = {
    text: () => box.querySelector('.cite-text span').textContent,
    csl: () => JSON.stringify([entry()]),
    bibtex: () => bibtex(entry()),
  }
  button.onclick = () => copy(button, forms[button.dataset.cite]())
}

/** The whole entry: of a document the page names little but its key, and its tags the rest. */
function csl (given) {
  if (given.title) return given
  const tag = name => document.querySelector(`meta[name="${name}"]`)?.content
  const day = tag('PubDate')?.slice(0, 10).split('-').map(Number)
  return {
    id: given.id, type: 'report', title: tag('ArticleTitle'), author: [{ literal: tag('Author') }], URL: tag('Url'),
    language: 'zh-CN', accessed: { raw: today }, ...(day && { issued: { 'date-parts': [day] } }), ...given,
  }
}

/** The entry as generator/cite.py writes it. */
function bibtex ({ id, type, author: [{ literal }], title, issued, version, URL, accessed }) {
  const special = { '\\': '\\textbackslash{}', '^': '\\^{}', '~': '\\~{}' }
  const tex = text => text.replace(/[\\{}$&#^_%~]/g, c => special[c] || `\\${c}`)
  const day = issued && issued['date-parts'][0].map(n => String(n).padStart(2, '0'))
  const fields = [['author', `{${tex(literal)}}`], ['title', `{${tex(title)}}`], ['year', day?.[0]], ['date', day?.join('-')],
    ['version', version], ['url', URL], ['urldate', accessed.raw], ['langid', 'chinese']]
  const lines = fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}}`)
  return `@${type === 'report' ? 'techreport' : 'misc'}{${id.replace(/[^A-Za-z0-9]+/g, '-')},\n${lines.join(',\n')}\n}`
}
show()

const opener = document.querySelector('.tools-open')
const openTools = open => opener?.setAttribute('aria-expanded', open)
opener?.addEventListener('click', () => openTools(opener.getAttribute('aria-expanded') !== 'true'))
document.addEventListener('click', event => { if (!event.target.closest('.tools')) openTools(false) })

document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && opener?.getAttribute('aria-expanded') === 'true') { openTools(false); opener.focus() }
  const typing = event.target.closest('input, textarea, select, [contenteditable]')
  if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return
  const field = document.querySelector('main input[type="search"]') || document.querySelector('#q')
  if (field) { event.preventDefault(); field.focus(); field.select() }
})

// Contents list: open at the right of wide screens, folded on phones; the section being read is marked.
const toc = document.querySelector('.toc')
if (toc) {
  const wide = matchMedia('(min-width: 64.01em)')
  const fold = () => { toc.open = wide.matches }
  wide.addEventListener('change', fold)
  fold()
  const links = new Map($$('a', toc).map(a => [decodeURIComponent(a.hash.slice(1)), a]))
  const heads = [...links.keys()].map(id => document.getElementById(id)).filter(Boolean)
  const mark = () => {
    const here = heads.filter(h => h.getBoundingClientRect().top < 120).pop()
    for (const [id, a] of links) here?.id === id ? a.setAttribute('aria-current', 'true') : a.removeAttribute('aria-current')
  }
  if ('IntersectionObserver' in window) {
    const seen = new IntersectionObserver(mark, { rootMargin: '-100px 0px -60% 0px' })
    heads.forEach(h => seen.observe(h))
  }
}

// What scrolls sideways must be reachable by keyboard; whether it does depends on the window.
const reach = () => {
  for (const box of $$('pre, .md-typeset table:not([class])')) {
    if (box.scrollWidth > box.clientWidth + 1) box.tabIndex = 0
    else box.removeAttribute('tabindex')
  }
}
addEventListener('resize', reach)
reach()

addEventListener('beforeprint', () => {
  for (const foot of $$('[data-printed]')) {
    const day = new Date()
    foot.textContent = ` · ${day.getFullYear()}年${day.getMonth() + 1}月${day.getDate()}日打印`
  }
})
