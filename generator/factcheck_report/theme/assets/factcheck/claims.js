// The list of claims, narrowed by facets and words and sorted, its state kept in the address.
//
// Of the index (search/index.py), `about` says what there is to choose from, `facet-…` which
// options each claim has, and `rows-…` what its row says; search-engine.js finds words. All number
// the claims alike. Texts are set as text, never as HTML; the words of the interface stand in the
// page (templates/facets.html).

import { once, open, pack, rowsOf } from "./search-engine.js"

const PAGE = 20
const ELSEWHERE = 10
const TYPING_MS = 150
const PATIENCE_MS = 400
// How often, and how long after, an index of an older list is asked for again: in a preview it
// is made anew at the first search after a change.
const RENEWALS = 40
const RENEWAL_MS = 500
const LAST = 99_999_999

const form = document.querySelector("form.fc-facets")
const found = document.querySelector(".fc-found")
const whole = document.querySelectorAll("[data-whole-list]")
const list = found.querySelector("ul")
const more = found.querySelector("button")
const elsewhere = found.querySelector("section")
const pieces = found.querySelector("template").content
const status = form.querySelector("[role=status]")
const suggestions = form.querySelector(".fc-facets-near")
const clear = form.querySelector("button")
const folded = form.querySelector("details")
const choices = folded.querySelector(".fc-facets-fields")
// Also the name of the field in the search of every page, whose form leads here.
const { words: text, order } = form.elements
const say = form.dataset

let about
// A file of this state of the list, and the row of a claim.
let read
let rowOf
// One for each facet that says something.
let selects = []
const fields = () => [text, ...selects, order]
// The promise of the search, once it was needed.
let engine
// Whether a reader has turned to the filters: the counts of their options take more bytes than all
// else.
let counting = false
// The latest question's number: answers to older ones come too late.
let asked = 0
// Claims found that are not shown yet.
let rest = []
// What was asked for last, and the claims with the words: number → result.
let counted
let matches

const number = (value) =>
  value.toLocaleString(say.language, { numberingSystem: "latn" })
const filled = (pattern, value) => pattern.replace("{number}", number(value))

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

// What failed is tried anew the next time.
function load() {
  engine ??= opened().catch((error) => {
    engine = undefined
    throw error
  })
  return engine
}

// The search of this list.
async function opened() {
  for (let times = 0; times < RENEWALS; times++) {
    const search = await open(say.small.split(" "))
    if (search.about.list === about.order) return search
    await new Promise((done) => setTimeout(done, RENEWAL_MS))
  }
  throw new Error("The search is of another list of claims.")
}

// For each facet, which options each claim has, by their numbers.
async function columns(selects) {
  const found = selects.map(async ({ name }) => [name, (await read(`facet-${name}`)).claims])
  return Object.fromEntries(await Promise.all(found))
}

// Whether a claim has the option that is chosen.
const fits = (columns, claim) => ({ name, selectedIndex }) =>
  columns[name][claim].includes(selectedIndex - 1)

// How many claims each option would leave of those with the words. A facet's own choice does not
// count for its options: they are what else could be chosen.
function count(claims, chosen, columns) {
  const counts = selects.map((select) => new Uint32Array(select.options.length))
  for (const claim of claims) {
    const missed = chosen.filter((select) => !fits(columns, claim)(select))
    selects.forEach((select, facet) => {
      if (missed.some((other) => other !== select)) return
      for (const option of columns[select.name][claim]) counts[facet][option + 1]++
    })
  }
  return counts
}

const sorts = {
  newest: ({ stated }) => (one, other) => stated[other] - stated[one],
  oldest: ({ stated }) => (one, other) => (stated[one] || LAST) - (stated[other] || LAST),
  origins: ({ origins }) => (one, other) => origins[other] - origins[one],
}

// Say how many claims each option would leave of those that were found last. Where that cannot be
// had, the options say what they said before.
async function recount() {
  const mine = asked
  const { claims, chosen, words } = counted
  choices.ariaBusy = "true"
  try {
    const counts = words || chosen.length ? count(claims, chosen, await columns(selects)) : undefined
    if (mine !== asked) return
    showCounts(counts)
    choices.ariaBusy = "false"
  } catch (error) {
    console.error(error)
  }
}

// Show what the form asks for.
async function update() {
  const mine = ++asked
  const asking = question()
  found.ariaBusy = "true"
  showState(asking)
  const patience = setTimeout(() => {
    if (mine === asked) status.textContent = say.waiting
  }, PATIENCE_MS)
  try {
    const answer = asking.words ? await (await load()).find(asking.words) : undefined
    const chosen = await columns(asking.chosen)
    const orders = asking.order && (await read("orders"))
    if (mine !== asked) return
    matches = answer && new Map(answer.claims.map((result) => [result.number, result]))
    const claims = [...(matches ?? Array(about.claims)).keys()]
    const left = claims.filter((claim) => asking.chosen.every(fits(chosen, claim)))
    // What narrows claims says nothing of other pages.
    const others = asking.chosen.length ? [] : [...(answer?.documents ?? []), ...(answer?.pages ?? [])]
    if (orders) left.sort(sorts[asking.order](orders))
    const nothing = asksNothing(asking)
    const shown = nothing ? [] : await rows(left.slice(0, PAGE))
    const pages = await Promise.all(others.slice(0, ELSEWHERE).map(pageRow))
    const near = answer && !claims.length && !pages.length ? await (await load()).nearest(asking.words) : []
    if (mine !== asked) return
    elsewhere.querySelector("ul").replaceChildren(...pages)
    elsewhere.hidden = !pages.length
    suggest(near)
    if (nothing) showWhole("")
    else showFound(left, shown, asking)
    counted = { claims, ...asking }
    if (counting) recount()
  } catch (error) {
    console.error(error)
    if (mine !== asked) return
    suggest([])
    showWhole(say.failed)
  } finally {
    clearTimeout(patience)
    if (mine === asked) found.ariaBusy = "false"
  }
}

// Showing.

function showState({ words, chosen, order: sorted }) {
  const set = chosen.length + (sorted ? 1 : 0)
  folded.querySelector("summary > span:last-child").textContent = set ? `(${number(set)})` : ""
  order.options[0].textContent = words ? say.byMatch : say.byVerdict
  clear.hidden = !words && !set
}

function showWhole(why) {
  status.textContent = why
  swap(false)
  list.replaceChildren()
}

function showFound(claims, shown, { chosen }) {
  const none = chosen.length ? say.noneFiltered : say.foundNone
  status.textContent = claims.length ? filled(say.found, claims.length) : none
  list.replaceChildren(...shown)
  offer(claims.slice(PAGE))
  swap(true)
}

// Offer words in the place of those that stand nowhere.
function suggest(words) {
  const buttons = words.map((word) => {
    const button = document.createElement("button")
    button.type = "button"
    button.textContent = word
    button.addEventListener("click", () => {
      text.value = word
      text.focus()
      choose()
    })
    return button
  })
  suggestions.replaceChildren(...(words.length ? [say.nearest, ...buttons.flatMap((button) => [" ", button])] : []))
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

// Say behind each option how many claims it leaves, of all if nothing is asked; hide those that
// leave none.
function showCounts(counts) {
  selects.forEach((select, facet) => {
    about.facets[select.name].forEach(([, label, whole], index) => {
      const option = select.options[index + 1]
      const claims = counts ? counts[facet][index + 1] : whole
      const counted = `${label} (${number(claims)})`
      if (option.textContent !== counted) option.textContent = counted
      // Where a browser cannot hide options, they are at least out of use.
      option.hidden = option.disabled = !claims && !option.selected
    })
  })
}

const rows = (claims) => Promise.all(claims.map(row))

async function row(claim) {
  const result = matches?.get(claim)
  const { link, name, facts, verdict, language, passage } = result
    ? await (await load()).claim(result)
    : unmarked(await rowOf(claim))
  const item = pieces.querySelector("li").cloneNode(true)
  const [to, below] = item.querySelectorAll("a, span")
  to.href = link
  to.replaceChildren(inLanguage(name, ...language))
  below.textContent = facts
  const badge = pieces.querySelector(`[data-verdict="${about.facets.verdict[verdict][0]}"]`)
  below.before(badge.cloneNode(true))
  if (passage) item.querySelector("p").before(quoted(passage))
  return item
}

const unmarked = ([link, title, facts, verdict, , ...language]) => {
  return { link, name: [title], facts, verdict, language }
}

async function pageRow(result) {
  const { link, name, line, passage } = await (await load()).page(result)
  const item = pieces.querySelector("li").cloneNode(true)
  const [to, below] = item.querySelectorAll("a, p")
  const title = document.createElement("bdi")
  title.append(...name)
  to.href = link
  to.replaceChildren(title)
  if (line) to.after(` · ${filled(say.line, line)}`)
  if (passage) below.replaceWith(quoted(passage))
  else below.remove()
  return item
}

// A title in its language, isolated from what is around it. Without one, it is the report's.
function inLanguage(parts, language, direction) {
  const title = language ? document.createElement("bdi") : new DocumentFragment()
  title.append(...parts)
  if (language) Object.assign(title, { lang: language, dir: direction })
  return title
}

function quoted(passage) {
  const shown = pieces.querySelector(".fc-found-words").cloneNode()
  shown.replaceChildren(...passage)
  return shown
}

// What a reader does.

function choose() {
  history.pushState(null, "", address())
  update()
}

let pause
function type() {
  clearTimeout(pause)
  found.ariaBusy = "true"
  pause = setTimeout(() => {
    history.replaceState(history.state, "", address())
    update()
  }, TYPING_MS)
}

function turnToFilters() {
  if (!counting && counted) {
    counting = true
    recount()
  }
}

function listen() {
  for (const turn of ["pointerover", "focusin"]) choices.addEventListener(turn, turnToFilters)
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
  about = await pack("about")
  read = once((name) => pack(`${about.order}/${name}`, about.order))
  rowOf = rowsOf(about.order, about.rows)
  for (const select of form.querySelectorAll("select[data-facet]")) {
    const options = about.facets[select.name]
    if (options) selects.push(select)
    else select.parentElement.remove()
    for (const [id, label] of options ?? []) select.append(new Option(label, id))
  }
  showCounts()
  listen()
  readAddress()
  form.hidden = false
  await update()
  if (!asksNothing(question()) && location.hash) {
    // Without scripts, the link's fragment leads into the whole list.
    history.replaceState(history.state, "", address())
    scrollTo(0, 0)
  }
}

start().catch((error) => {
  console.error(error)
  for (const part of form.children) part.hidden = !part.contains(status)
  form.hidden = false
  status.textContent = say.failed
})
