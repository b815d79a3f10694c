// The list of claims, narrowed by facets and words and sorted, its state kept in the address.
//
// facets.json says what options each claim has, rows-….json what its row says, words.js in which
// claims words stand; all number the claims alike. Texts are set as text, never as HTML; the words
// of the interface stand in the page (templates/facets.html).

const PAGE = 20
const ELSEWHERE = 10
const TYPING_MS = 150
const PATIENCE_MS = 400
const LAST = 99_999_999

const form = document.querySelector("form.fc-facets")
const found = document.querySelector(".fc-found")
const whole = document.querySelectorAll("[data-whole-list]")
const list = found.querySelector("ul")
const more = found.querySelector("button")
const elsewhere = found.querySelector("section")
const pieces = found.querySelector("template").content
const status = form.querySelector("[role=status]")
const clear = form.querySelector("button")
const folded = form.querySelector("details")
// Also the name of the field in the header of every page, whose form leads here.
const { words: text, order } = form.elements
const say = form.dataset

// What facets.json says, and the promises of the files with rows that were needed.
let facts
const files = new Map()
// One for each facet that says something.
let selects = []
const fields = () => [text, ...selects, order]
// The promise of words.js, once it was needed.
let engine
// The latest question's number: answers to older ones come too late.
let asked = 0
// Claims found that are not shown yet, and Pagefind's results for those with the words.
let rest = []
let matches

const number = (value) =>
  value.toLocaleString(document.documentElement.lang || "en", { numberingSystem: "latn" })
const filled = (pattern, value) => pattern.replace("{number}", number(value))

async function read(name, version) {
  // The version keeps apart what a browser has of another day; the first file asks the server.
  const address = new URL(version ? `${name}?${version}` : name, document.baseURI)
  const answer = await fetch(address, version ? {} : { cache: "no-cache" })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const content = await answer.json()
  if (version && content.version !== version) throw new Error(`${address} is of another version`)
  return content
}

// What is asked for: in the form and in the address.

function question() {
  const chosen = selects.filter((select) => select.value)
  return { words: text.value.trim(), chosen, order: order.value }
}

const asksNothing = ({ words, chosen, order }) => !words && !order && !chosen.length

function address() {
  const url = new URL(location.href)
  for (const { name, value } of fields()) {
    if (value.trim()) url.searchParams.set(name, value.trim())
    else url.searchParams.delete(name)
  }
  // A place on the page is a place in the whole list.
  if (!asksNothing(question())) url.hash = ""
  return url.href
}

function readAddress() {
  const query = new URLSearchParams(location.search)
  for (const field of fields()) field.value = query.get(field.name) ?? ""
  // A select is left without a choice by a value that it does not have.
  for (const select of [...selects, order]) if (select.selectedIndex < 0) select.value = ""
}

// Asking.

async function open() {
  const words = await import("./words.js")
  const { claims } = await read("index/claims.json", facts.version)
  return { find: await words.open(new URL("index/", document.baseURI), claims), ...words }
}

// What failed is tried anew the next time.
function load() {
  engine ??= open().catch((error) => {
    engine = undefined
    throw error
  })
  return engine
}

// The claims that have all chosen options, and how many claims each option would leave. A facet's
// own choice does not count for its options: they are what else could be chosen.
function narrow(claims, chosen) {
  const counts = selects.map((select) => new Uint32Array(select.options.length))
  const left = claims.filter((claim) => {
    const missed = chosen.filter(({ name, selectedIndex }) => {
      return !facts.facets[name].claims[claim].includes(selectedIndex - 1)
    })
    selects.forEach((select, facet) => {
      if (missed.some((other) => other !== select)) return
      for (const option of facts.facets[select.name].claims[claim]) counts[facet][option + 1]++
    })
    return !missed.length
  })
  return { left, counts }
}

const sorts = {
  newest: (one, other) => facts.stated[other] - facts.stated[one],
  oldest: (one, other) => (facts.stated[one] || LAST) - (facts.stated[other] || LAST),
  origins: (one, other) => facts.origins[other] - facts.origins[one],
}

// Show what the form asks for.
async function update() {
  const mine = ++asked
  const asking = question()
  showState(asking)
  const patience = setTimeout(() => {
    if (mine === asked) status.textContent = say.waiting
  }, PATIENCE_MS)
  try {
    const answer = asking.words ? await (await load()).find(asking.words) : undefined
    if (mine !== asked) return
    matches = answer?.claims
    const { left, counts } = narrow([...(matches ?? facts.stated).keys()], asking.chosen)
    // What narrows claims says nothing of other pages.
    const others = asking.chosen.length ? [] : answer?.others ?? []
    if (asking.order) left.sort(sorts[asking.order])
    const nothing = asksNothing(asking)
    const shown = nothing ? [] : await rows(left.slice(0, PAGE))
    const places = await Promise.all(others.slice(0, ELSEWHERE).map(placeRow))
    if (mine !== asked) return
    elsewhere.querySelector("ul").replaceChildren(...places)
    elsewhere.hidden = !places.length
    showCounts(counts)
    if (nothing) showWhole("")
    else showFound(left, shown)
  } catch (error) {
    console.error(error)
    if (mine === asked) showWhole(say.failed)
  } finally {
    clearTimeout(patience)
  }
}

// Showing.

function showState({ words, chosen, order: sorted }) {
  const set = chosen.length + (sorted ? 1 : 0)
  folded.querySelector("summary span").textContent = set ? `(${number(set)})` : ""
  order.options[0].textContent = words ? say.byMatch : say.byVerdict
  clear.hidden = !words && !set
}

function showWhole(why) {
  status.textContent = why
  swap(false)
  list.replaceChildren()
}

function showFound(claims, shown) {
  status.textContent = claims.length ? filled(say.found, claims.length) : say.foundNone
  list.replaceChildren(...shown)
  offer(claims.slice(PAGE))
  swap(true)
}

async function showMore() {
  const mine = asked
  const shown = await rows(rest.slice(0, PAGE))
  if (mine !== asked) return
  list.append(...shown)
  offer(rest.slice(PAGE))
  shown[0].querySelector("a").focus()
}

function offer(claims) {
  rest = claims
  more.hidden = !rest.length
  more.textContent = filled(say.more, Math.min(PAGE, rest.length))
}

function swap(narrowed) {
  for (const part of [found, ...whole]) part.hidden = (part === found) !== narrowed
}

// Say behind each option how many claims it leaves; hide those that leave none.
function showCounts(counts) {
  selects.forEach((select, facet) => {
    facts.facets[select.name].options.forEach(([, label], index) => {
      const option = select.options[index + 1]
      const claims = counts[facet][index + 1]
      const counted = `${label} (${number(claims)})`
      if (option.textContent !== counted) option.textContent = counted
      // Where a browser cannot hide options, they are at least out of use.
      option.hidden = option.disabled = !claims && !option.selected
    })
  })
}

const rows = (claims) => Promise.all(claims.map(row))

async function row(claim) {
  const file = Math.floor(claim / facts.rows)
  if (!files.has(file)) files.set(file, read(`rows-${file}.json`, facts.version))
  const content = await files.get(file).catch((error) => {
    files.delete(file)
    throw error
  })
  const [id, title, said] = content.rows[claim % facts.rows]
  const { options, claims } = facts.facets.verdict
  const [verdict] = options[claims[claim][0]]
  const item = pieces.querySelector("li").cloneNode(true)
  const [link, below] = item.querySelectorAll("a, span")
  link.href = `${id}/`
  link.textContent = title
  below.textContent = said
  below.before(pieces.querySelector(`[data-verdict="${verdict}"]`).cloneNode(true))
  // Should the passage not come, the row stands without it.
  if (matches?.has(claim)) await showWords(item, matches.get(claim), title).catch(console.error)
  return item
}

async function placeRow(result) {
  const { place } = await load()
  const { address, title, parts } = await place(result)
  const item = pieces.querySelector("li").cloneNode(true)
  const [link, below] = item.querySelectorAll("a, p")
  link.href = new URL(`../${address}`, document.baseURI)
  link.textContent = title
  below.replaceWith(marked(parts))
  return item
}

// A passage with its words marked.
function marked(parts) {
  const shown = parts.map((part, index) => {
    if (index % 2 === 0) return part
    const mark = document.createElement("mark")
    mark.textContent = part
    return mark
  })
  const passage = pieces.querySelector(".fc-found-words").cloneNode()
  passage.replaceChildren("… ", ...shown, " …")
  return passage
}

// Show the passage with the words, where the claim itself does not show them.
async function showWords(item, match, title) {
  const { passage } = await load()
  const parts = await passage(match, title.trim().split(/\s+/).length)
  if (!parts.length) return
  item.querySelector("p").before(marked(parts))
}

// What a reader does.

function choose() {
  history.pushState(null, "", address())
  update()
}

let pause
function type() {
  clearTimeout(pause)
  pause = setTimeout(() => {
    history.replaceState(history.state, "", address())
    update()
  }, TYPING_MS)
}

function listen() {
  text.addEventListener("input", type)
  text.addEventListener("focus", () => load().catch(() => {}))
  for (const select of [...selects, order]) select.addEventListener("change", choose)
  form.addEventListener("submit", (event) => event.preventDefault())
  clear.addEventListener("click", () => {
    for (const field of fields()) field.value = ""
    // The button is about to go, and with it the place of the keyboard.
    text.focus()
    choose()
  })
  more.addEventListener("click", showMore)
  addEventListener("popstate", () => {
    clearTimeout(pause)
    readAddress()
    update()
  })
}

async function start() {
  // Open on wide screens, where there is room; folded on a phone until it is asked for.
  const wide = matchMedia("(min-width: 44em)")
  folded.open = wide.matches
  wide.addEventListener("change", () => { folded.open = wide.matches })
  facts = await read("facets.json")
  for (const select of form.querySelectorAll("select[data-facet]")) {
    const facet = facts.facets[select.name]
    if (facet) selects.push(select)
    else select.parentElement.remove()
    for (const [id, label] of facet?.options ?? []) select.append(new Option(label, id))
  }
  listen()
  readAddress()
  form.hidden = false
  await update()
}

start().catch((error) => {
  console.error(error)
  for (const part of form.children) part.hidden = !part.contains(status)
  form.hidden = false
  status.textContent = say.failed
})
