// What a page can do beyond being read: copy links and texts, and say of a marked passage who
// quotes it. Nothing is lost without it: links stay links, and numbers behind a passage lead on.

const answers = document.querySelector(".fc-icons")?.dataset

for (const button of document.querySelectorAll(".fc-copy")) {
  button.hidden = false
  button.addEventListener("click", () => {
    const part = button.closest(".fc-format, .fc-receipt, .fc-cite-this, .fc-embed-this")
    copy(part.querySelector("pre, .fc-citation").textContent, button)
  })
}

for (const link of document.querySelectorAll(".fc-permalink")) {
  link.addEventListener("click", (event) => {
    // A link to a quote is followed all the same: the address bar then shows what was copied.
    if (!link.hash && navigator.clipboard) event.preventDefault()
    copy(link.href, link)
  })
}

// Code for other sites needs the whole address, which a site that does not know its own leaves out.
for (const code of document.querySelectorAll("[data-root] .fc-code")) {
  const root = new URL(code.closest("[data-root]").dataset.root, location.href).href
  code.textContent = code.textContent.replace('src="', `src="${root}`)
  code.hidden = false
}

// Not every browser opens what is folded around the place that a link leads to.
const unfold = () => {
  const place = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
  for (let at = place && place.parentElement; at; at = at.parentElement) {
    if (at.localName === "details" && !at.open) at.open = true
  }
}
addEventListener("hashchange", unfold)
unfold()

async function copy(text, control) {
  const label = control.dataset.label ?? control.textContent
  control.dataset.label = label
  try {
    await navigator.clipboard.writeText(text)
    control.textContent = answers.copied
  } catch {
    // Where a browser allows no copying, a link was followed and can be copied from the address bar.
    if (!control.hash) control.textContent = answers.notCopied
  }
  control.setAttribute("aria-live", "polite")
  setTimeout(() => { control.textContent = label }, 2000)
}

const text = document.querySelector(".fc-source .fc-text")
if (text) showWhoQuotes(text)

function showWhoQuotes(text) {
  const page = text.closest(".fc-source")
  const popover = document.createElement("div")
  popover.className = "fc-popover"
  popover.hidden = true
  popover.setAttribute("role", "group")
  popover.setAttribute("aria-label", page.dataset.passage)
  page.append(popover)
  page.classList.add("fc-has-by")
  let marked = null
  let waiting = 0

  const later = (action, delay) => {
    clearTimeout(waiting)
    waiting = setTimeout(action, delay)
  }

  function open(mark) {
    clearTimeout(waiting)
    if (marked === mark && !popover.hidden) return
    marked?.classList.remove("fc-open")
    marked = mark
    mark.classList.add("fc-open")
    popover.replaceChildren(head(), list(mark.dataset.by.split(" ")))
    popover.hidden = false
    place(mark)
  }

  function close() {
    clearTimeout(waiting)
    marked?.classList.remove("fc-open")
    marked = null
    popover.hidden = true
  }

  function head() {
    const line = document.createElement("p")
    const button = document.createElement("button")
    line.className = "fc-popover-head"
    button.type = "button"
    button.className = "fc-close"
    button.textContent = page.dataset.close
    button.addEventListener("click", close)
    line.append(page.dataset.passage, button)
    return line
  }

  // The entries as the list at the end of the page has them.
  function list(numbers) {
    const all = document.createElement("ul")
    for (const number of new Set(numbers)) {
      const entry = document.getElementById(`cited-${number}`)
      if (!entry) continue
      const item = document.createElement("li")
      item.append(...[...entry.childNodes].map((node) => node.cloneNode(true)))
      all.append(item)
    }
    return all
  }

  // Below the passage, within the page; on a phone the style sheet puts it at the foot.
  function place(mark) {
    const rects = mark.getClientRects()
    const last = rects[rects.length - 1]
    const around = page.getBoundingClientRect()
    const left = Math.min(last.left - around.left, around.width - popover.offsetWidth)
    popover.style.setProperty("--fc-left", `${Math.max(left, 0)}px`)
    popover.style.setProperty("--fc-top", `${last.bottom - around.top + 4}px`)
  }

  const markOf = (target) => {
    if (!(target instanceof Element)) return null
    if (target.matches(".fc-cite[data-by]")) return target
    return target.closest(".fc-mark[data-by]")
  }

  text.addEventListener("pointerover", (event) => {
    const mark = markOf(event.target)
    if (mark && event.pointerType === "mouse") later(() => open(mark), marked ? 300 : 150)
  })
  text.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse") later(close, 400)
  })
  popover.addEventListener("pointerenter", () => clearTimeout(waiting))
  popover.addEventListener("pointerleave", (event) => {
    if (event.pointerType === "mouse") later(close, 400)
  })
  text.addEventListener("click", (event) => {
    const mark = markOf(event.target)
    if (mark && !mark.matches("a")) open(mark)
  })
  text.addEventListener("focusin", (event) => {
    if (event.target.matches(".fc-cite[data-by]") && event.target.matches(":focus-visible")) open(event.target)
  })
  document.addEventListener("click", (event) => {
    if (!popover.contains(event.target) && !markOf(event.target)) close()
  })
  document.addEventListener("focusin", (event) => {
    if (!popover.contains(event.target) && !text.contains(event.target)) close()
  })
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close()
  })
}
