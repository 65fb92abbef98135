import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";

/** What refuses: the texts among its arguments are sentences for the user. */
const refusing = /^(?:ExperimentError|EquationError|SimulationError|badFile|refuse|refusal|fail|error)$/;
/** Names under which such a sentence waits for one of them. */
const waiting = /^(?:problem|wayOut|damaged|repack|known|noStimulus|noDownstroke)$/;

/** The sentences of problems and ways out in these files, with 7 for each part that changes, and the file of each. */
export function sentencesIn(files: readonly string[]): Map<string, string> {
  const found = new Map<string, string>();
  for (const file of files) {
    const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node, isSentence: boolean): void => {
      const text = isSentence ? textOf(node) : undefined;
      if (text !== undefined && /[a-z]+ [a-z]+/.test(text)) found.set(text, file);
      ts.forEachChild(node, (child) => visit(child, leadsOn(node, child, isSentence)));
    };
    visit(source, false);
  }
  return found;
}

/** The library's files in these rooms of src, or of these names. */
export function filesOf(rooms: readonly string[]): string[] {
  const all = readdirSync("src", { recursive: true, encoding: "utf8" }).map((path) => `src/${path}`);
  return all.filter((path) => path.endsWith(".ts") && rooms.some((room) => path.startsWith(`src/${room}`)));
}

function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return node.head.text + node.templateSpans.map(({ literal }) => `7${literal.text}`).join("");
}

/** Whether a text that the child is, or may turn out to be, is a sentence. */
function leadsOn(node: ts.Node, child: ts.Node, isSentence: boolean): boolean {
  if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
    const name = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
    return child !== node.expression && refusing.test(name.getText());
  }
  if (ts.isVariableDeclaration(node)) return child === node.initializer && waiting.test(node.name.getText());
  if (ts.isConditionalExpression(node)) return isSentence && child !== node.condition;
  return isSentence && (ts.isParenthesizedExpression(node) || ts.isArrayLiteralExpression(node));
}
