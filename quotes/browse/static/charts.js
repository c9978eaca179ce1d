// Draws the charts of a page with Observable Plot, from the lists and tables that the page holds already.
// Without this file they stand for themselves; with it a chart takes the place of a list, and a table lies
// folded below its chart.
"use strict";

const SHADES = [0, 0.1, 0.2, 0.32, 0.88, 1]; // of a cell, as in quotes.css: its number can be read on each
// In pixels: a chart, a column or cell, the numbers of an axis, and, about, a letter of a row's name.
const NARROWEST = 280;
const WIDEST = 100;
const MARGIN = 44;
const LETTER = 8;

const many = (count) => `${count.toLocaleString("en")} ${count === 1 ? "quote" : "quotes"}`;

const MONTH = { month: "short", year: "numeric", timeZone: "UTC" };

/** A period as a reader has it: “2026” as it is, “2026-03” as “Mar 2026”. */
const called = (period) => (period.length > 4 ? new Date(period).toLocaleDateString("en", MONTH) : period);

/** Options that all charts have: the page's letters and colours. */
const common = (box, bands, beside) => ({
  className: "drawing",
  width: Math.max(Math.min(box.clientWidth, beside + WIDEST * bands), NARROWEST),
  style: { background: "none", color: "var(--soft)", fontFamily: "inherit", fontSize: "13px", overflow: "visible" },
});

/** A scale of periods, every few of them named, so that the names do not touch. */
function time(periods, width, padding) {
  const step = Math.ceil((periods.length * 9 * LETTER) / width);
  const ticks = periods.filter((_, number) => number % step === 0);
  return { type: "band", domain: periods, ticks, tickFormat: called, label: null, padding };
}

/** Columns over time, each a link; from a list of links with a period and a number of quotes. */
function columns(box, list) {
  const rows = [...list.querySelectorAll("a[data-period]")].map(({ dataset, href }) => ({
    period: dataset.period,
    quotes: Number(dataset.quotes),
    href,
  }));
  const periods = rows.map((row) => row.period);
  const options = common(box, periods.length, MARGIN);
  return Plot.plot({
    ...options,
    height: 190,
    marginLeft: MARGIN,
    x: time(periods, options.width - MARGIN, 0.12),
    y: { grid: true, nice: true, ticks: 4, tickFormat: (count) => (Number.isInteger(count) ? count.toLocaleString("en") : ""), label: "Quotes" },
    marks: [
      Plot.ruleY([0]),
      Plot.barY(rows, { x: "period", y: "quotes", fill: "var(--accent)", href: "href", ariaLabel: (row) => `${called(row.period)}: ${many(row.quotes)}`, filter: "quotes" }),
      Plot.tip(rows, Plot.pointerX({ x: "period", y: "quotes", fill: "var(--raised)", stroke: "var(--line)", ariaHidden: "true", title: (row) => `${called(row.period)}\n${many(row.quotes)}` })),
    ],
  });
}

/** A grid of shaded cells, each a link; from a table with periods above and names beside. */
function grid(box, table) {
  const periods = [...table.querySelectorAll("th[data-period]")].map(({ dataset }) => dataset.period);
  const names = [];
  const cells = [];
  for (const line of table.querySelectorAll("tbody tr")) {
    const name = line.querySelector("th").textContent.trim();
    names.push(name);
    line.querySelectorAll("td[data-quotes]").forEach((cell, number) => {
      const quotes = Number(cell.dataset.quotes);
      const href = cell.querySelector("a")?.href;
      if (quotes) cells.push({ name, period: periods[number], quotes, href, shade: SHADES[cell.dataset.shade] });
    });
  }
  const beside = Math.min(LETTER * Math.max(...names.map((name) => name.length)), box.clientWidth / 3);
  const options = common(box, periods.length, beside);
  return Plot.plot({
    ...options,
    height: 30 * names.length + 40,
    marginLeft: beside + 12,
    marginTop: 4,
    x: time(periods, options.width - beside, 0.05),
    y: { type: "band", domain: names, label: null, tickSize: 0, tickFormat: (name) => shortened(name, beside / LETTER), padding: 0.05 },
    opacity: { type: "identity" },
    marks: [
      Plot.cell(cells, { x: "period", y: "name", fill: "var(--accent)", fillOpacity: "shade", href: "href", ariaLabel: (cell) => `${cell.name}, ${called(cell.period)}: ${many(cell.quotes)}` }),
      Plot.text(cells, { x: "period", y: "name", text: (cell) => cell.quotes.toLocaleString("en"), fill: (cell) => (cell.shade > 0.5 ? "var(--paper)" : "var(--ink)"), pointerEvents: "none", ariaHidden: "true" }),
      Plot.tip(cells, Plot.pointer({ x: "period", y: "name", fill: "var(--raised)", stroke: "var(--line)", ariaHidden: "true", title: (cell) => `${cell.name}\n${called(cell.period)}: ${many(cell.quotes)}` })),
    ],
  });
}

const shortened = (name, letters) => (name.length > letters ? `${name.slice(0, letters - 1)}…` : name);

const KINDS = { columns, grid };

/** Draws a chart, anew whenever its place becomes wider or narrower. */
function show(box) {
  const drawn = document.querySelector(box.dataset.of);
  const label = drawn.getAttribute("aria-label");
  const table = drawn.closest("details");
  let width = 0;
  const draw = () => {
    if (box.clientWidth === width) return;
    width = box.clientWidth;
    const chart = KINDS[box.dataset.chart](box, drawn);
    chart.setAttribute("role", "group");
    chart.setAttribute("aria-label", label);
    for (const link of chart.querySelectorAll("a")) {
      link.setAttribute("aria-label", link.firstElementChild.getAttribute("aria-label"));
    }
    box.replaceChildren(chart);
  };
  // A press would fix the tip where it is, in front of the link that is pressed.
  box.addEventListener("pointerdown", (event) => event.stopPropagation(), { capture: true });
  box.hidden = false;
  if (table) table.open = false;
  else drawn.hidden = true;
  for (const other of document.querySelectorAll(`[data-instead="${box.dataset.of}"]`)) other.hidden = true;
  new ResizeObserver(draw).observe(box);
  draw();
}

document.querySelectorAll("[data-chart]").forEach(show);
