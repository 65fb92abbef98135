import { ExperimentError } from "../errors.ts";
import { arithmetic, magic, masks } from "./arithmetic.ts";
import type { LeafOp, Op, OpName, PureOp, Rate, Routine, Value } from "./ir.ts";
import { reach } from "./reach.ts";

const leafRate: Record<LeafOp, Rate> = {
  literal: 0,
  constant: 0,
  parameter: 1,
  neuron: 1,
  step: 2,
  state: 3,
  next: 3,
  arrival: 3,
  variable: 3,
  argument: 3,
  outer: 0,
};

/** Most operations of a kernel: three places together are then one exact number. */
const most = 2 ** 17;

/**
 * Builds operations. The same operation on the same arguments is made once (V8 does not remove repeated work), operations on
 * literals are done at once, and those that change nothing (x + 0, x * 1) are left out.
 */
export class Graph {
  readonly ops: Op[] = [];
  /** What `call` has made, in slots. */
  readonly routines: Routine[] = [];
  /** What divisors have become, alone and joined with other factors. */
  readonly #inverses = new Set<Value>();
  /** By operation: the places of its arguments (a literal's number) -> its own. */
  readonly #numbers: Partial<Record<OpName, Map<number | string, Value>>> = {};
  readonly #masks: Partial<Record<OpName, Map<number | string, Value>>> = {};
  /** What `split` has made. */
  readonly #splits = new Map<Value, NonNullable<Routine["split"]>>();

  literal(value: number): Value {
    return this.#make("literal", [], value, 0, 0, "number");
  }

  /** A mask that is always set, or never. */
  truth(value: boolean): Value {
    return this.#make("literal", [], Number(value), 0, 0, "mask");
  }

  leaf(op: Exclude<LeafOp, "literal">, slot = 0, type: Op["type"] = "number"): Value {
    return this.#make(op, [], 0, slot, leafRate[op], type);
  }

  /** table[index], the index clamped to the table. */
  lookup(table: number, index: Value): Value {
    return this.#make("lookup", [index], 0, table, this.rate(index), "number");
  }

  /** A function that is written once, as the routine `name`, and called. Of literals it is computed at once. */
  call(name: string, build: (g: Graph, ...args: Value[]) => Value, ...args: Value[]): Value {
    if (args.every((arg) => this.known(arg) !== undefined)) return build(this, ...args);
    let slot = this.routines.findIndex((routine) => routine.name === name);
    if (slot < 0) {
      const inner = new Graph();
      const result = build(inner, ...args.map((_, i) => inner.leaf("argument", i)));
      const split = inner.#splits.get(result);
      const routine = { name, arity: args.length, ops: inner.ops, results: [result] };
      slot = this.routines.push({ ...routine, ...(split ? { split } : {}) }) - 1;
    }
    return this.#make("call", args, 0, slot, this.#join(args), "number");
  }

  /** select, where neighbours mostly agree: as the result of a routine, what none of a vector's lanes needs is left out. */
  split(mask: Value, inside: Value, outside: Value): Value {
    const value = this.select(mask, inside, outside);
    const { op, args } = this.ops[value]!;
    if (op === "select" && args[0] === mask) this.#splits.set(value, { mask, inside: [inside], outside: [outside] });
    return value;
  }

  /** The results of a routine, which is kept at its first call. */
  results(routine: Routine, args: readonly Value[]): Value[] {
    const known = this.routines.indexOf(routine);
    const slot = known >= 0 ? known : this.routines.push(routine) - 1;
    const rate = this.#join(args);
    const call = this.#make("call", args, 0, slot, rate, "number");
    if (routine.results.length === 1) return [call];
    return routine.results.map((_, k) => this.#make("result", [call], 0, k, rate, "number"));
  }

  rate(value: Value): Rate {
    return this.ops[value]!.rate;
  }

  /** Whether values are computed from any of others, or are among them. */
  dependsOn(values: readonly Value[], others: ReadonlySet<Value>): boolean {
    const found = reach(values, (value) => this.ops[value]!.args);
    return [...others].some((value) => found.has(value));
  }

  /** The number of a literal; undefined for everything else. */
  known(value: Value): number | undefined {
    const op = this.ops[value]!;
    return op.op === "literal" ? op.literal : undefined;
  }

  apply(op: PureOp, ...args: Value[]): Value {
    const m = this.known(args[0]!);
    const n = args.length > 1 ? this.known(args[1]!) : 0;
    const o = args.length > 2 ? this.known(args[2]!) : 0;
    const isMask = this.#isMask(op, args);
    if (m !== undefined && n !== undefined && o !== undefined) {
      const value = arithmetic[op](m, n, o);
      return isMask ? this.truth(value === 1) : this.literal(value);
    }
    const simpler = this.#simplify(op, args, m, n);
    if (simpler !== undefined) return simpler;
    return this.#make(op, args, 0, 0, this.#join(args), isMask ? "mask" : "number");
  }

  add = (a: Value, b: Value): Value => this.apply("add", a, b);
  sub = (a: Value, b: Value): Value => this.apply("sub", a, b);
  mul = (a: Value, b: Value): Value => this.apply("mul", a, b);
  div = (a: Value, b: Value): Value => this.apply("div", a, b);
  neg = (a: Value): Value => this.apply("neg", a);
  abs = (a: Value): Value => this.apply("abs", a);
  sqrt = (a: Value): Value => this.apply("sqrt", a);
  min = (a: Value, b: Value): Value => this.apply("min", a, b);
  max = (a: Value, b: Value): Value => this.apply("max", a, b);
  floor = (a: Value): Value => this.apply("floor", a);
  ceil = (a: Value): Value => this.apply("ceil", a);
  trunc = (a: Value): Value => this.apply("trunc", a);
  /** 2^k for an integral k in [-1022, 1023]; 0 for k = -1023. */
  pow2 = (k: Value): Value => this.power(this.add(k, this.literal(magic + 1023)));
  power = (a: Value): Value => this.apply("power", a);
  root = (a: Value): Value => this.apply("root", a);
  rest = (a: Value): Value => this.apply("rest", a);
  exponent = (a: Value): Value => this.apply("exponent", a);
  mantissa = (a: Value): Value => this.apply("mantissa", a);
  random = (a: Value, b: Value, key: Value): Value => this.apply("random", a, b, key);
  select = (mask: Value, a: Value, b: Value): Value => this.apply("select", mask, a, b);
  lt = (a: Value, b: Value): Value => this.apply("lt", a, b);
  le = (a: Value, b: Value): Value => this.apply("le", a, b);
  gt = (a: Value, b: Value): Value => this.apply("gt", a, b);
  ge = (a: Value, b: Value): Value => this.apply("ge", a, b);
  eq = (a: Value, b: Value): Value => this.apply("eq", a, b);
  ne = (a: Value, b: Value): Value => this.apply("ne", a, b);
  and = (a: Value, b: Value): Value => this.apply("and", a, b);
  or = (a: Value, b: Value): Value => this.apply("or", a, b);
  not = (a: Value): Value => this.apply("not", a);

  #join(args: readonly Value[]): Rate {
    let rate = 0;
    for (let i = 0; i < args.length; i++) rate |= this.rate(args[i]!);
    return rate as Rate;
  }

  #isMask(op: PureOp, args: readonly Value[]): boolean {
    return masks.has(op) || (op === "select" && this.ops[args[1]!]!.type === "mask");
  }

  /** An operation that comes to one of its arguments. Signs of zero aside, no bit changes. */
  #simplify(op: PureOp, args: readonly Value[], m: number | undefined, n: number | undefined): Value | undefined {
    const a = args[0]!;
    const b = args[1]!;
    const c = args[2]!;
    switch (op) {
      case "add":
        return n === 0 ? a : m === 0 ? b : undefined;
      case "sub":
        return n === 0 ? a : m === 0 ? this.neg(b) : undefined;
      case "mul":
        return n === 1 ? a : m === 1 ? b : n === -1 ? this.neg(a) : m === -1 ? this.neg(b) : this.#gather(a, b);
      case "div":
        return n === 1 ? a : this.#byInverse(a, b);
      case "neg":
      case "not": {
        const inner = this.ops[a]!;
        return inner.op === op ? inner.args[0] : undefined;
      }
      case "select":
        return m === 1 || b === c ? b : m === 0 ? c : this.#changeOrNot(a, b, c);
      case "and":
        return m === 1 || a === b ? b : n === 1 ? a : m === 0 || n === 0 ? this.truth(false) : undefined;
      case "or":
        return m === 0 || a === b ? b : n === 0 ? a : m === 1 || n === 1 ? this.truth(true) : undefined;
      default:
        return undefined;
    }
  }

  /**
   * A divisor that changes less often than what it divides is inverted as often as it changes (a division costs as much as
   * eight products); the result may differ by an ulp. 1/x itself stays.
   */
  #byInverse(a: Value, b: Value): Value | undefined {
    if ((this.rate(a) & ~this.rate(b)) === 0) return undefined;
    const inverse = this.div(this.literal(1), b);
    this.#inverses.add(inverse);
    return this.mul(a, inverse);
  }

  /**
   * (x p) q is x (p q) where p and q change less often than x, and one of them was a divisor: products as written keep their
   * order, and so their last bit.
   */
  #gather(a: Value, b: Value): Value | undefined {
    const [product, factor] = this.rate(a) & ~this.rate(b) ? [a, b] : [b, a];
    const { op, args, rate } = this.ops[product]!;
    if (op !== "mul" || (rate & ~this.rate(factor)) === 0) return undefined;
    const [x, p] = args as [Value, Value];
    for (const [inner, outer] of [
      [p, x],
      [x, p],
    ] as const) {
      if ((this.rate(inner) | this.rate(factor)) === rate) continue;
      if (!this.#inverses.has(inner) && !this.#inverses.has(factor)) continue;
      const joint = this.mul(inner, factor);
      this.#inverses.add(joint);
      return this.mul(outer, joint);
    }
    return undefined;
  }

  /** x or x + d, by a mask, is x + (0 or d): with the mask as wide as the number that is one operation less. */
  #changeOrNot(mask: Value, b: Value, c: Value): Value | undefined {
    const { op, args } = this.ops[c]!;
    if (op !== "add" || this.ops[b]!.type === "mask") return undefined;
    if (args[0] === b) return this.add(b, this.select(mask, this.literal(0), args[1]!));
    if (args[1] === b) return this.add(b, this.select(mask, this.literal(0), args[0]!));
    return undefined;
  }

  #make(op: OpName, args: readonly Value[], literal: number, slot: number, rate: Rate, type: Op["type"]): Value {
    const kinds = type === "mask" ? this.#masks : this.#numbers;
    let known = kinds[op];
    if (!known) {
      known = new Map();
      kinds[op] = known;
    }
    const place = ((args[0] ?? 0) * most + (args[1] ?? 0)) * most + (args[2] ?? slot);
    const unlike = op === "literal" ? (Object.is(literal, -0) ? "-0" : literal) : undefined;
    const key = unlike ?? (op === "call" && args.length > 2 ? `${slot}(${args})` : place);
    const found = known.get(key);
    if (found !== undefined) return found;
    if (this.ops.length === most) {
      throw new ExperimentError(
        `the equations need more than ${most} operations a step`,
        "model",
        "write fewer or shorter ones",
      );
    }
    known.set(key, this.ops.length);
    return this.ops.push({ op, args, type, rate, literal, slot }) - 1;
  }
}
