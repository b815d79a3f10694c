// The page of a document. Its address may name a quote (“#quote-some-words-…”): then only the
// passages that the same claim, event or disagreement quotes are marked, and a bar leads back to
// it. Otherwise all are. A chip says who quotes its sentence.
//
// The quotes are numbered in the order of their anchors; `data-on` and `data-off` of a mark say which
// quotes begin and end with it. Without this script, all passages are marked, links at the passage
// lead back, and chips lead to the list at the end.

const page = document.querySelector(".fc-source")
const text = page.querySelector(".fc-text")
const bar = page.querySelector(".fc-bar")
const list = page.querySelector(".fc-quoting")
const [back, line] = bar.querySelectorAll("a, .fc-bar-entry")
const views = [...bar.querySelectorAll(".fc-bar-views button")]
const steps = bar.querySelector(".fc-bar-steps")
const position = steps.querySelector("[role=status]")
const anchors = [...text.querySelectorAll(".fc-anchor")]
const marks = [...text.querySelectorAll(".fc-mark")]
const pens = marks.map((mark) => mark.className)

// The passages of the entry that the address names, and the one it names.
let passages = []
let landed

const numbers = (words = "") => words.split(" ").filter(Boolean).map(Number)
const stanceOf = (anchor) => anchor.classList[1]
const element = (name, className, ...content) => {
  const made = document.createElement(name)
  made.className = className
  made.append(...content)
  return made
}
const copies = (node) => [...node.childNodes].map((child) => child.cloneNode(true))

// Calls `visit` with each mark, its index and the numbers of the quotes that cover it.
function walk(visit, wanted = () => true) {
  const covering = new Set()
  marks.forEach((mark, index) => {
    for (const number of numbers(mark.dataset.on)) if (wanted(number)) covering.add(number)
    visit(mark, index, covering)
    for (const number of numbers(mark.dataset.off)) covering.delete(number)
  })
}

// The entry as the list of entries shows it; it may be on a further page of the list.
const further = new Map()
async function entryOf(anchor) {
  const number = Number(anchor.dataset.by)
  const row = `li[value="${number}"]`
  const here = list.querySelector(row)
  if (here) return here
  const address = `page/${Math.ceil(number / list.dataset.perPage)}/`
  if (!further.has(address)) {
    further.set(address, fetch(address)
      .then((answer) => answer.text())
      .then((html) => new DOMParser().parseFromString(html, "text/html"))
      .catch(() => null))
  }
  return (await further.get(address))?.querySelector(row)
}

function paint() {
  const one = page.dataset.view === "one"
  const own = new Set(passages.map((anchor) => anchors.indexOf(anchor)))
  if (one) {
    walk((mark, _, covering) => {
      const stances = new Set([...covering].map((number) => stanceOf(anchors[number])))
      mark.className = ["fc-mark", ...stances].join(" ")
    }, (number) => own.has(number))
  } else {
    marks.forEach((mark, index) => { mark.className = pens[index] })
  }
  for (const anchor of anchors) {
    anchor.classList.toggle("fc-here", one && passages.includes(anchor))
    anchor.classList.toggle("fc-landed", anchor === landed)
  }
  for (const button of views) button.setAttribute("aria-pressed", button.value === page.dataset.view)
}

// The id that the address names; empty if it is not rightly encoded.
function fragment() {
  try {
    return decodeURIComponent(location.hash.slice(1))
  } catch {
    return ""
  }
}

async function arrive() {
  const target = document.getElementById(fragment())
  if (!anchors.includes(target)) {
    delete document.documentElement.dataset.arrival
    return
  }
  landed = target
  passages = anchors.filter((anchor) => anchor.dataset.by === target.dataset.by)
  const kind = target.dataset.kind ?? "claim"
  const say = (name) => bar.getAttribute(`data-${name}-${kind}`)
  back.href = target.href
  const cameFrom = document.referrer.split("#")[0] === target.href.split("#")[0]
  back.textContent = cameFrom ? say("back") : target.dataset.to
  views[0].replaceChildren(say("this"), " ", element("span", "", String(passages.length)))
  position.textContent = bar.dataset.step
    .replace("{number}", passages.indexOf(target) + 1)
    .replace("{count}", passages.length)
  steps.hidden = passages.length === 1
  page.dataset.view ||= "one"
  paint()
  bar.hidden = false
  const entry = await entryOf(target)
  if (landed !== target) return
  const name = entry ? copies(entry.querySelector(":scope > a")) : []
  const verdict = entry?.querySelector(".fc-badge")?.cloneNode(true) ?? element("b", "", say("kind"))
  if (name.length) verdict.append(":")
  line.replaceChildren(verdict, " ", ...name)
}

for (const button of views) {
  button.addEventListener("click", () => {
    // What is read stays where it is, though chips come and go above it.
    const seen = marks.find((mark) => mark.getBoundingClientRect().bottom > bar.offsetHeight)
    const before = seen?.getBoundingClientRect().top
    page.dataset.view = button.value
    paint()
    if (seen) scrollBy(0, seen.getBoundingClientRect().top - before)
  })
}

for (const button of steps.querySelectorAll("button")) {
  button.addEventListener("click", () => {
    const next = passages.indexOf(landed) + Number(button.value) + passages.length
    // No new entry in the history: “Back” still leads to the page somebody came from.
    location.replace(`#${passages[next % passages.length].id}`)
    button.focus({ preventScroll: true })
  })
}

// Browsers focus the link that the address names. Its outline would say no more than the mark does,
// and Tab goes on from here all the same.
const calm = () => landed === document.activeElement && landed.blur()
window.addEventListener("hashchange", () => { arrive(); calm() })
window.addEventListener("load", () => setTimeout(calm))
arrive()

// Who quotes a sentence.

if ("popover" in HTMLElement.prototype) offerSheet()

function offerSheet() {
  const sheet = element("div", "fc-sheet")
  sheet.popover = "auto"
  sheet.tabIndex = -1
  sheet.setAttribute("role", "dialog")
  sheet.setAttribute("aria-label", list.dataset.who)
  const close = element("button", "fc-close", list.dataset.close)
  close.type = "button"
  close.addEventListener("click", () => sheet.hidePopover())
  const rows = document.createElement("ul")
  sheet.append(element("p", "fc-sheet-head", list.dataset.who, close), rows)
  page.append(sheet)

  let opener
  sheet.addEventListener("toggle", (event) => {
    opener.setAttribute("aria-expanded", event.newState === "open")
  })

  const chips = [...text.querySelectorAll(".fc-chip")]
  for (const chip of chips) {
    chip.setAttribute("role", "button")
    chip.setAttribute("aria-haspopup", "dialog")
    chip.setAttribute("aria-expanded", "false")
  }

  text.addEventListener("click", (event) => {
    if (event.target.closest(".fc-anchor, .fc-line-number")) return
    const mark = event.target.closest(".fc-mark")
    const chip = event.target.closest(".fc-chip") ?? (isMarked(mark) && chipAfter(mark))
    if (!chip) return
    event.preventDefault()
    open(chip, mark ?? chip)
  })
  text.addEventListener("keydown", (event) => {
    if (event.key !== " " || !event.target.matches(".fc-chip")) return
    event.preventDefault()
    open(event.target, event.target)
  })

  const isMarked = (mark) => mark?.classList.length > 1 && getSelection().isCollapsed
  const chipAfter = (mark) =>
    chips.find((chip) => mark.compareDocumentPosition(chip) & Node.DOCUMENT_POSITION_FOLLOWING)

  async function open(chip, place) {
    const before = chips[chips.indexOf(chip) - 1]
    const inside = (mark) =>
      mark.compareDocumentPosition(chip) & Node.DOCUMENT_POSITION_FOLLOWING &&
      !(before && mark.compareDocumentPosition(before) & Node.DOCUMENT_POSITION_FOLLOWING)
    const quotes = new Set()
    walk((mark, _, covering) => {
      if (!inside(mark)) return
      for (const number of covering) quotes.add(number)
    })
    const made = new Map()
    for (const number of quotes) {
      const anchor = anchors[number]
      const key = `${anchor.dataset.by} ${stanceOf(anchor)}`
      if (!made.has(key)) made.set(key, row(anchor))
    }
    const order = ["fc-supports", "fc-refutes", "fc-states", "fc-context", "fc-other"]
    const items = await Promise.all(made.values())
    items.sort((one, other) => order.indexOf(one.dataset.stance) - order.indexOf(other.dataset.stance))
    rows.replaceChildren(...items)
    opener = chip
    opener.focus({ preventScroll: true })
    sheet.showPopover()
    const box = [...place.getClientRects()].at(-1)
    const width = document.documentElement.clientWidth - sheet.offsetWidth - 16
    sheet.style.setProperty("--fc-left", `${Math.max(8, Math.min(box.left, width)) + scrollX}px`)
    sheet.style.setProperty("--fc-top", `${box.bottom + scrollY + 4}px`)
    sheet.focus({ preventScroll: true })
  }

  async function row(anchor) {
    const item = document.createElement("li")
    const entry = await entryOf(anchor)
    const own = anchor.dataset.label
    const label = anchor.dataset.kind ? list.dataset.also : own
    item.dataset.stance = stanceOf(anchor)
    const badge = entry?.querySelector(".fc-badge")?.cloneNode(true)
    const name = entry ? copies(entry.querySelector(":scope > a")) : [anchor.dataset.to]
    const link = element("a", "", ...(anchor.dataset.kind ? [own, ": "] : []), ...name)
    link.href = anchor.href
    item.append(element("b", stanceOf(anchor), label), ...(badge ? [badge] : []), link)
    item.append(...(entry ? [...entry.querySelectorAll(".fc-translation")].map((node) => node.cloneNode(true)) : []))
    return item
  }
}
