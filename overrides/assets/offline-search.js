// Search of the offline copy: every word of the query must stand in the text; titles first, then the newer year. A classic
// script, as browsers load no modules from a folder; offline-data.js has filled window.offline.
(function () {
  const { pages, simplified } = window.offline
  const MOST = 50
  const plain = new Map()
  const letters = [...simplified]
  for (let n = 0; n < letters.length; n += 2) plain.set(letters[n], letters[n + 1])
  const query = (new URLSearchParams(location.search).get('q') || '').trim()
  const words = [...new Set([...query.normalize('NFKC').toLowerCase()].map(c => plain.get(c) || c).join('').split(/\s+/).filter(Boolean))]
  for (const field of document.querySelectorAll('input[name="q"]')) field.value = query
  if (!words.length) return

  const found = []
  pages.forEach((page, n) => {
    const [, title, year, , text] = page
    const low = text.toLowerCase()
    const head = title.toLowerCase()
    if (words.every(word => low.includes(word) || head.includes(word))) {
      found.push({ page, rank: words.filter(word => head.includes(word)).length, year: year || 0, n })
    }
  })
  found.sort((a, b) => b.rank - a.rank || b.year - a.year || a.n - b.n)

  const app = document.getElementById('search-app')
  const make = (tag, className, ...children) => {
    const made = Object.assign(document.createElement(tag), { className })
    made.append(...children)
    return made
  }

  /** The line that has most of the words that the title lacks, cut to what fits, the words marked. */
  function excerpt ({ page: [, title, , , text] }) {
    const lacking = words.filter(word => !title.toLowerCase().includes(word))
    const wanted = lacking.length ? lacking : words
    const lines = text.split('\n').slice(1).map(line => ({ line, has: wanted.filter(word => line.toLowerCase().includes(word)) }))
    const best = lines.reduce((a, b) => b.has.length > a.has.length ? b : a, { has: [] })
    if (!best.has.length) return ''
    const from = Math.max(0, Math.min(...best.has.map(word => best.line.toLowerCase().indexOf(word))) - 40)
    const line = best.line.slice(from, from + 160)
    const small = line.toLowerCase()
    const place = make('p', 'result-place')
    for (let n = 0; n < line.length;) {
      const word = words.find(w => small.startsWith(w, n))
      const next = word ? n + word.length : n + 1
      place.append(word ? make('mark', '', line.slice(n, next)) : line.slice(n, next))
      n = next
    }
    place.normalize()
    return place
  }

  function show (from) {
    for (const hit of found.slice(from, from + MOST)) {
      const [address, title, year, about] = hit.page
      const link = Object.assign(make('a', '', title), { href: `../${address}` })
      list.append(make('article', 'result', make('h2', 'result-title', link),
        make('p', 'result-meta', [...about, year && `${year}年`].filter(Boolean).join(' · ')), excerpt(hit)))
    }
    more.hidden = from + MOST >= found.length
    more.onclick = () => show(from + MOST)
  }

  const list = make('div', 'search-results')
  const more = Object.assign(make('button', '', '再看一些'), { type: 'button' })
  const summary = make('p', 'lead', found.length ? `找到 ${found.length} 页。` : `没有找到“${query}”。可以换一个词，或减少词语。`)
  summary.setAttribute('role', 'status')
  const whole = make('div', '', summary, list, more)
  whole.style.gridColumn = '1 / -1'
  app.append(whole)
  app.hidden = false
  document.getElementById('search-fallback').hidden = found.length > 0
  show(0)
})()
