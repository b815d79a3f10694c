// What a page can do beyond being read: copy links and texts. Nothing is lost without it: links stay
// links.

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

// Not every browser opens what is folded around the place that a link leads to. An old link may lead
// to what is not on the page any more: a notice says so.
const unknown = document.getElementById("fc-unknown-fragment")
const arrive = () => {
  const id = location.hash.slice(1)
  let place = null
  try {
    place = document.getElementById(decodeURIComponent(id))
  } catch {
    // The address is not rightly encoded: it names nothing.
  }
  if (unknown) {
    unknown.hidden = !id || place !== null
    if (!unknown.hidden) unknown.scrollIntoView({ block: "center" })
  }
  for (let at = place && place.parentElement; at; at = at.parentElement) {
    if (at.localName === "details" && !at.open) at.open = true
  }
}
addEventListener("hashchange", arrive)
arrive()

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
