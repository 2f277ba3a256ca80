// Runs before anything is painted: applies the reader's saved type size and colours. Set by page.js.
(function (root) {
  root.className = 'js'
  try {
    ['size', 'theme'].forEach(function (key) {
      var value = localStorage.getItem('portal.' + key)
      if (value) root.dataset[key] = value
    })
  } catch (e) { /* storage switched off: the reader's system decides */ }
})(document.documentElement)
