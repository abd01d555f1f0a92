// Runs once, when Gradio has drawn the page. `trigger(event, data)` calls Python (ui/chat.py).
// Everything clickable inside our own HTML carries data-td, its action.
const part = (name) => document.getElementById("td-" + name);
const wide = matchMedia("(min-width: 900px)");
const calm = matchMedia("(prefers-reduced-motion: reduce)");
const smooth = () => (calm.matches ? "auto" : "smooth");

// A page that was drawn again (after the server came back) must not listen twice.
window.trichdan?.abort();
window.trichdan = new AbortController();
const listen = (name, handle, capture = false) =>
  document.addEventListener(name, handle, { signal: window.trichdan.signal, capture });

let wanted = null; // the key of what was asked for by a click; null when something opens by itself
let opener = null; // its button
let byKey = false; // that click was made with Enter or Space
let openKey = null;
let logState = null;

const panelKey = () => part("panel")?.querySelector(".td-panel")?.dataset.key;
const box = () => part("box")?.querySelector("textarea");

function showCited(go) {
  const panel = part("panel");
  const scroller = panel.querySelector(".td-scroll");
  const target = panel.querySelector(".td-here") ?? panel.querySelector(".td-head");
  if (!scroller) return;
  if (wide.matches) {
    // Only the panel moves: scrollIntoView would also shift what is around it.
    const offset = target ? target.getBoundingClientRect().top - scroller.getBoundingClientRect().top : 0;
    const top = target?.matches(".td-here") ? scroller.scrollTop + offset - scroller.clientHeight / 3 : 0;
    // A little way down would cut the document's own head in two.
    scroller.scrollTo({ top: top < 160 ? 0 : top, behavior: go ? smooth() : "auto" });
  } else if (go) {
    (target ?? panel).scrollIntoView({ block: target?.matches(".td-here") ? "center" : "start", behavior: smooth() });
  }
}

function markOpen() {
  const key = panelKey();
  for (const one of document.querySelectorAll("[data-td=cite], [data-td=document]"))
    one.setAttribute("aria-current", one.dataset.key === key);
}

function panelChanged() {
  const key = panelKey();
  const clicked = key === wanted;
  markOpen();
  if (key === openKey && !clicked) return;
  openKey = key;
  showCited(clicked);
  if (clicked && byKey) part("panel").querySelector(".td-number")?.focus({ preventScroll: true });
  if (clicked) wanted = null;
}

function logChanged() {
  markOpen();
  const turns = part("log").querySelectorAll(".td-turn");
  const last = [...turns].at(-1);
  const state = `${turns.length}${last?.querySelector(".td-pending") ? "?" : ""}`;
  if (state === logState) return; // Gradio touches the part at every event
  logState = state;
  last?.scrollIntoView({ block: wide.matches ? "start" : "nearest", behavior: turns.length > 1 ? smooth() : "auto" });
}

const actions = {
  ask(button) {
    trigger("submit", { question: button.textContent });
    if (wide.matches) box()?.focus();
  },
  cite: open,
  document: open,
  list: open,
  back() {
    const key = panelKey();
    const same = [...part("log").querySelectorAll("[data-key]")].filter((one) => one.dataset.key === key);
    const from = same.includes(opener) ? opener : same.at(-1);
    (from ?? box())?.focus({ preventScroll: true });
    (from ?? part("log")).scrollIntoView({ block: "center", behavior: smooth() });
  },
  new() {
    trigger("clear", {});
    box()?.focus();
  },
  switch: () => trigger("input", {}),
  stop: () => trigger("stop", {}),
  async copy(button) {
    await copy(button.dataset.text);
    const before = button.textContent;
    button.textContent = button.dataset.done;
    setTimeout(() => (button.textContent = before), 2000);
  },
};

function open(button, event) {
  wanted = button.dataset.key;
  byKey = event.detail === 0;
  opener = button;
  if (wanted === panelKey()) panelChanged();
  else trigger("select", { key: wanted });
}

async function copy(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  // On a plain http address other than this computer's browsers have no clipboard object.
  const area = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}

listen("click", (event) => {
  const button = event.target.closest?.("[data-td]");
  if (button) actions[button.dataset.td]?.(button, event);
});

listen("keydown", (event) => {
  // Enter that ends a syllable in a Vietnamese input method is not the Enter that sends.
  if (event.key === "Enter" && (event.isComposing || event.keyCode === 229)) event.stopPropagation();
  if (event.key === "Escape" && part("panel").contains(event.target)) actions.back();
}, true);

function watch(name, handle) {
  new MutationObserver(handle).observe(part(name), { childList: true, subtree: true, characterData: true });
  handle();
}

// Gradio says this in English only; what it says otherwise stays as it is.
function translateToast() {
  for (const text of document.querySelectorAll("[data-testid=toast-text]"))
    if (text.textContent.startsWith("Connection to the server was lost")) {
      text.textContent = part("header").querySelector("header").dataset.lost;
      text.closest("[data-testid=toast-body]").querySelector(".toast-title").textContent = "Trích Dẫn";
    }
}

function start() {
  // Gradio draws the parts in no fixed order; this one may be first.
  const drawn = ["header", "log", "panel", "hint"].every((name) => part(name)?.querySelector(".html-container > *"));
  if (!drawn || !box()) return requestAnimationFrame(start);
  watch("header", () => (document.documentElement.lang = part("header").querySelector("header")?.lang || "vi"));
  watch("log", logChanged);
  watch("panel", panelChanged);
  const toasts = document.querySelector(".toast-wrap");
  if (toasts) new MutationObserver(translateToast).observe(toasts, { childList: true, subtree: true });
  part("hint").setAttribute("aria-live", "polite");
  if (wide.matches) box().focus(); // on a phone it would call the keyboard
}
start();
