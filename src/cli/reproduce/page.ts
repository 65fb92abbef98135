import type { Item, Lesson, Made, Table } from "./item.ts";

/** An item that was made: the files of its figures, in order. */
export interface Shown {
  readonly item: Item;
  readonly made: Made;
  readonly files: readonly string[];
}

/** The page that shows what was made, lesson by lesson; figures are files beside it. */
export function lessonPage(lessons: readonly { readonly lesson: Lesson; readonly shown: readonly Shown[] }[]): string {
  const contents = lessons.map(
    ({ lesson, shown }) =>
      `<li>${escaped(lesson.title)}<ol>${shown.map(({ item }) => `<li><a href="#${item.name}">${escaped(item.title)}</a></li>`).join("")}</ol></li>`,
  );
  const sections = lessons.map(
    ({ lesson, shown }) =>
      `<section><h2>${escaped(lesson.title)}</h2><p>${escaped(lesson.text)}</p>${shown.map(article).join("\n")}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Simplified neuron models, made again</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Simplified neuron models, made again</h1>
<p>Every figure and table of three lessons on integrate-and-fire neurons, each beside the exact answer, with a note where a lesson's own number is off.</p>
<nav><ol>${contents.join("")}</ol></nav>
${sections.join("\n")}
</main>
</body>
</html>
`;
}

function article({ item, made, files }: Shown): string {
  return [
    `<article id="${item.name}"><h3>${escaped(item.title)}</h3>`,
    `<p>${escaped(item.text)}</p>`,
    ...(files.length > 0
      ? [
          `<div class="figures">${files.map((file) => `<img src="${file}" alt="${escaped(altOf(file, item))}">`).join("")}</div>`,
        ]
      : []),
    ...made.tables.map(table),
    ...(made.remarks ?? []).map((remark) => `<p class="remark">${escaped(remark)}</p>`),
    "</article>",
  ].join("\n");
}

function altOf(file: string, { title }: Item): string {
  return `${title} (${file})`;
}

function table({ headings, rows }: Table): string {
  const cell = (value: string | number | undefined): string =>
    typeof value === "number" ? `<td class="number">${value}</td>` : `<td>${escaped(value ?? "")}</td>`;
  const head = headings.map((heading) => `<th scope="col">${escaped(heading)}</th>`).join("");
  const body = rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("\n");
  return `<div class="table"><table><thead><tr>${head}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function escaped(text: string): string {
  const signs: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(/[&<>"]/g, (sign) => signs[sign]!);
}

const style = `
:root { color-scheme: light; --ink: #1b1f24; --faint: #5a6472; --line: #d5dae1; --remark: #fdf3e1; }
body { margin: 0; font: 16px/1.55 "Helvetica Neue", Helvetica, Arial, sans-serif; color: var(--ink); background: #fff; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.9rem; line-height: 1.2; } h2 { margin-top: 3.5rem; padding-top: 1rem; border-top: 2px solid var(--ink); }
h3 { margin: 2.5rem 0 .4rem; font-size: 1.15rem; } p { max-width: 44rem; }
nav { font-size: .92rem; columns: 2; } nav ol { padding-left: 1.3rem; } a { color: #0b5394; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(22rem, 1fr)); gap: 1rem; margin: 1rem 0; }
.figures img { width: 100%; height: auto; border: 1px solid var(--line); border-radius: 4px; }
.table { overflow-x: auto; margin: 1rem 0; } table { border-collapse: collapse; font-size: .92rem; }
th, td { padding: .3rem .8rem .3rem 0; text-align: left; border-bottom: 1px solid var(--line); vertical-align: top; }
th { color: var(--faint); font-weight: 600; } td.number { font-variant-numeric: tabular-nums; }
.remark { background: var(--remark); border-left: 4px solid #e69f00; padding: .5rem .8rem; }
@media (max-width: 40rem) { nav { columns: 1; } .figures { grid-template-columns: 1fr; overflow-x: auto; }
  .figures img { min-width: 34rem; } }
@media print { article { break-inside: avoid; } }
`;
