import katex from "katex";

/** A part of a page; nothing where it has no content. */
export function section(title: string, content: string): string {
  return content === "" ? "" : `<h3>${title}</h3>\n${content}`;
}

/** Cells are HTML. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (tag: string, row: readonly string[]): string =>
    `<tr>${row.map((cell) => `<${tag}>${cell}</${tag}>`).join("")}</tr>`;
  return `<div class="wide"><table><thead>${cells("th", headings)}</thead><tbody>
${rows.map((row) => cells("td", row)).join("\n")}
</tbody></table></div>`;
}

/** LaTeX as MathML, which browsers set without fonts or styles of ours. */
export function typeset(latex: string): string {
  return katex.renderToString(latex, { output: "mathml", strict: "error" });
}

/** A text as code. */
export function code(text: string): string {
  return `<code>${escaped(text)}</code>`;
}

/** A text as HTML. */
export function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}
