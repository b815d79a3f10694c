// What a page can do beyond being read: copy links and texts. Nothing is lost without it: links stay
// links.

const answers = document.querySelector(".fc-icons")?.dataset

for (const button of document.querySelectorAll(".fc-copy")) {
  button.hidden = false
  button.addEventListener("click", () => {
    const cited = button.closest(".fc-format, .fc-cite-this")
    copy(cited.querySelector("pre, .fc-citation").textContent, button)
  })
}

for (const link of document.querySelectorAll(".fc-permalink")) {
  // The link is followed all the same: the address bar then shows what was copied.
  link.addEventListener("click", () => copy(link.href, link))
}

async function copy(text, control) {
  const label = control.dataset.label ?? control.textContent
  control.dataset.label = label
  try {
    await navigator.clipboard.writeText(text)
    control.textContent = answers.copied
  } catch {
    // Where a browser allows no copying, a link was followed and can be copied from the address bar.
    if (!control.href) control.textContent = answers.notCopied
  }
  control.setAttribute("aria-live", "polite")
  setTimeout(() => { control.textContent = label }, 2000)
}
