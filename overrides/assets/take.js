// Open data on demand. A link to a file of all figures (gzipped CSV) becomes a choice of CSV, CSV for Excel, and Excel, cut
// down to one document where the link names one ("2021 report"). Without scripts the link gives the file itself.
// Live examples of the API show what an address answers.
const FORMS = [['CSV', 'csv'], ['CSV（Excel 用）', 'excel'], ['Excel 表格', 'xlsx']]
const TYPES = { csv: 'text/csv', excel: 'text/csv', xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' }

/** Rows of fields of a CSV text (RFC 4180). */
function parse (text) {
  const rows = []
  let row = []
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'))
    if (end === ',') continue
    if (row.length > 1 || row[0]) rows.push(row)
    row = []
  }
  return rows
}

const quoted = field => /[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field
const written = rows => rows.map(row => row.map(quoted).join(',') + '\r\n').join('')

/** The text of the file, whether or not the server has unpacked it on the way. */
async function read (url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  const blob = await response.blob()
  const [a, b] = new Uint8Array(await blob.slice(0, 2).arrayBuffer())
  if (a !== 0x1f || b !== 0x8b) return blob.text()
  return new Response(blob.stream().pipeThrough(new DecompressionStream('gzip'))).text()
}

async function rowsOf (link) {
  const [head, ...rows] = parse(await read(link.href))
  const [year, kind] = link.dataset.take.split(' ')
  const at = name => head.indexOf(name)
  return [head, ...rows.filter(row => !year || (row[at('year')] === year && row[at('kind')] === kind))]
}

async function make (link, form) {
  const rows = await rowsOf(link)
  if (form !== 'xlsx') return (form === 'excel' ? '\ufeff' : '') + written(rows)
  const { workbook } = await import('./take-xlsx.js')
  const described = await (await fetch(new URL('datapackage.json', new URL(link.href).href.replace(/\/data\/.*/, '/data/')))).json()
  return workbook(rows, described.resources.find(resource => resource.name === 'long').schema.fields)
}

function save (content, name, type) {
  const url = URL.createObjectURL(new Blob([content], { type }))
  Object.assign(document.createElement('a'), { href: url, download: name }).click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}

function offer (link) {
  const name = [...new URL(link.href).pathname.replace(/^.*\/data\/\w+\//, '').replace('.csv.gz', '').split('/'),
    ...link.dataset.take.split(' ').filter(Boolean)].join('-')
  const choice = Object.assign(document.createElement('span'), { className: 'take', role: 'group', ariaLabel: '全部数字' })
  choice.append('全部数字：')
  for (const [label, form] of FORMS) {
    const button = Object.assign(document.createElement('button'), { type: 'button', textContent: label })
    button.dataset.form = form
    button.onclick = async () => {
      button.disabled = true
      try {
        save(await make(link, form), `${name}.${form === 'xlsx' ? 'xlsx' : 'csv'}`, TYPES[form])
      } catch (error) {
        console.warn(error)
        location.href = link.href           // an old browser, or no network: the file as it is
      }
      button.disabled = false
    }
    choice.append(button)
  }
  link.replaceWith(choice)
}

for (const link of document.querySelectorAll('a[data-take]')) {
  if ('DecompressionStream' in window && location.protocol !== 'file:') offer(link)
}

for (const button of document.querySelectorAll('button[data-live]')) {
  button.onclick = async () => {
    const place = document.getElementById(button.getAttribute('aria-controls'))
    place.hidden = false
    if (location.protocol === 'file:') { place.textContent = '离线版不能取，请在联网的平台上试。'; return }
    try {
      const response = await fetch(button.dataset.live)
      const text = JSON.stringify(await response.json(), null, 1)
      place.textContent = text.length > 3000 ? `${text.slice(0, 3000)}\n…（共 ${text.length} 字符）` : text
    } catch (error) { place.textContent = `没有取到：${error.message}` }
  }
}
