// The two files, not the whole package: it would bring polyfills for functions that nobody calls.
export { createTextPositionSelectorMatcher } from "./node_modules/@apache-annotator/dom/lib/text-position/match.js";
export { createTextQuoteSelectorMatcher } from "./node_modules/@apache-annotator/dom/lib/text-quote/match.js";
