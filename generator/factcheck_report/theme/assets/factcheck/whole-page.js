// Only on sites with the theme's feature navigation.instant. There the theme puts the content of a
// page into the page that is open, without its style sheets and scripts. The report's pages need
// theirs, so such a page is loaded as a whole. A page that the browser reads itself is left alone.

const ARRIVING = "factcheck-arriving"

if (document.readyState !== "loading") {
  document.currentScript.closest(".fc-report").hidden = true
  location.reload()
  sessionStorage.setItem(ARRIVING, location.href)
} else {
  // To the browser, the page before is the same page, too, so it would only change the address.
  const address = location.pathname
  addEventListener("popstate", () => { if (location.pathname !== address) location.reload() })
  if (sessionStorage.getItem(ARRIVING) === location.href) {
    // To the browser this is the same page again, which it shows where the page before was scrolled
    // to. But somebody has followed a link, maybe to a place on the page.
    history.scrollRestoration = "manual"
    addEventListener("load", () => {
      if (location.hash) location.replace(location.hash)
      else scrollTo(0, 0)
    })
    addEventListener("beforeunload", () => { history.scrollRestoration = "auto" })
  }
  sessionStorage.removeItem(ARRIVING)
}
