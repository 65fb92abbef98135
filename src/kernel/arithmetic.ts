import type { PureOp } from "./ir.ts";
import { uniformOfBits } from "./philox.ts";
import { octaveBits, partsOfOctave, roots } from "./roots.ts";

/** 1.5 * 2^52: x + magic - magic is the integer nearest to x, for |x| <= 2^51; x + magic has it in its low bits. */
export const magic = 6755399441055744;

const float = new Float64Array(1);
/** The bits of `float`: low word, high word (every platform with WebAssembly is little-endian). */
const words = new Uint32Array(float.buffer);

/** What each operation means, on numbers; a mask is 1 or 0. The judge of every target. */
export const arithmetic: Record<PureOp, (a: number, b: number, c: number) => number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  div: (a, b) => a / b,
  neg: (a) => -a,
  abs: (a) => Math.abs(a),
  sqrt: (a) => Math.sqrt(a),
  min: (a, b) => (b < a ? b : a),
  max: (a, b) => (a < b ? b : a),
  floor: (a) => Math.floor(a),
  ceil: (a) => Math.ceil(a),
  trunc: (a) => Math.trunc(a),
  power: (x) => {
    float[0] = x;
    words[1] = words[0]! << 20;
    words[0] = 0;
    return float[0]!;
  },
  root: (x) => {
    float[0] = x;
    const part = words[0]! | 0;
    float[0] = roots[part & (partsOfOctave - 1)]![0] / 2;
    words[1] = (words[1]! + ((part >> octaveBits) << 20)) | 0;
    return float[0]!;
  },
  rest: (x) => {
    float[0] = x;
    return roots[words[0]! & (partsOfOctave - 1)]![1];
  },
  exponent: (x) => {
    float[0] = x;
    return (words[1]! >>> 20) - 1023;
  },
  mantissa: (x) => {
    float[0] = x;
    words[1] = (words[1]! & 0xfffff) | 0x3ff00000;
    return float[0]!;
  },
  random: uniformOfBits,
  select: (mask, a, b) => (mask ? a : b),
  lt: (a, b) => Number(a < b),
  le: (a, b) => Number(a <= b),
  gt: (a, b) => Number(a > b),
  ge: (a, b) => Number(a >= b),
  eq: (a, b) => Number(a === b),
  ne: (a, b) => Number(a !== b),
  and: (a, b) => a & b,
  or: (a, b) => a | b,
  not: (a) => a ^ 1,
};

/** Operations whose result is a mask. */
export const masks: ReadonlySet<string> = new Set(["lt", "le", "gt", "ge", "eq", "ne", "and", "or", "not"]);
