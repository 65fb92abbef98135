import type { Op, PureOp, Value } from "../kernel/ir.ts";
import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";
import { header } from "./layout.ts";

/** How an operation is written: what is pushed, and the instructions after it. */
export interface Form {
  readonly args: readonly Value[];
  write(code: Code): Code;
}

/** The shortest form of an operation; masks as wide as the numbers save instructions. */
export function formOf(ops: readonly Op[], value: Value, lanes: Lanes): Form {
  const { op, args, slot } = ops[value]!;
  const [a, b, c] = args as readonly [Value, Value, Value];
  const wide = lanes.width > 1;
  const isZero = (value: Value) => Object.is(ops[value]!.literal, 0) && ops[value]!.op === "literal";
  switch (op) {
    case "call":
    case "result":
      return { args, write: (code) => code };
    case "lookup":
      return { args, write: (code) => lanes.lookup(code, header.tables + 8 * slot) };
    case "select":
      if (wide && isZero(c)) return { args: [b, a], write: (code) => code.op("v128.and") };
      if (wide && isZero(b)) return { args: [c, a], write: (code) => code.op("v128.andnot") };
      return { args: [b, c, a], write: lanes.ops.select };
    case "and": {
      const [plain, negated] = ops[a]!.op === "not" ? [b, a] : [a, b];
      if (!wide || ops[negated]!.op !== "not") return { args, write: lanes.ops.and };
      return { args: [plain, ops[negated]!.args[0]!], write: (code) => code.op("v128.andnot") };
    }
    default:
      return { args, write: lanes.ops[op as PureOp] };
  }
}
