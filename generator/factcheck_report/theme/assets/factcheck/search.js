// The search of every page: a dialog with a field and what it finds, as one types.
//
// Without this script the place in the header is a link to the list of claims. Texts are set as
// text, never as HTML.

const CLAIMS = 5
const DOCUMENTS = 3
const PAGES = 5
const TYPING_MS = 120
const WAITING_MS = 400
// Nearly everything begins with one letter, or with none.
const TOO_SHORT = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Arabic}\d]?$/u

const opener = document.querySelector(".fc-search > a")
const CLAIMS_LIST = new URL(opener.href)
CLAIMS_LIST.hash = ""
const template = document.querySelector(".fc-search > template")
const say = template.dataset
const language = template.lang

const number = (value) => value.toLocaleString(language || "en", { numberingSystem: "latn" })
const filled = (pattern, values) => pattern.replace(/\{(\w+)\}/g, (_, name) => number(values[name]))

const dialog = document.querySelector(".fc-search-dialog")
// The latest question's number: answers to older ones come too late.
let asked = 0
let engine

// What failed is tried anew the next time.
function load() {
  engine ??= import("./search-engine.js")
    .then(({ open }) => open(say.small.split(" ")))
    .catch((error) => {
      engine = undefined
      throw error
    })
  return engine
}

// Of a page that stays open, the index may be of an earlier day.
async function renew() {
  if (!engine) return
  const { pack } = await import("./search-engine.js")
  const [{ about }, now] = await Promise.all([engine, pack("words/about")])
  if (about.version === now.version) return
  engine = undefined
  if (field().value.trim()) ask()
}

function element(tag, className, ...content) {
  const made = document.createElement(tag)
  if (className) made.className = className
  made.append(...content)
  return made
}

const field = () => dialog.querySelector("[name=words]")
const links = () => [...dialog.querySelectorAll(".fc-search-results a")]

// Without a pause between a tap and the focus: iOS shows its keyboard only then.
function show() {
  if (dialog.open) return
  dialog.showModal()
  field().focus()
  field().select()
  // What was found before stays there, unless the index has changed since.
  if (engine) renew().catch(console.error)
  else load().catch(() => {})
}

// Keys: arrows move among the field and the results; letters go on into the field.
function move(event) {
  // The theme has keys of its own.
  event.stopPropagation()
  if (event.key === "Escape" && !event.isComposing) {
    // Else a browser first empties the field.
    event.preventDefault()
    dialog.close()
    return
  }
  if (event.ctrlKey || event.metaKey || event.altKey) return
  const stops = [field(), ...links()]
  const at = stops.indexOf(document.activeElement)
  const inField = document.activeElement === field()
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    if (at < 0) return
    const next = stops[at + (event.key === "ArrowDown" ? 1 : -1)]
    if (next) {
      event.preventDefault()
      next.focus()
    }
  } else if (!inField && at > 0 && (event.key === "Home" || event.key === "End")) {
    event.preventDefault()
    stops.at(event.key === "Home" ? 1 : -1).focus()
  } else if (!inField && at > 0 && event.key.length === 1 && event.key !== " ") {
    field().focus()
  }
}

let pause
function type() {
  clearTimeout(pause)
  pause = setTimeout(() => ask(), TYPING_MS)
}

async function ask(again = false) {
  clearTimeout(pause)
  const mine = ++asked
  const question = field().value.trim()
  const waiting = setTimeout(() => {
    if (mine === asked) answer(say.waiting)
  }, WAITING_MS)
  const used = engine
  try {
    if (TOO_SHORT.test(question)) return answer("")
    const loaded = await load()
    const found = await loaded.find(question)
    const claims = await Promise.all(found.claims.slice(0, CLAIMS).map((result) => claimItem(loaded, result)))
    const others = [...found.documents.slice(0, DOCUMENTS), ...found.pages].slice(0, PAGES)
    const pages = await Promise.all(others.map((result) => pageItem(loaded, result)))
    const near = claims.length || pages.length ? [] : await loaded.nearest(question)
    if (mine !== asked) return
    const counts = { claims: found.claims.length, pages: found.documents.length + found.pages.length }
    if (!claims.length && !pages.length) return nothing(near)
    answer(
      filled(say.counts, { number: counts.claims, others: counts.pages }),
      group(say.claims, counts.claims, claims),
      group(say.pages, counts.pages, pages),
      all(question, counts.claims + counts.pages),
    )
  } catch (error) {
    console.error(error)
    // An index that was replaced since is not complete any more.
    if (engine === used) engine = undefined
    if (mine !== asked) return
    if (used && !again) ask(true)
    else answer(say.failed)
  } finally {
    clearTimeout(waiting)
  }
}

// Show what was found; `status` is read aloud, and seen where nothing else is.
function answer(status, ...parts) {
  const shown = dialog.querySelector("[role=status]")
  const results = dialog.querySelector(".fc-search-results")
  const found = parts.filter(Boolean)
  if (shown.textContent !== status) shown.textContent = status
  shown.classList.toggle("fc-search-unseen", found.length > 0)
  const focused = links().find((link) => link === document.activeElement)
  results.replaceChildren(...found)
  dialog.classList.toggle("fc-search-found", found.length > 0)
  // A late answer must not take the reader from a result that it has, too.
  if (focused) (links().find((link) => link.href === focused.href) ?? field()).focus()
}

function nothing(near) {
  if (!near.length) return answer(say.none)
  const words = near.map((word) => {
    const button = element("button", "", element("bdi", "", word))
    button.type = "button"
    button.addEventListener("click", () => {
      field().value = word
      field().focus()
      ask()
    })
    return element("li", "", button)
  })
  const heading = element("p", "", say.nearest)
  answer(`${say.none} ${say.nearest} ${near.join(", ")}`, element("p", "", say.none), heading, element("ul", "fc-search-near", ...words))
}

function group(name, count, items) {
  if (!items.length) return undefined
  const heading = element("h2", "", `${name} `, element("span", "fc-number", number(count)))
  const section = element("section", "", heading, element("ul", "", ...items))
  heading.id = `fc-search-${count}-${items[0].className}`
  section.setAttribute("aria-labelledby", heading.id)
  return section
}

function all(question, count) {
  const address = new URL(CLAIMS_LIST)
  address.searchParams.set("words", question)
  const link = element("a", "", count > 1 ? filled(say.all, { number: count }) : say.list)
  link.href = address
  const keys = element("span", "fc-search-keys", say.keys)
  keys.setAttribute("aria-hidden", "true")
  return element("p", "fc-search-all", link, keys)
}

async function claimItem(engine, result) {
  const { link, name, verdict, language, passage } = await engine.claim(result)
  const [label, shape, colours] = engine.about.verdicts[verdict]
  const badge = element("span", `fc-badge ${colours}`, icon(shape), element("span", "", label))
  const title = element("span", "fc-search-claim", ...name)
  const [spoken, direction] = language.length ? language : engine.about.report
  Object.assign(title, { lang: spoken, dir: direction })
  return element("li", "fc-search-item", linked(link, passage, badge, title))
}

async function pageItem(engine, result) {
  const { link, name, line, passage } = await engine.page(result)
  const title = element("b", "", ...name)
  title.dir = "auto"
  const head = element("span", "fc-search-page", title)
  if (line) head.append(element("span", "fc-search-line", ` · ${filled(say.line, { number: line })}`))
  return element("li", "fc-search-other", linked(link, passage, head))
}

function linked(link, passage, ...content) {
  const made = element("a", "", ...content)
  made.href = link
  if (passage) {
    const shown = element("span", "fc-search-passage", ...passage)
    shown.dir = "auto"
    made.append(shown)
  }
  return made
}

function icon(name) {
  const drawn = document.createElementNS("http://www.w3.org/2000/svg", "svg")
  const shape = document.createElementNS("http://www.w3.org/2000/svg", "use")
  drawn.setAttribute("class", "fc-icon")
  drawn.setAttribute("aria-hidden", "true")
  shape.setAttribute("href", `#fc-${name}`)
  drawn.append(shape)
  return drawn
}

if (!document.getElementById("fc-check")) document.body.append(template.content)
const form = dialog.querySelector("form")
form.action = CLAIMS_LIST
field().addEventListener("input", type)
form.addEventListener("reset", () => setTimeout(() => { field().focus(); ask() }))
dialog.querySelector(".fc-search-cancel").addEventListener("click", () => dialog.close())
dialog.addEventListener("click", (event) => {
  // The dialog itself is clicked where there is nothing of it: behind it.
  const box = dialog.getBoundingClientRect()
  if (event.target === dialog && event.detail && event.clientY > box.bottom) dialog.close()
  if (event.target.closest("a")) dialog.close()
})
dialog.addEventListener("keydown", move)

opener.setAttribute("role", "button")
opener.setAttribute("aria-haspopup", "dialog")
opener.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  show()
})
opener.addEventListener("keydown", (event) => {
  if (event.key !== " ") return
  event.preventDefault()
  show()
})
document.addEventListener("keydown", (event) => {
  if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
  const { target } = event
  if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog[open]")) return
  event.preventDefault()
  show()
})
