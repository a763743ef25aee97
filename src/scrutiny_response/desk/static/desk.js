// What makes the desk's pages quicker; without it, every page works by its forms and links.
"use strict";

/** Sends a form as it is now; `quiet` asks for what the script needs in place of a page.
 * @param {HTMLFormElement} form @param {string} address @param {boolean} keepalive whether the page is being left
 * @returns {Promise<Response>} */
function send(form, address, keepalive) {
  const body = new URLSearchParams(new FormData(form));
  return fetch(address, { method: "POST", body, headers: { "X-Desk-Quiet": "1" }, keepalive });
}

/** Saves each answer as it is given, and shows the level where it stands beside the questions.
 * @param {HTMLFormElement} form */
function autosave(form) {
  const aside = document.getElementById("level-now");
  const saved = document.getElementById("saved");
  let waiting = 0;
  let running = 0;
  let busy = Promise.resolve();
  let isOwed = false; // something was typed that was not sent yet
  const save = async (isLast) => {
    isOwed = false;
    const answer = await send(form, form.action, isLast);
    if (answer.headers.get("Content-Type")?.startsWith("application/json")) {
      const { seen, level } = await answer.json();
      form.elements.namedItem("seen").value = seen;
      if (aside) { aside.innerHTML = level; }
      saved.textContent = "Saved.";
    } else {
      const button = form.querySelector(".buttons button").textContent.trim();
      saved.textContent = `This could not be saved by itself. Choose “${button}” to see why.`;
    }
  };
  const begin = (isLast) => {
    window.clearTimeout(waiting);
    running += 1;
    busy = busy.then(() => save(isLast))
      .catch(() => { saved.textContent = "The desk does not answer. See whether it is still open."; })
      .finally(() => { running -= 1; });
  };
  const after = (milliseconds) => {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(begin, milliseconds, false);
  };
  form.addEventListener("input", () => { isOwed = true; after(700); }); // whoever stops typing
  form.addEventListener("change", () => { after(5); }); // both ends of a choice that moves are one answer
  window.addEventListener("beforeunload", () => { // Back or Reload from within a field, which tells no change
    if (isOwed) { begin(true); }
  });
  form.addEventListener("submit", (event) => {
    window.clearTimeout(waiting);
    isOwed = false;
    if (running) { // what is being saved comes first, or both would be told that the other was there
      event.preventDefault();
      busy.finally(() => form.requestSubmit(event.submitter));
    }
  });
}

/** Looks how far a piece of work is, until it is done.
 * @param {HTMLElement} shown */
function progress(shown) {
  const look = async () => {
    const answer = await fetch(shown.dataset.look);
    const { done, total, at } = await answer.json();
    if (at) { window.location.replace(at); return; }
    const bar = shown.querySelector("progress");
    if (total) { bar.max = total; bar.value = done; }
    window.setTimeout(look, 300);
  };
  window.setTimeout(look, 300);
}

/** Loads the page again when a template has been saved.
 * @param {HTMLElement} watched */
function watch(watched) {
  const look = async () => {
    const answer = await fetch(watched.dataset.watch);
    if ((await answer.text()) !== watched.dataset.version) { window.location.reload(); return; }
    window.setTimeout(look, 1000);
  };
  window.setTimeout(look, 1000);
}

for (const form of document.querySelectorAll("form[data-autosave]")) { autosave(form); }
for (const shown of document.querySelectorAll("[data-look]")) { progress(shown); }
for (const watched of document.querySelectorAll("[data-watch]")) { watch(watched); }
const summary = document.getElementById("summary");
if (summary) { summary.focus(); }
