// Where on the site words stand. Loaded when a reader turns to the field for words.
//
// The index (search/index.py) is cut up: a search fetches the words that begin like those
// looked for. How a text is taken apart has to be what `words_in` does there.

const EXCERPT_WORDS = 20
const MARKS =
  "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7" +
  "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed"
const SIGNS = "\u0900-\u0963\u0970-\u0df3"
// Scripts without spaces between words.
const ALONE =
  "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
// As long as a word may be: to fold it takes quadratic time.
const LONGEST = 100
const WORD = new RegExp(
  `[${ALONE}]|(?:(?![${ALONE}])[\\p{L}\\p{N}_${MARKS}${SIGNS}]){1,${LONGEST}}`,
  "gu",
)
const MARK = new RegExp(`[${MARKS}]`, "gu")
const QUOTED = /^(?:".*"|“.*”|„.*[“”]|«.*»|».*«)$/

// A word that is shorter is looked for as it is: too many begin like it.
const SHORT = 3
// How much of two words must be the same for a longer ending to be one.
const STEM = 4
// What a word found counts for where it is longer than the one looked for, or has another ending.
const LONGER = 0.6
const OTHER = 0.5
const IN_TITLE = 2

const folded = (word) => word.normalize("NFKD").toLowerCase().replace(MARK, "")

// A text's words, each with where it stands.
export function wordsIn(text) {
  return [...text.matchAll(WORD)].map(({ 0: word, index }) => {
    return { word: folded(word), start: index, end: index + word.length }
  })
}

// What `read` reads of the index that `about` is about → a function: words → where they stand,
// best first: for claims a map by claim, for other pages a list; each with the places of its words.
export function open(read, about) {
  const chunks = new Map()

  function chunk(number) {
    if (!chunks.has(number)) {
      const words = read(`words-${number}`).then((content) => content.words)
      words.catch(() => chunks.delete(number))
      chunks.set(number, words)
    }
    return chunks.get(number)
  }

  // All words between two, the second itself left out.
  async function between(first, last) {
    const { words } = about
    let from = 0
    while (from + 1 < words.length && words[from + 1] <= first) from++
    let to = from
    while (to + 1 < words.length && words[to + 1] < last) to++
    const numbers = Array.from({ length: words.length && to - from + 1 }, (_, index) => from + index)
    const found = await Promise.all(numbers.map(chunk))
    return found.flatMap((part) => Object.entries(part)).filter(([word]) => word >= first && word < last)
  }

  // Where a word stands: text → { weight, places }. Also those that begin like it, and those with
  // another ending, if not `exactly` it is looked for.
  async function standing(word, exactly) {
    const short = exactly || word.length < SHORT
    const begin = short ? word : word.slice(0, beginning(word))
    const last = short ? `${word}\0` : `${begin}\uffff`
    const texts = new Map()
    for (const [other, numbers] of await between(begin, last)) {
      const weight = likeness(word, other, about.endings)
      if (weight) unpack(numbers, weight, texts)
    }
    return texts
  }

  // Where words stand one behind the other; those that stand everywhere are taken to be there.
  async function inARow(words, exactly) {
    const last = words.length - 1
    const told = [...words.keys()].filter((index) => !about.common.includes(words[index]))
    const each = await Promise.all(
      told.map((index) => standing(words[index], exactly || index < last)),
    )
    const texts = new Map()
    for (const [text, { weight, places }] of each.at(-1) ?? []) {
      if (!each.every((other) => other.has(text))) continue
      const there = each.map((other) => new Set(other.get(text).places))
      // Where the last of them may stand: the others as far before it as they were asked for.
      const before = told.map((index) => told.at(-1) - index)
      const ends = places.filter((place) => there.every((one, at) => one.has(place - before[at])))
      const all = ends.flatMap((end) => before.map((on) => end - on))
      if (ends.length) texts.set(text, { weight, places: all })
    }
    return texts
  }

  async function find(asked) {
    const exactly = QUOTED.test(asked)
    const parts = (exactly ? [asked] : asked.split(/\s+/)).map((part) => wordsIn(part).map(({ word }) => word))
    const told = parts.filter((words) => words.some((word) => !about.common.includes(word)))
    if (!told.length && parts.some((words) => words.length)) return everything()
    const each = await Promise.all(told.map((words) => inARow(words, exactly)))
    const results = []
    for (const text of each.length ? each[0].keys() : []) {
      if (!each.every((part) => part.has(text))) continue
      const found = each.map((part) => part.get(text))
      const score = found.reduce((sum, { weight, places }, part) => {
        const rare = Math.log(1 + (about.claims + about.places) / each[part].size)
        const title = places.some((place) => place <= about.title_ends) ? IN_TITLE : 1
        return sum + rare * weight * title * (places.length / (places.length + 1))
      }, 0)
      results.push({ text, score, places: new Set(found.flatMap(({ places }) => places)) })
    }
    results.sort((one, other) => other.score - one.score || one.text - other.text)
    const claims = results.filter(({ text }) => text < about.claims)
    const others = results.filter(({ text }) => text >= about.claims)
    return {
      claims: new Map(claims.map((result) => [result.text, result])),
      others: others.map((result) => ({ ...result, number: result.text - about.claims })),
    }
  }

  // All claims, for words that stand everywhere.
  function everything() {
    const claims = Array.from({ length: about.claims }, (_, text) => [text, { places: new Set() }])
    return { claims: new Map(claims), others: [] }
  }

  // The passage of a text that holds most of the words, as texts and marks by turns; none if they
  // stand in its title.
  function passage({ places }, title, text) {
    if (!places.size || [...places].some((place) => place <= about.title_ends)) return []
    return excerpt(places, Math.max(wordsIn(title).length, about.title_ends), text)
  }

  return { find, passage }
}

// How much of a word's beginning another one must have at least to be looked at.
function beginning(word) {
  let least = word.length
  while (least > SHORT && allowed(least - 1) >= word.length - least + 1) least--
  return least
}

// How long an ending may be behind so many letters.
const allowed = (letters) => (letters < STEM ? 1 : letters - 2)

// What a word counts for as another one that was looked for; 0 if it is not meant.
function likeness(word, other, endings) {
  if (word === other) return 1
  if (word.length < SHORT) return 0
  if (other.startsWith(word)) return LONGER
  let same = 0
  while (same < word.length && word[same] === other[same]) same++
  const rests = [word.slice(same), other.slice(same)]
  const ending = (rest) => !rest || (rest.length <= allowed(same) && endings.includes(rest))
  return rests.every(ending) ? OTHER : 0
}

// Adds to `texts` where a word stands; see `_WordPositions` in search/index.py.
function unpack(numbers, weight, texts) {
  let text = 0
  for (let index = 0; index < numbers.length; index++) {
    text += numbers[index++]
    const known = texts.get(text)
    const places = known?.places ?? []
    for (let place = 0; numbers[index]; index++) places.push((place += numbers[index]))
    if (known) known.weight = Math.max(known.weight, weight)
    else texts.set(text, { weight, places })
  }
}

function excerpt(places, before, text) {
  const words = wordsIn(text)
  const found = [...places].map((place) => place - before - 1).sort((one, other) => one - other)
  // Where most of them stand together: from one of them on.
  let best = 0
  let most = 0
  let first = 0
  found.forEach((last, index) => {
    while (found[first] <= last - EXCERPT_WORDS) first++
    if (index - first + 1 > most) [best, most] = [first, index - first + 1]
  })
  const near = found.slice(best, best + most)
  const room = Math.max(EXCERPT_WORDS - (near[most - 1] - near[0] + 1), 0)
  const begin = Math.max(near[0] - Math.floor(room / 2), 0)
  const last = Math.min(begin + EXCERPT_WORDS, words.length) - 1
  const parts = []
  let from = words[begin].start
  for (const index of near.filter((word) => word <= last)) {
    parts.push(text.slice(from, words[index].start), text.slice(words[index].start, words[index].end))
    from = words[index].end
  }
  parts.push(text.slice(from, words[last].end))
  return parts
}
