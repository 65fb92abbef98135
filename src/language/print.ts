import type { BinaryOperator, Expression } from "./ast.ts";
import { precedence, unaryPrecedence } from "./operators.ts";

const atomStrength = 9;
const { not: notStrength, "-": signStrength } = unaryPrecedence;

/**
 * An expression as text of the language, with no more brackets than it needs: `(E_L - v + R*I)/tau`. Of an expression with
 * more than `most` nodes the rest is printed as dots: the text of a graph can be far larger than the graph.
 */
export function printExpression(e: Expression, most = 10_000): string {
  let left = most;

  function print(e: Expression): { text: string; strength: number } {
    if (left-- <= 0) return { text: "…", strength: atomStrength };
    switch (e.kind) {
      case "number":
        return { text: `${e.value}`, strength: e.value < 0 ? signStrength : atomStrength };
      case "name":
        return { text: e.name, strength: atomStrength };
      case "unary": {
        const own = e.operator === "-" ? signStrength : notStrength;
        return { text: `${e.operator === "-" ? "-" : "not "}${bracketed(e.operand, own)}`, strength: own };
      }
      case "binary": {
        const own = precedence[e.operator];
        const [atLeft, atRight] = sides(e.operator);
        const tight = own === precedence["*"] || own === precedence["**"];
        const between = tight ? e.operator : ` ${e.operator} `;
        return { text: bracketed(e.left, atLeft) + between + bracketed(e.right, atRight), strength: own };
      }
      case "call":
        return { text: `${e.name}(${e.args.map((arg) => print(arg).text).join(", ")})`, strength: atomStrength };
    }
  }

  function bracketed(e: Expression, least: number): string {
    const { text, strength } = print(e);
    return strength < least ? `(${text})` : text;
  }

  return print(e).text;
}

/** How strongly the operands of an operator must bind to stand without brackets: a - (b - c), (a**b)**c, a**-b. */
function sides(operator: BinaryOperator): [number, number] {
  const own = precedence[operator];
  if (operator === "**") return [own + 1, signStrength];
  if (operator === "and" || operator === "or") return [own, own];
  return [own === precedence["<"] ? own + 1 : own, own + 1];
}
