// Where on the site words stand, by Pagefind. Loaded when a reader turns to the field for words.
//
// Texts come from it with < and > escaped and `<mark>` set; they are taken apart here and never
// used as HTML.

const EXCERPT_WORDS = 20
// How much of a word must stand for it to count as found: all of a short one, most of a longer.
const SHORT = 4
const MOST = 0.7

// Opens the index in a folder; `claims` holds Pagefind's name for each claim. Gives a function:
// words → Pagefind's results, best match first: for claims by claim, and for other pages.
export async function open(folder, claims) {
  const { createInstance } = await import(new URL("pagefind.js", folder))
  const pagefind = createInstance({ excerptLength: EXCERPT_WORDS })
  const numbers = new Map(claims.map((name, claim) => [name, claim]))

  async function find(words) {
    const phrase = /^".*"$/.test(words)
    const single = phrase ? [] : words.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
    const standing = await Promise.all(single.map(stands))
    const { results } = standing.every(Boolean) ? await pagefind.search(words) : { results: [] }
    // Pagefind keeps it to itself when it could not fetch what it needed.
    if (!results.length) await fetch(new URL("pagefind-entry.json", folder), { cache: "no-store" })
    const ofClaims = results.filter((result) => numbers.has(result.id))
    const others = results.filter((result) => !numbers.has(result.id))
    return { claims: new Map(ofClaims.map((result) => [numbers.get(result.id), result])), others }
  }

  // Whether a word, or one that begins like it, stands anywhere. For a word that does not,
  // Pagefind gives the claims with the longest beginning of it that does, were it one letter.
  async function stands(word) {
    const exact = await pagefind.search(`"${word}"`)
    if (exact.results.length) return true
    const { results } = await pagefind.search(word)
    if (!results.length) return false
    const excerpt = await excerptOf(results[0])
    return excerpt.some((part, index) => index % 2 && alike(word, part))
  }

  return find
}

// The passage of a claim's text that shows the words, as texts and marks by turns; none if they
// stand in the claim itself, with whose `length` in words its text begins.
export async function passage(result, length) {
  if (!result.words.length || result.words.some((place) => place < length)) return []
  return excerptOf(result)
}

// What is shown of a result that is no claim: its address from the site's root, its title, the
// passage with the words.
export async function place(result) {
  const { raw_url: address, meta } = await result.data()
  // Of an index of another day this would be a claim, which has no address there.
  if (!address.startsWith("/")) throw new Error("The index is of another version")
  return { address: address.slice(1), title: meta.title, parts: await excerptOf(result) }
}

const plain = (part) => part.replaceAll("&lt;", "<").replaceAll("&gt;", ">")

async function excerptOf(result) {
  let data = await result.data()
  // Two questions about one claim at a time can both get the answer to one of them.
  for (let tries = 0; tries < 10 && String(data.locations) !== String(result.words); tries++) {
    data = await result.data()
  }
  return data.excerpt.split(/<\/?mark>/).map(plain)
}

function alike(word, found) {
  const typed = folded(word).join("")
  const parts = folded(found)
  return [...parts, parts.join("")].some((other) => {
    let same = 0
    while (same < typed.length && typed[same] === other[same]) same++
    return same >= Math.max(Math.min(SHORT, typed.length), MOST * typed.length)
  })
}

// A word's parts in letters without accents: “Amir-Abdollahian,” → amir, abdollahian.
function folded(word) {
  const plain = word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase()
  return plain.split(/[^\p{L}\p{N}]+/u).filter(Boolean)
}
