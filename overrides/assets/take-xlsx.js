// An Excel workbook of rows of the long table: a sheet for each official table as it is read (a row a row, a column a column),
// then all figures as they are, then what each column means. Text is text: nothing in it is run.
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const STYLES = `${XML}<styleSheet xmlns="${MAIN}"><fonts count="2"><font><sz val="11"/><name val="宋体"/></font><font><b/><sz val="11"/><name val="宋体"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`
const KNOWN = ['agency_name', 'year', 'kind', 'scope', 'row_label']

const escape = text => text.replace(/[\0-\x08\x0b\x0c\x0e-\x1f]/g, '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
const plain = text => /^'[=+\-@\t\r]/.test(text) ? text.slice(1) : text        // the apostrophe is for CSV only

/** What to write on each sheet: { name, rows, fixed }; a row's values are text, numbers or "" for nothing. */
function sheets (rows, fields) {
  const [head, ...body] = rows
  const at = Object.fromEntries(head.map((name, n) => [name, n]))
  const titles = Object.fromEntries(fields.map(field => [field.name, field.title]))
  const typed = body.map(row => row.map((text, n) => (n === at.value || n === at.year) && text !== '' ? Number(text) : plain(text)))
  const tables = new Map()
  for (const row of typed) {
    const key = `${row[at.format]} ${row[at.table]}`
    if (!tables.has(key)) tables.set(key, { label: `${row[at.format]} ${row[at.table_label]}`, columns: new Map(), lines: new Map() })
    const table = tables.get(key)
    table.columns.set(row[at.column], row[at.column_label])
    const line = [row[at.agency], row[at.year], row[at.kind], row[at.row]].join('\n')
    if (!table.lines.has(line)) table.lines.set(line, { known: KNOWN.map(name => row[at[name]]), numbers: new Map() })
    table.lines.get(line).numbers.set(row[at.column], row[at.value])
  }
  const names = new Set()
  const own = [...tables.values()].map(({ label, columns, lines }) => ({
    name: unique(label, names),
    fixed: KNOWN.length,
    rows: [[...KNOWN.map(name => titles[name]), ...columns.values()],
      ...[...lines.values()].map(line => [...line.known, ...[...columns.keys()].map(key => line.numbers.get(key) ?? '')])]
  }))
  const words = [['列', '名称', '说明'], ...fields.map(field => [field.name, field.title, field.description || ''])]
  return [...own, { name: unique('全部数字', names), fixed: 0, rows: [head.map(name => titles[name] || name), ...typed] },
    { name: unique('字段说明', names), fixed: 0, rows: words }]
}

function unique (label, names) {
  const base = label.replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 31) || '表'
  let name = base
  for (let n = 2; names.has(name); n++) name = `${base.slice(0, 27)} ${n}`
  names.add(name)
  return name
}

function letters (n) {
  return n < 26 ? String.fromCharCode(65 + n) : letters(Math.floor(n / 26) - 1) + letters(n % 26)
}

function sheet ({ rows, fixed }) {
  const pane = `<pane ${fixed ? `xSplit="${fixed}" ` : ''}ySplit="1" topLeftCell="${letters(fixed)}2" state="frozen" activePane="${fixed ? 'bottomRight' : 'bottomLeft'}"/>`
  const lines = rows.map((row, r) => `<row r="${r + 1}">${row.map((value, c) => {
    if (value === '') return ''
    const place = `r="${letters(c)}${r + 1}"${r ? '' : ' s="1"'}`
    return typeof value === 'number' ? `<c ${place}><v>${value}</v></c>` : `<c ${place} t="inlineStr"><is><t xml:space="preserve">${escape(value)}</t></is></c>`
  }).join('')}</row>`)
  return `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${pane}</sheetView></sheetViews><sheetFormatPr defaultRowHeight="15"/><cols><col min="1" max="40" width="16" customWidth="1"/></cols><sheetData>${lines.join('')}</sheetData></worksheet>`
}

const relations = list => `${XML}<Relationships xmlns="${PACKAGE}/relationships">${list.map(([type, target], n) => `<Relationship Id="r${n + 1}" Type="${OFFICE}/${type}" Target="${target}"/>`).join('')}</Relationships>`

/** The workbook's bytes. rows: of the long table, heads first; fields: as datapackage.json describes its columns. */
export async function workbook (rows, fields) {
  const made = sheets(rows, fields)
  const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.'
  const parts = [['workbook.xml', 'sheet.main'], ['styles.xml', 'styles'], ...made.map((_, n) => [`worksheets/sheet${n + 1}.xml`, 'worksheet'])]
  return zip([
    ['[Content_Types].xml', `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${parts.map(([name, kind]) => `<Override PartName="/xl/${name}" ContentType="${type}${kind}+xml"/>`).join('')}</Types>`],
    ['_rels/.rels', relations([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', `${XML}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>${made.map((s, n) => `<sheet name="${escape(s.name).replaceAll('"', '&quot;')}" sheetId="${n + 1}" r:id="r${n + 1}"/>`).join('')}</sheets></workbook>`],
    ['xl/_rels/workbook.xml.rels', relations([...made.map((_, n) => ['worksheet', `worksheets/sheet${n + 1}.xml`]), ['styles', 'styles.xml']])],
    ['xl/styles.xml', STYLES],
    ...made.map((s, n) => [`xl/worksheets/sheet${n + 1}.xml`, sheet(s)])
  ])
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1
  return n
})
const crc = bytes => ~bytes.reduce((sum, byte) => CRC[(sum ^ byte) & 255] ^ (sum >>> 8), ~0) >>> 0

async function zip (members) {
  const pieces = []
  const central = []
  let offset = 0
  const number = (size, ...values) => {
    const view = new DataView(new ArrayBuffer(values.length * size))
    values.forEach((value, n) => size === 2 ? view.setUint16(n * 2, value, true) : view.setUint32(n * 4, value, true))
    return new Uint8Array(view.buffer)
  }
  for (const [name, text] of members) {
    const path = new TextEncoder().encode(name)
    const data = new TextEncoder().encode(text)
    const packed = new Uint8Array(await new Response(new Blob([data]).stream().pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer())
    const fields = [number(2, 20, 0x800, 8, 0, 0x21), number(4, crc(data), packed.length, data.length), number(2, path.length, 0)]
    pieces.push(number(4, 0x04034b50), ...fields, path, packed)
    central.push(number(4, 0x02014b50), number(2, 20), ...fields, number(2, 0, 0, 0), number(4, 0, offset), path)
    offset += 30 + path.length + packed.length
  }
  const size = central.reduce((sum, piece) => sum + piece.length, 0)
  return new Blob([...pieces, ...central, number(4, 0x06054b50), number(2, 0, 0, members.length, members.length), number(4, size, offset), number(2, 0)])
}
