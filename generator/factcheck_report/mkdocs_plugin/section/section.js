// On a page of the report, the key / asks the report, not the site: both have a search.

const opener = document.querySelector(".fc-search > a")

document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { target } = event
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog[open]")) return
  event.preventDefault()
  event.stopPropagation()
  opener.click()
}, true)
