// The menu of narrow screens, and the keys of every page.
//
// Without this script a label opens the menu: it switches the theme's checkbox, by which the style
// sheet shows it.

const drawer = document.getElementById("__drawer")
const button = document.querySelector(".fc-menu-button")
const panel = document.getElementById("fc-panel")

function open(whether) {
  drawer.checked = whether
  button.ariaExpanded = String(whether)
}

button.addEventListener("click", () => {
  open(!drawer.checked)
  if (drawer.checked) panel.querySelector("a").focus()
})
// The page behind the menu, and the theme, can close it.
drawer.addEventListener("change", () => open(drawer.checked))
panel.addEventListener("click", (event) => {
  if (event.target.closest("a")) open(false)
})
panel.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget && relatedTarget !== button && !panel.contains(relatedTarget)) open(false)
})
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || !drawer.checked) return
  open(false)
  button.focus()
})

// The theme turns pages with n, p, a full stop and a comma. Speech input and slips of the hand type
// letters, too, so no letter is a key of the page.
window.addEventListener("keydown", (event) => {
  if (!/^[a-z.,]$/i.test(event.key) || event.ctrlKey || event.metaKey || event.altKey) return
  if (!event.target.closest("input, textarea, select, [contenteditable], dialog")) event.stopPropagation()
}, true)
