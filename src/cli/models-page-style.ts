/** The looks of the page of models: one column to read, contents beside it where there is room, ink on paper in print. */
export const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: #fdfdfb; --ink: #1d2126; --faint: #667079; --line: #dfe2e4; --panel: #f4f5f3; --accent: #0a5c8c;
}
@media (prefers-color-scheme: dark) {
  :root { --paper: #15181b; --ink: #e3e6e8; --faint: #98a2aa; --line: #31373c; --panel: #1d2125; --accent: #7cc3ee; }
}
* { box-sizing: border-box; }
html { scroll-padding-top: 0.5rem; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 1.0625rem/1.6 "Source Serif 4", Charter, "Bitstream Charter", "Iowan Old Style", Georgia, "DejaVu Serif", serif;
}
a { color: var(--accent); text-decoration: none; }
a:hover, a:focus-visible { text-decoration: underline; }
code { font: 0.86em/1.4 ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace; }
nav, table, figcaption, .source, .kind, h4 { font-family: system-ui, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2.5rem 1.25rem 6rem; }
h1 { font-size: 2.3rem; line-height: 1.15; margin: 0 0 0.75rem; letter-spacing: -0.01em; }
h2 { font-size: 1.6rem; line-height: 1.25; margin: 0; }
h3 { font-size: 1.05rem; margin: 2rem 0 0.5rem; }
h4 { font-size: 0.9rem; margin: 0; }
.kind { color: var(--faint); font-size: 0.85rem; }
article { margin-top: 3.5rem; padding-top: 2rem; border-top: 1px solid var(--line); }
nav { font-size: 0.85rem; line-height: 1.45; }
nav ol { list-style: none; margin: 1.5rem 0 0; padding: 0; columns: 2; column-gap: 2rem; }
nav li { break-inside: avoid; padding: 0.14rem 0; }
nav code { color: var(--faint); display: block; font-size: 0.78rem; }
.equations { background: var(--panel); border-radius: 6px; padding: 0.9rem 1.1rem; overflow-x: auto; }
.equations > div { display: grid; grid-template-columns: 6.5rem 1fr; align-items: baseline; column-gap: 0.75rem; padding: 0.32rem 0; }
.equations .kind { padding-top: 0.15rem; }
math { font-family: "Latin Modern Math", "STIX Two Math", "Cambria Math", "TeX Gyre Termes Math", "DejaVu Math TeX Gyre", math; font-size: 1.06em; }
math mtext[mathvariant="italic"] { font-style: italic; }
table { border-collapse: collapse; width: 100%; font-size: 0.85rem; line-height: 1.4; font-variant-numeric: tabular-nums; }
th { text-align: left; font-weight: 600; color: var(--faint); border-bottom: 1px solid var(--line); padding: 0.2rem 0.75rem 0.3rem 0; }
td { vertical-align: baseline; border-bottom: 1px solid var(--line); padding: 0.28rem 0.75rem 0.28rem 0; }
td:last-child, th:last-child { padding-right: 0; }
td.number { white-space: nowrap; }
.wide { overflow-x: auto; }
figure { margin: 1.5rem 0; }
figure svg { display: block; width: 100%; height: auto; border-radius: 6px; }
figcaption, .source { color: var(--faint); font-size: 0.82rem; line-height: 1.45; margin: 0.35rem 0 0; }
.dark { display: none; }
@media screen and (prefers-color-scheme: dark) { .light { display: none; } .dark { display: block; } }
.preset { padding: 0.7rem 0; border-bottom: 1px solid var(--line); break-inside: avoid; }
.preset p { margin: 0.2rem 0 0; font-size: 0.88rem; line-height: 1.5; }
.preset .pattern { float: right; margin-left: 1rem; border: 1px solid var(--line); border-radius: 1rem; padding: 0.02rem 0.65rem; font-size: 0.78rem; color: var(--faint); }
.references { padding-left: 1.1rem; font-size: 0.92rem; line-height: 1.5; }
@media (min-width: 76rem) {
  body { display: grid; grid-template-columns: 19rem minmax(0, 1fr); }
  nav { position: sticky; top: 0; height: 100vh; overflow-y: auto; padding: 2.2rem 1.25rem; border-right: 1px solid var(--line); }
  nav ol { columns: 1; }
}
@media (max-width: 75.99rem) { nav { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 0; } }
@media (max-width: 36rem) {
  .equations > div { grid-template-columns: 1fr; }
  nav ol { columns: 1; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --faint: #444; --line: #bbb; --panel: #fff; --accent: #000; }
  @page { margin: 18mm 16mm; }
  body { font-size: 10pt; }
  main, nav { max-width: none; padding: 0; }
  article { break-before: page; border: 0; margin: 0; padding: 0; }
  .equations { border: 1px solid var(--line); }
  h3, h4 { break-after: avoid; } figure, tr { break-inside: avoid; }
}
`;
