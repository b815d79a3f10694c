// Finds words in the report. Loaded when a reader turns to a search field.
//
// search/index.py describes the files. Pagefind finds one word at a time, in an index for each
// language; this script takes questions apart, merges what is found, and cuts out the passages.
// How a text is cut into words has to be what search/folding.py does.

const INDEX = new URL("../../claims/index/", import.meta.url)
const EXCERPT_WORDS = 26
const MOST_TERMS = 16
// A longer question need not be answered in full: this share of what its words tell is enough.
const LONG_QUESTION = 4
const ENOUGH = 0.6
// What a word counts for in a text where it stands only once, in passing, among many others.
const LEAST = 0.4
const NEAREST = 3
// How much of a word must stand in another one, or begin it, for that to be meant.
const INSIDE = 0.6
const ALIKE = 0.7
const PHRASE = /"([^"]+)"|“([^”]+)”|„([^“”]+)[“”]|«([^»]+)»|»([^«]+)«|「([^」]+)」/g
const SCRIPTS = [
  // A row of letters without spaces: name, the longest that is looked for as a whole, the length of
  // the parts of a longer one.
  [/^[\u30a1-\u30ff\uff66-\uff9f]/, Infinity, 0],
  [/^[\u3040-\u309f]/, 3, 3],
  [/^[\u3005-\u3007\u3400-\u9fff\uf900-\ufaff]/, 3, 2],
  [/^./s, 3, 3],
]
const PARTICLES = /^[\u3040-\u309f]{1,3}$/

// The link to an address of the site, which stands in the index relative to its root.
const linked = (address) => new URL(`../../${address}`, import.meta.url)

// A file of the index, in which numbers stand for what they do in this order of claims and pages. The
// server is asked whether it has changed: names of files are the same after a change.
export async function pack(name, order) {
  const address = new URL(`${name}.pack`, INDEX)
  const answer = await fetch(address, { cache: "no-cache" })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const unpacked = answer.body.pipeThrough(new DecompressionStream("gzip"))
  const content = await new Response(unpacked).json()
  if (order && content.order !== order) throw new Error(`${address} has another order`)
  return content
}

// Calls a function once for each argument. What failed is tried anew the next time.
export function once(make) {
  const made = new Map()
  return (argument) => {
    if (!made.has(argument)) {
      const promise = make(argument)
      promise.catch(() => made.delete(argument))
      made.set(argument, promise)
    }
    return made.get(argument)
  }
}

// The row of a claim in a list with this order: link, title, facts, number of the verdict, texts; and
// language and direction of the title, if it is not in the report's language.
export function rowsOf(order, rowsInAFile) {
  const read = once((number) => pack(`${order}/rows-${number}`, order))
  return async (claim) => {
    const { rows } = await read(Math.floor(claim / rowsInAFile))
    const [address, ...row] = rows[claim % rowsInAFile]
    return [linked(address), ...row]
  }
}

// Everything that a search needs. `smallWords`, such as “the” or “did”, are only looked for where a
// question has no others: they stand in most texts, and the list of where is long.
export async function open(smallWords = []) {
  const about = await pack("words/about")
  const small = new Set(smallWords)
  const cutter = wordCutter(about.folding)
  const languages = await Promise.all(Object.entries(about.languages).map(openLanguage))
  const readPage = once((number) => pack(`words/page-${number - about.claims}`, about.order))
  const pageOf = async (number) => (await readPage(number)).page
  const known = once(() => pack("words/known", about.order))
  const search = once(async (term) => {
    const texts = await standing(languages, term)
    return (await isMeant(term, texts)) ? texts : new Map()
  })
  const row = rowsOf(about.list, about.rows)
  const whole = about.claims + about.pages

  // Pagefind takes the longest known word that begins a word it does not know, as “as” for “asdf”
  // and 10 for 1000. It is the same in all texts that it finds, so one tells whether it is alike.
  async function isMeant(term, texts) {
    const [first] = texts
    if (!first || exactRow(term)) return true
    const [number, { places }] = first
    const [[language, [place]]] = places
    const found = await textOf(number, language)
    const word = cutter(found.title).concat(cutter(found.text))[place]?.word ?? ""
    const asked = plain(term)
    return [word, ...word.split(/[^\p{L}\p{N}\p{M}]/u)].map(plain).some((known) => {
      if (!known) return false
      let same = 0
      while (same < asked.length && asked[same] === known[same]) same++
      const inside = asked.includes(known) && known.length >= INSIDE * asked.length
      const alike = known.includes(asked) || inside || same >= Math.max(3, ALIKE * asked.length)
      // A word that is no beginning of the one asked for is another form of it, as lied of lying.
      return alike || same < known.length - 2
    })
  }

  async function textOf(number, language) {
    if (number < about.claims) {
      const [, title, , , texts] = await row(number)
      return { title, text: texts[language] ?? "" }
    }
    const [, title, text] = await pageOf(number)
    return { title, text }
  }

  // Everything that answers a question, best first.
  async function find(question) {
    const asked = termsOf(question, cutter)
    const telling = asked.filter((term) => !small.has(term))
    const terms = telling.length ? telling : asked
    const found = await Promise.all(terms.map(async (term) => ({ term, texts: await search(term) })))
    const phrases = found.filter(({ term }) => term.endsWith('"'))
    const told = found.filter(({ texts }) => texts.size)
    const results = []
    if (phrases.every(({ texts }) => texts.size)) {
      for (const { texts } of told) {
        texts.tells = Math.log(1 + whole / texts.size)
      }
      const all = told.reduce((sum, { texts }) => sum + texts.tells, 0)
      const numbers = new Set(told.flatMap(({ texts }) => [...texts.keys()]))
      for (const number of numbers) {
        if (!phrases.every(({ texts }) => texts.has(number))) continue
        const here = told.filter(({ texts }) => texts.has(number))
        const share = here.reduce((sum, { texts }) => sum + texts.tells, 0) / all
        const score = here.reduce((sum, { texts }) => {
          return sum + texts.tells * (LEAST + (1 - LEAST) * texts.get(number).score)
        }, 0)
        results.push({ number, share, score: score * share, found: here })
      }
    }
    const best = Math.max(0, ...results.map(({ share }) => share))
    const least = told.length < LONG_QUESTION ? best - 0.1 : best * ENOUGH
    const answers = results.filter(({ share }) => share >= least)
    answers.sort((one, other) => other.score - one.score || one.number - other.number)
    const between = (first, last) => answers.filter(({ number }) => number >= first && number < last)
    return {
      claims: between(0, about.claims),
      documents: between(about.claims, about.claims + about.documents),
      pages: between(about.claims + about.documents, whole),
    }
  }

  // Known words that are nearly those of a question, the most frequent first.
  async function nearest(question) {
    const asked = cutter(question).map(({ word }) => word.toLowerCase()).filter((word) => word.length > 2)
    if (!asked.length) return []
    const words = (await known()).words.split(" ")
    const near = words.flatMap((written) => {
      const plain = bare(cutter(written)[0]?.word ?? "")
      const distances = asked.map((word) => distance(bare(word), plain, word.length < 6 ? 1 : 2))
      const least = Math.min(...distances)
      return least > 0 && least < Infinity ? [{ written, least }] : []
    })
    const least = Math.min(...near.map((word) => word.least))
    return near.filter((word) => word.least === least).slice(0, NEAREST).map(({ written }) => written)
  }

  // The words of a result in a language of its texts: where they stand, and what each tells.
  function marksOf(result, language, words) {
    const places = new Map()
    const mark = (place, tells) => places.set(place, Math.max(places.get(place) ?? 0, tells))
    for (const { term, texts } of result.found) {
      const here = texts.get(result.number).places.get(language)
      if (!here) continue
      const row = exactRow(term)
      // Of a row of words Pagefind says only once where it stands.
      if (!row) for (const place of here) mark(place, texts.tells)
      else for (const place of rowsIn(words, row)) mark(place, texts.tells)
    }
    return places
  }

  // A title with its words marked, as texts and marks by turns.
  function markedTitle(result, title, languages) {
    const words = cutter(title)
    const marked = languages.flatMap((language) => [...marksOf(result, language, words).keys()])
    return parts(title, words, 0, title.length, new Set(marked))
  }

  // The passage of a result's texts that tells most: its parts (texts and marks by turns), its line
  // in the text; undefined if the words stand in its title alone.
  function passage(result, title, texts) {
    const titled = cutter(title)
    let best
    for (const [language, text] of Object.entries(texts)) {
      const words = cutter(text)
      const places = new Map()
      for (const [place, tells] of marksOf(result, language, [...titled, ...words])) {
        if (place >= titled.length) places.set(place - titled.length, tells)
      }
      const found = places.size && excerpt(text, words, places)
      if (found && !(best?.tells >= found.tells)) best = found
    }
    return best
  }

  // What is shown of a claim that was found. Words that stand in its title need no passage.
  async function claim(result) {
    const [link, title, facts, verdict, texts, ...language] = await row(result.number)
    const name = markedTitle(result, title, Object.keys(about.languages))
    const found = name.length > 1 ? undefined : passage(result, title, texts)
    const shown = { link, name: marked(name), facts, verdict, language }
    return { ...shown, passage: found && marked(found.parts) }
  }

  // What is shown of another page that was found; `line` is that of a document.
  async function page(result) {
    const [address, title, text, lines, language] = await pageOf(result.number)
    const found = passage(result, title, { [language]: text })
    const line = lines[found?.line ?? 0]
    return {
      link: linked(line ? `${address}#L${line}` : address),
      name: marked(markedTitle(result, title, [language])),
      line,
      passage: found && marked(found.parts),
    }
  }

  return { about, find, nearest, claim, page }
}

async function openLanguage([language, folder]) {
  const pagefind = await import(new URL(`words/${folder}/pagefind.js`, INDEX))
  // In this thread: a worker would be one more file, and a rule for it in the security policy.
  return { language, instance: pagefind.createInstance({ noWorker: true }) }
}

// Where a term stands: number of each text → its score, from 0 to 1, and places by language.
async function standing(languages, term) {
  const texts = new Map()
  const asked = term.replace(/ ~$/, "")
  for (const { language, instance } of languages) {
    const { results } = await instance.search(asked)
    const most = Math.max(...results.map(({ score }) => score))
    for (const { id, score, words } of results) {
      const number = Number(id)
      if (!texts.has(number)) texts.set(number, { score: 0, places: new Map() })
      const text = texts.get(number)
      text.score = Math.max(text.score, most > 0 ? score / most : 1)
      text.places.set(language, words)
    }
  }
  return texts
}

// A function that cuts a text into words, each with where it stands.
export function wordCutter({ letters, marks, alone, joiners, longest }) {
  const part = `(?:(?![${alone}])[\\p{L}\\p{N}_${marks}]){1,${longest}}`
  const word = new RegExp(
    `[${alone}]|${part}(?:(?:[${joiners}]|(?<=[0-9]),(?=[0-9]))${part}){0,9}`, "gu",
  )
  const single = new RegExp(`^[${alone}]$`, "u")
  const folded = (text) =>
    [...text.normalize("NFKC")].map((letter) => letters[letter] ?? letter).join("").replace(/[\s,]/g, "")
  return (text) =>
    [...text.matchAll(word)]
      .map(({ 0: found, index }) => {
        return { word: folded(found), start: index, end: index + found.length, alone: single.test(found) }
      })
      .filter(({ word }) => word)
}

// What a question asks for: words, and exact rows of words in quotation marks. Those that stand
// for a row of letters, and not for a phrase of the reader's, end in a tilde.
function termsOf(question, cutter) {
  const terms = []
  const rest = question.replace(PHRASE, (_, ...groups) => {
    const phrase = groups.find((group) => typeof group === "string")
    const words = cutter(phrase).map(({ word }) => word)
    if (words.length) terms.push(`"${words.join(" ")}"`)
    return " "
  })
  const rows = []
  const words = cutter(rest)
  words.forEach((word, index) => {
    const last = words[index - 1]
    if (word.alone && last?.alone && last.end === word.start) rows.at(-1).push(word)
    else rows.push([word])
  })
  const cut = rows.flatMap((row) => (row[0].alone ? cutRow(row.map(({ word }) => word)) : [row[0].word.toLowerCase()]))
  const telling = cut.filter((term) => !PARTICLES.test(term.replace(/[" ~]/g, "")))
  terms.push(...(telling.length || terms.length ? telling : cut))
  return [...new Set(terms)].slice(0, MOST_TERMS)
}

// A row of letters without spaces, cut into what is looked for.
function cutRow(letters) {
  const parts = []
  let last
  for (const letter of letters) {
    const script = SCRIPTS.find(([pattern]) => pattern.test(letter))
    if (script === last) parts.at(-1).letters.push(letter)
    else parts.push({ script, letters: [letter] })
    last = script
  }
  return parts.flatMap(({ script: [, whole, size], letters }) => {
    const pieces = letters.length <= whole ? [letters]
      : letters.slice(size - 1).map((_, index) => letters.slice(index, index + size))
    return pieces.map((piece) => (piece.length > 1 ? `"${piece.join(" ")}" ~` : piece[0]))
  })
}

// The words of an exact row of them; undefined for a word.
const exactRow = (term) => term.match(/^"(.*)"/)?.[1].split(" ").map(bare)

// All places of a row of words among others.
function rowsIn(words, row) {
  const plain = words.map(({ word }) => bare(word))
  return plain.flatMap((_, start) =>
    row.every((word, index) => plain[start + index] === word) ? row.map((_, index) => start + index) : [],
  )
}

// A text from one place to another, its marked words apart: texts and marks by turns.
function parts(text, words, start, end, marked) {
  const cut = []
  let from = start
  words.forEach((word, index) => {
    if (!marked.has(index) || word.start < from || word.end > end) return
    if (word.start === from && cut.length) cut[cut.length - 1] += text.slice(from, word.end)
    else cut.push(text.slice(from, word.start), text.slice(word.start, word.end))
    from = word.end
  })
  cut.push(text.slice(from, end))
  return cut
}

// Texts and marks by turns, for a page.
function marked(parts) {
  return parts.map((part, index) => {
    if (index % 2 === 0) return part
    const mark = document.createElement("mark")
    mark.textContent = part
    return mark
  })
}

// The line of a text, or a part of one, in which the words found tell most.
function excerpt(text, words, places) {
  const lines = []
  let from = 0
  for (const line of text.split("\n")) {
    lines.push([from, from + line.length])
    from += line.length + 1
  }
  const found = [...places.keys()].sort((one, other) => one - other).filter((place) => words[place])
  const lineOf = new Map()
  let line = 0
  for (const place of found) {
    while (words[place].start > lines[line][1]) line++
    lineOf.set(place, line)
  }
  let best
  found.forEach((first, index) => {
    const seen = new Set()
    const here = []
    let tells = 0
    for (const place of found.slice(index)) {
      if (place >= first + EXCERPT_WORDS || lineOf.get(place) !== lineOf.get(first)) break
      here.push(place)
      // The same word again says little more.
      const word = words[place].word.toLowerCase()
      tells += places.get(place) * (seen.has(word) ? 0.1 : 1)
      seen.add(word)
    }
    if (!(best?.tells >= tells)) best = { tells, here, line: lineOf.get(first) }
  })
  if (!best) return undefined
  const [start, end] = lines[best.line]
  const first = words.findIndex((word) => word.start >= start)
  const after = words.findIndex((word) => word.start > end)
  const last = (after < 0 ? words.length : after) - 1
  const room = Math.max(EXCERPT_WORDS - (best.here.at(-1) - best.here[0] + 1), 0)
  let begin = Math.max(first, best.here[0] - Math.floor(room / 3))
  const close = Math.min(last, begin + EXCERPT_WORDS - 1)
  begin = Math.max(first, Math.min(begin, close - EXCERPT_WORDS + 1))
  const opens = begin === first ? start : words[begin].start
  const closes = close === last ? end : words[close].end
  const marked = new Set(found.filter((place) => place >= begin && place <= close))
  const cut = parts(text, words, opens, closes, marked)
  if (begin !== first) cut[0] = `… ${cut[0]}`
  if (close !== last) cut[cut.length - 1] += " …"
  return { tells: best.tells, line: best.line, parts: cut }
}

const plain = (word) => bare(word).replace(/[^\p{L}\p{N}]/gu, "")

const bare = (word) => word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "")

// How many letters have to be changed, left out, put in or swapped to make a word another one;
// Infinity if they are more than some.
function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most || !one.length) return Infinity
  let [before, last] = [[], Array.from({ length: other.length + 1 }, (_, index) => index)]
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let at = 1; at <= other.length; at++) {
      const same = one[row - 1] === other[at - 1] ? 0 : 1
      next[at] = Math.min(last[at] + 1, next[at - 1] + 1, last[at - 1] + same)
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1]) {
        next[at] = Math.min(next[at], before[at - 2] + 1)
      }
    }
    ;[before, last] = [last, next]
  }
  return last[other.length] <= most ? last[other.length] : Infinity
}
