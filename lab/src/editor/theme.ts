import { EditorView } from "@codemirror/view";

/** The editor in the colours of the page. */
export const theme = EditorView.theme({
  "&": {
    background: "var(--well)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "4px",
    fontSize: "12.5px",
  },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "1px" },
  ".cm-scroller": {
    fontFamily: 'ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace',
    lineHeight: "1.55",
    maxHeight: "46vh",
    overflow: "auto",
  },
  ".cm-content": { caretColor: "var(--ink)", padding: "5px 0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--panel)", color: "var(--soft)", borderRight: "1px solid var(--line)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": {
    background: "color-mix(in srgb, var(--accent) 26%, transparent)",
  },
  ".cm-lintRange-error": {
    backgroundImage: "none",
    textDecoration: "underline wavy var(--warn)",
    textUnderlineOffset: "3px",
  },
  ".cm-tooltip": {
    background: "var(--paper)",
    color: "var(--ink)",
    border: "1px solid var(--line)",
    borderRadius: "4px",
    maxWidth: "420px",
  },
  ".cm-diagnostic": {
    whiteSpace: "pre-line",
    borderLeft: "3px solid var(--warn)",
    font: "12.5px/1.4 system-ui, sans-serif",
  },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--accent)", color: "var(--on-accent)" },
  ".cm-tooltip-autocomplete ul li[aria-selected] .cm-completionDetail": { color: "var(--on-accent)" },
  ".cm-completionDetail": { color: "var(--soft)", fontStyle: "normal", marginLeft: "1em" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
  ".tok-number": { color: "var(--stimulus)" },
  ".tok-function": { color: "var(--other-2)" },
  ".tok-unit": { color: "var(--other-1)" },
  ".tok-word": { color: "var(--accent)", fontWeight: "600" },
  ".tok-operator": { color: "var(--soft)" },
  ".tok-comment": { color: "var(--soft)", fontStyle: "italic" },
});
