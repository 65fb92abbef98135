import type { Messages } from "../words/messages.ts";
import type { Failure } from "../worker/contract.ts";
import type { Picture } from "./views.ts";

/** An element with attributes. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

function paragraph(text: string): HTMLElement {
  const made = document.createElement("div");
  made.textContent = text;
  return made;
}

/** A note of what is wrong; that of a run goes away with the next one that succeeds. */
export function alertOf(failure: Failure | string): HTMLElement {
  const note = element("div", { class: "problem" });
  if (typeof failure === "string") {
    note.textContent = failure;
    return note;
  }
  note.setAttribute("data-run", "");
  const place = failure.where.kind === "document" && failure.where.path !== "" ? `${failure.where.path}: ` : "";
  note.append(paragraph(`${place}${failure.problem}`));
  if (failure.wayOut) note.append(paragraph(`→ ${failure.wayOut}`));
  return note;
}

export function waitingNote(say: Messages): HTMLElement {
  const note = element("div", { class: "foot", role: "status" });
  note.textContent = say.waiting;
  return note;
}

export function captionOf(fingerprint: string, say: Messages): HTMLElement[] {
  const [caption, output] = [element("span", { title: say.fingerprintMeaning }), element("output", {})];
  output.textContent = fingerprint;
  caption.append(`${say.fingerprint} `, output);
  return [caption];
}

const mostRows = 100;

/** The numbers of a plot, evenly spread, made when they are asked for. */
export function tableOf({ name, columns }: Picture, say: Messages): HTMLElement {
  const details = element("details", {});
  const summary = element("summary", {});
  summary.textContent = say.tableOf(name);
  const scroll = element("div", { class: "table", tabindex: "0", role: "region", "aria-label": say.tableOf(name) });
  details.append(summary, scroll);
  details.addEventListener("toggle", () => {
    if (!details.open || scroll.firstChild) return;
    const all = columns[0]?.values.length ?? 0;
    const count = Math.min(all, mostRows);
    const table = element("table", {});
    const head = table.createTHead().insertRow();
    for (const { title } of columns) {
      const cell = element("th", { scope: "col" });
      cell.textContent = title;
      head.append(cell);
    }
    const body = table.createTBody();
    for (let k = 0; k < count; k++) {
      const row = body.insertRow();
      const place = count < 2 ? 0 : Math.round((k * (all - 1)) / (count - 1));
      for (const { values } of columns) row.insertCell().textContent = String(Number(values[place]!.toPrecision(6)));
    }
    scroll.append(table, paragraph(say.rows(count, all)));
  });
  return details;
}
