// Runs before a document's page is first drawn, so that nothing moves afterwards: says whether the
// address names a quote (“#quote-some-words-…”, see Evidence.anchor), for which the page has a bar.
if (/quote-/.test(location.hash)) document.documentElement.dataset.arrival = ""
