// Only on sites with the theme's feature navigation.instant. There the theme puts the content of a
// page into the page that is open, without its style sheets and scripts. The report's pages need
// theirs, so such a page is loaded as a whole. A page that the browser reads itself is left alone.

const WHOLE = "factcheck-page=whole"

if (document.readyState !== "loading") {
  document.currentScript.closest(".fc-report").hidden = true
  // To the browser, the page that is open and one with the same address are one page: going back
  // would only change the address. So for a moment the address is another one.
  const query = location.search ? `${location.search}&` : "?"
  location.replace(location.pathname + query + WHOLE + location.hash)
} else if (location.search.endsWith(WHOLE)) {
  const query = location.search.slice(0, -WHOLE.length - 1)
  history.replaceState(history.state, "", location.pathname + query + location.hash)
}
