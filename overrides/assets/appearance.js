// Runs before anything is painted: applies the reader's saved type size and colours (set by page.js), and puts what only
// scripts can do, the same on every page, where a page has room for it.
(function (root) {
  root.className = 'js'
  try {
    ['size', 'theme'].forEach(function (key) {
      var value = localStorage.getItem('portal.' + key)
      if (value) root.dataset[key] = value
    })
  } catch (e) { /* storage switched off: the reader's system decides */ }
})(document.documentElement)

for (const [name, html] of Object.entries({
  // One button opens them on phones.
  'page-tools': `<button class="tools-open" type="button" aria-expanded="false" aria-controls="tools">工具</button>
<div id="tools" class="tools-panel">
<span class="sizes" role="group" aria-label="字号"><span class="tools-label">字号</span><button type="button" data-set-size="">标准</button><button type="button" data-set-size="large">大</button><button type="button" data-set-size="xlarge">特大</button></span>
<label><span class="tools-label">外观</span><select data-set-theme autocomplete="off"><option value="">随系统</option><option value="light">浅色</option><option value="dark">深色</option><option value="contrast">高对比</option></select></label>
<button type="button" data-do="print">打印</button>
<button type="button" data-do="copy" aria-live="polite">复制网址</button>
</div>`,
  'cite-copy': `<button type="button" data-cite="text">复制 GB/T 7714</button><button type="button" data-cite="bibtex">复制 BibTeX</button><button type="button" data-cite="csl">复制 CSL-JSON</button>`,
})) {
  customElements.define(name, class extends HTMLElement {
    connectedCallback () { this.innerHTML ||= html }
  })
}
