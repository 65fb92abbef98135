import {
  autocompletion,
  type CompletionContext,
  type CompletionResult,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { lintKeymap, setDiagnostics } from "@codemirror/lint";
import { Annotation, EditorState, RangeSetBuilder } from "@codemirror/state";
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  ViewPlugin,
} from "@codemirror/view";
import type { Suggestion } from "./completions.ts";
import { type Look, piecesOf } from "./highlight.ts";
import { theme } from "./theme.ts";

/** What an editor says to the page, and asks it. */
export interface EditorHost {
  readonly label: string;
  readonly isLarge: boolean;
  readonly text: string;
  readonly onchange: (text: string) => void;
  /** Whether the page has taken what is pasted; otherwise it is put in as it is. */
  readonly onpaste: (text: string) => boolean;
  readonly suggest: (lineBefore: string) => readonly Suggestion[];
  readonly isWrong: () => boolean;
}

/** A mark in the text, with what it means. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

const fromOutside = Annotation.define<boolean>();

/**
 * An editor in a shadow root: there its style sheets are adopted, which the page's policy allows, while it refuses elements
 * of style.
 */
export function openEditor(parent: ShadowRoot, host: EditorHost): EditorView {
  return new EditorView({
    parent,
    root: parent,
    state: EditorState.create({
      doc: host.text,
      extensions: [
        history(),
        drawSelection(),
        closeBrackets(),
        highlighting,
        theme,
        host.isLarge ? lineNumbers() : [],
        EditorView.lineWrapping,
        autocompletion({ override: [(context) => complete(context, host)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...defaultKeymap, ...historyKeymap, ...completionKeymap, ...lintKeymap]),
        EditorView.contentAttributes.of(() => ({
          "aria-label": host.label,
          "aria-invalid": String(host.isWrong()),
          lang: "en",
        })),
        EditorView.updateListener.of(({ docChanged, transactions, state }) => {
          if (docChanged && !transactions.some((own) => own.annotation(fromOutside)))
            host.onchange(state.doc.toString());
        }),
        EditorView.domEventHandlers({
          beforeinput: (event, view) => replaceSelected(event, view),
          paste: (event) => {
            const taken = host.onpaste(event.clipboardData?.getData("text/plain") ?? "");
            if (taken) event.preventDefault();
            return taken;
          },
        }),
      ],
    }),
  });
}

/**
 * Types over what is selected. The browser would keep the looks of that as a style of the new text, which the page's policy
 * refuses.
 */
function replaceSelected({ inputType, data, isComposing }: InputEvent, view: EditorView): boolean {
  const { from, to, empty } = view.state.selection.main;
  if (inputType !== "insertText" || data === null || isComposing || empty) return false;
  const change = () => view.state.update(view.state.replaceSelection(data), { userEvent: "input.type" });
  const isTaken = view.state.facet(EditorView.inputHandler).some((take) => take(view, from, to, data, change));
  if (!isTaken) view.dispatch(change());
  return true;
}

/** Puts another text into the editor; undoing goes back behind it. */
export function replaceText(view: EditorView, text: string): void {
  if (view.state.doc.toString() === text) return;
  const changes = { from: 0, to: view.state.doc.length, insert: text };
  view.dispatch({ changes, annotations: fromOutside.of(true) });
}

/** Underlines what is wrong; an empty place gets the character beside it. */
export function underline(view: EditorView, mark: Mark | undefined): void {
  const { length } = view.state.doc;
  const marks = (mark ? [mark] : []).map(({ start, end, message }) => {
    const from = Math.max(0, Math.min(start, length));
    const to = Math.max(from, Math.min(end, length));
    return { from: to > from ? from : Math.max(0, from - 1), to, severity: "error" as const, message };
  });
  view.dispatch(setDiagnostics(view.state, marks));
}

function complete(context: CompletionContext, host: EditorHost): CompletionResult | null {
  const word = context.matchBefore(/[A-Za-z_][\w ]*/);
  const line = context.state.doc.lineAt(context.pos);
  const lineBefore = line.text.slice(0, context.pos - line.from);
  if (lineBefore.includes("#")) return null;
  const suggestions = host.suggest(lineBefore);
  const own = suggestions[0]?.kind === "flag" ? word : context.matchBefore(/[A-Za-z_]\w*/);
  if (!own && !context.explicit) return null;
  return {
    from: own?.from ?? context.pos,
    options: suggestions.map(({ label, kind, apply }) => ({
      label,
      detail: kind,
      boost: boosts[kind],
      ...(apply ? { apply } : {}),
    })),
    validFor: /^[\w ]*$/,
  };
}

const boosts: Readonly<Record<Suggestion["kind"], number>> = {
  state: 5,
  input: 4,
  parameter: 4,
  expression: 4,
  flag: 3,
  function: 2,
  word: 1,
  unit: 0,
};

const classes: Readonly<Record<Look, Decoration>> = {
  number: Decoration.mark({ class: "tok-number" }),
  function: Decoration.mark({ class: "tok-function" }),
  unit: Decoration.mark({ class: "tok-unit" }),
  word: Decoration.mark({ class: "tok-word" }),
  variable: Decoration.mark({ class: "tok-variable" }),
  operator: Decoration.mark({ class: "tok-operator" }),
  comment: Decoration.mark({ class: "tok-comment" }),
};

/** Colours by the lexer of the language; equations are short, so all of the text is taken apart at each change. */
const highlighting = ViewPlugin.define<{ marks: DecorationSet; update(change: { docChanged: boolean }): void }>(
  (view) => ({
    marks: marksOf(view.state.doc.toString()),
    update({ docChanged }) {
      if (docChanged) this.marks = marksOf(view.state.doc.toString());
    },
  }),
  { decorations: ({ marks }) => marks },
);

function marksOf(text: string): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { look, start, end } of piecesOf(text)) builder.add(start, end, classes[look]);
  return builder.finish();
}
