// A word explained where it stands: its link opens a small panel with what the glossary page says of it. The page is fetched once,
// when it is first needed; where that fails, or the browser has no popovers, the link leads to the page as it does without scripts.
const LINKS = 'a[href*="glossary/#"]'
let page = null         // a promise of the glossary's document
let opened = null       // the link whose word is shown

const box = Object.assign(document.createElement('div'), { className: 'explained', id: 'explained', tabIndex: -1 })
box.setAttribute('popover', 'auto')
box.setAttribute('role', 'dialog')
document.body.append(box)

function load (address) {
  page ??= fetch(address).then(answer => {
    if (!answer.ok) throw new Error(answer.statusText)
    return answer.text()
  }).then(text => new DOMParser().parseFromString(text, 'text/html'))
  page.catch(() => { page = null })
  return page
}

const line = (text, kind = '') => Object.assign(document.createElement('p'), { textContent: text, className: kind })

function place (link) {
  const at = link.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const below = at.bottom + 6 + height < innerHeight
  box.style.left = `${Math.max(12, Math.min(at.left, innerWidth - width - 12))}px`
  box.style.top = `${below ? at.bottom + 6 : Math.max(12, at.top - height - 6)}px`
}

async function show (link) {
  const found = (await load(link.href.split('#')[0])).getElementById(decodeURIComponent(link.hash.slice(1)))
  if (!found) throw new Error('no such word')
  const [says, basis] = [...found.querySelectorAll('dd:not(.also)')].map(dd => dd.textContent.trim())
  const more = Object.assign(document.createElement('a'), { href: link.href, textContent: '全部词语解释' })
  const title = line('')
  title.append(Object.assign(document.createElement('b'), { textContent: found.querySelector('dt').textContent.trim() }))
  const last = line('')
  last.append(more)
  box.replaceChildren(title, line(says), line(basis || '', 'basis'), last)
  box.setAttribute('aria-label', title.textContent)
  opened = link
  link.setAttribute('aria-expanded', 'true')
  box.showPopover()
  place(link)
  box.focus({ preventScroll: true })
}

box.addEventListener('toggle', event => {
  if (event.newState !== 'closed' || !opened) return
  opened.removeAttribute('aria-expanded')
  if (box.contains(document.activeElement) || document.activeElement === document.body) opened.focus({ preventScroll: true })
  opened = null
})
addEventListener('resize', () => { if (opened) box.hidePopover() })
document.addEventListener('scroll', event => { if (opened && event.target !== box) place(opened) }, { passive: true, capture: true })

if (box.showPopover) {
  for (const link of document.querySelectorAll(`.form ${LINKS}`)) {
    link.setAttribute('aria-haspopup', 'dialog')
    link.addEventListener('click', event => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return
      event.preventDefault()
      show(link).catch(() => { location.href = link.href })
    })
  }
}
