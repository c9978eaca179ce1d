// Keys and a drag for pages that work without them: "/" goes to the search box, "j" and "k" to the next and
// the previous quote, where Enter opens it as any link; dragging over a timeline chooses a range of dates. A key
// that a control of the page names for itself presses it, or leads into it with the words that are selected.
"use strict";

const typing = (element) => element.closest("input, select, textarea, [contenteditable]") !== null;

function step(by) {
  const items = [...document.querySelectorAll("[data-item]")];
  if (items.length === 0) return;
  const here = items.indexOf(document.activeElement);
  const next = here < 0 ? (by > 0 ? 0 : items.length - 1) : here + by;
  const item = items[Math.min(Math.max(next, 0), items.length - 1)];
  item.focus({ preventScroll: true, focusVisible: true });
  item.scrollIntoView({ block: "center" });
}

function use(field) {
  const words = String(getSelection()).trim();
  field.closest("details")?.setAttribute("open", "");
  if (words && field.matches("[data-takes-selection]")) field.value = words;
  field.focus();
  if (field.matches("input, textarea")) field.select();
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target)) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const control = document.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
  if (control) {
    if (control.matches("button, a")) control.click();
    else use(control);
  } else if (event.key === "/") {
    const box = document.querySelector("main input[type=search], input[type=search]");
    if (!box) return;
    box.focus();
    box.select();
  } else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else return;
  event.preventDefault();
});

for (const timeline of document.querySelectorAll("[data-range]")) {
  const period = (target) => target.closest?.("[data-period]")?.dataset.period;
  let from = null;
  timeline.addEventListener("dragstart", (event) => event.preventDefault());
  timeline.addEventListener("pointerdown", (event) => (from = period(event.target) ?? null));
  timeline.addEventListener("pointermove", (event) => {
    const to = period(event.target);
    if (from === null || !to) return;
    const [first, last] = [from, to].sort();
    for (const link of timeline.querySelectorAll("[data-period]"))
      link.classList.toggle("within", first <= link.dataset.period && link.dataset.period <= last);
  });
  timeline.addEventListener("pointerup", (event) => {
    const to = period(event.target);
    if (from === null || !to || from === to) return;
    const [first, last] = [from, to].sort();
    timeline.addEventListener("click", (click) => click.preventDefault(), { once: true, capture: true });
    location.href = timeline.dataset.range.replace("SINCE", first).replace("UNTIL", last);
  });
  addEventListener("pointerup", () => (from = null));
}
