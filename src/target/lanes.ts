import type { PureOp } from "../kernel/ir.ts";
import { octaveBits, partsOfOctave } from "../kernel/roots.ts";
import type { Code } from "./assembler.ts";
import { header } from "./layout.ts";
import type { ValueType } from "./opcodes.ts";
import { pairRandom, scalarRandom } from "./random.ts";

/** How operations are written for a vector of `width` neurons. A mask has all bits of a lane set, or (one lane) is an i32 of 0 or 1. */
export interface Lanes {
  readonly width: 1 | 2;
  readonly number: ValueType;
  readonly mask: ValueType;
  /** Arguments on the stack -> result. `select` takes its mask last. */
  readonly ops: Record<PureOp, (code: Code) => Code>;
  literal(code: Code, value: number): Code;
  truth(code: Code, value: boolean): Code;
  /** Address -> the vector there. */
  load(code: Code, offset: number): Code;
  /** The vector at `offset` from the address in a local, lane by lane: stored so just before, a whole one waits until it is in the cache. */
  loadApart(code: Code, address: number, offset: number): Code;
  /** Address -> the one number there, in all lanes. */
  loadShared(code: Code, offset: number): Code;
  /** Address, vector ->. */
  store(code: Code, offset: number): Code;
  /** f64 -> all lanes. */
  splat(code: Code): Code;
  /** A number in all lanes -> the number plus `first`, plus one more in each further lane. */
  count(code: Code, first: number): Code;
  /** A number, 1 or 0 -> mask. */
  maskOf(code: Code): Code;
  /** A mask -> 1 or 0. */
  numberOf(code: Code): Code;
  /** A vector x -> x, but 0 where |x| < `tiny`; `local` holds x meanwhile. */
  flush(code: Code, local: number, tiny: number): Code;
  /** An index vector -> the table's entries. The table: its address and its last index (i32 each) in memory at `entry`. */
  lookup(code: Code, entry: number): Code;
  /** A mask -> i32, a bit for each lane. */
  bits(code: Code): Code;
}

/** 2^52: or-ing a small integer into its bits adds that integer. */
const integerBits = 4503599627370496;
/** Bits 0x000fffffffffffff: the fraction of a number. */
const fractionBits = 2.225073858507201e-308;
const exponentBias = 1023;

/** One neuron: plain f64. */
export const scalar: Lanes = {
  width: 1,
  number: "f64",
  mask: "i32",
  ops: {
    add: (code) => code.op("f64.add"),
    sub: (code) => code.op("f64.sub"),
    mul: (code) => code.op("f64.mul"),
    div: (code) => code.op("f64.div"),
    neg: (code) => code.op("f64.neg"),
    abs: (code) => code.op("f64.abs"),
    sqrt: (code) => code.op("f64.sqrt"),
    // f64.min differs for NaN and signed zeros from the comparison written out.
    min: (code) => choose(code, (a, b) => code.get(b).get(a)),
    max: (code) => choose(code, (a, b) => code.get(a).get(b)),
    floor: (code) => code.op("f64.floor"),
    ceil: (code) => code.op("f64.ceil"),
    trunc: (code) => code.op("f64.trunc"),
    power: (code) => code.op("i64.reinterpret_f64").i64(52).op("i64.shl", "f64.reinterpret_i64"),
    root: (code) => {
      const bits = code.local("i64");
      code.op("i64.reinterpret_f64").tee(bits).op("i32.wrap_i64");
      rootAddress(code).access("f64.load", header.roots).op("i64.reinterpret_f64");
      code.get(bits).i64(octaveBits).op("i64.shr_u").i64(52).op("i64.shl", "i64.add", "f64.reinterpret_i64").free(bits);
      return code;
    },
    rest: (code) => rootAddress(code.op("i64.reinterpret_f64", "i32.wrap_i64")).access("f64.load", header.roots + 8),
    exponent: (code) =>
      code
        .op("i64.reinterpret_f64")
        .i64(52)
        .op("i64.shr_u")
        .f64(integerBits)
        .op("i64.reinterpret_f64", "i64.or", "f64.reinterpret_i64")
        .f64(integerBits + exponentBias)
        .op("f64.sub"),
    mantissa: (code) =>
      code
        .op("i64.reinterpret_f64")
        .f64(fractionBits)
        .op("i64.reinterpret_f64", "i64.and")
        .f64(1)
        .op("i64.reinterpret_f64", "i64.or", "f64.reinterpret_i64"),
    random: scalarRandom,
    select: (code) => code.op("select"),
    lt: (code) => code.op("f64.lt"),
    le: (code) => code.op("f64.le"),
    gt: (code) => code.op("f64.gt"),
    ge: (code) => code.op("f64.ge"),
    eq: (code) => code.op("f64.eq"),
    ne: (code) => code.op("f64.ne"),
    and: (code) => code.op("i32.and"),
    or: (code) => code.op("i32.or"),
    not: (code) => code.op("i32.eqz"),
  },
  literal: (code, value) => code.f64(value),
  truth: (code, value) => code.i32(Number(value)),
  load: (code, offset) => code.access("f64.load", offset),
  loadApart: (code, address, offset) => code.get(address).access("f64.load", offset),
  loadShared: (code, offset) => code.access("f64.load", offset),
  store: (code, offset) => code.access("f64.store", offset),
  splat: (code) => code,
  count: (code, first) => (first === 0 ? code : code.f64(first).op("f64.add")),
  maskOf: (code) => code.f64(0).op("f64.ne"),
  numberOf: (code) => code.op("f64.convert_i32_s"),
  flush: (code, local, tiny) =>
    code.set(local).f64(0).get(local).get(local).op("f64.abs").f64(tiny).op("f64.lt", "select"),
  lookup: (code, entry) => {
    const index = code.local("i32");
    code.op("i32.trunc_sat_f64_s").tee(index).i32(0).get(index).i32(0).op("i32.gt_s", "select").set(index);
    lastIndex(code.get(index), entry).get(index);
    lastIndex(code, entry).op("i32.lt_s", "select");
    code.i32(3).op("i32.shl").i32(0).access("i32.load", entry).op("i32.add").access("f64.load", 0);
    code.free(index);
    return code;
  },
  bits: (code) => code,
};

/** Two neurons: f64x2. */
export const pair: Lanes = {
  width: 2,
  number: "v128",
  mask: "v128",
  ops: {
    add: (code) => code.op("f64x2.add"),
    sub: (code) => code.op("f64x2.sub"),
    mul: (code) => code.op("f64x2.mul"),
    div: (code) => code.op("f64x2.div"),
    neg: (code) => code.op("f64x2.neg"),
    abs: (code) => code.op("f64x2.abs"),
    sqrt: (code) => code.op("f64x2.sqrt"),
    min: (code) => code.op("f64x2.pmin"),
    max: (code) => code.op("f64x2.pmax"),
    floor: (code) => code.op("f64x2.floor"),
    ceil: (code) => code.op("f64x2.ceil"),
    trunc: (code) => code.op("f64x2.trunc"),
    power: (code) => code.i32(52).op("i64x2.shl"),
    root: (code) => {
      const bits = code.local("v128");
      code.set(bits);
      pairOfRoots(code, bits, 0)
        .get(bits)
        .i32(octaveBits)
        .op("i64x2.shr_u")
        .i32(52)
        .op("i64x2.shl", "i64x2.add")
        .free(bits);
      return code;
    },
    rest: (code) => {
      const bits = code.local("v128");
      pairOfRoots(code.set(bits), bits, 8).free(bits);
      return code;
    },
    exponent: (code) =>
      code
        .i32(52)
        .op("i64x2.shr_u")
        .f64x2(integerBits)
        .op("v128.or")
        .f64x2(integerBits + exponentBias)
        .op("f64x2.sub"),
    mantissa: (code) => code.f64x2(fractionBits).op("v128.and").f64x2(1).op("v128.or"),
    random: pairRandom,
    select: (code) => code.op("v128.bitselect"),
    lt: (code) => code.op("f64x2.lt"),
    le: (code) => code.op("f64x2.le"),
    gt: (code) => code.op("f64x2.gt"),
    ge: (code) => code.op("f64x2.ge"),
    eq: (code) => code.op("f64x2.eq"),
    ne: (code) => code.op("f64x2.ne"),
    and: (code) => code.op("v128.and"),
    or: (code) => code.op("v128.or"),
    not: (code) => code.op("v128.not"),
  },
  literal: (code, value) => code.f64x2(value),
  truth: (code, value) => code.mask64x2(value),
  load: (code, offset) => code.access("v128.load", offset),
  loadApart: (code, address, offset) =>
    code
      .get(address)
      .get(address)
      .access("v128.load64_splat", offset)
      .loadUpper(offset + 8),
  loadShared: (code, offset) => code.access("v128.load64_splat", offset),
  store: (code, offset) => code.access("v128.store", offset),
  splat: (code) => code.op("f64x2.splat"),
  count: (code, first) => code.f64x2(first, first + 1).op("f64x2.add"),
  maskOf: (code) => code.f64x2(0).op("f64x2.ne"),
  numberOf: (code) => code.f64x2(1).op("v128.and"),
  flush: (code, local, tiny) => code.tee(local).get(local).op("f64x2.abs").f64x2(tiny).op("f64x2.lt", "v128.andnot"),
  lookup: (code, entry) => {
    const index = code.local("v128");
    code.op("i32x4.trunc_sat_f64x2_s_zero");
    lastIndex(code, entry).op("i32x4.splat", "i32x4.min_s").f64x2(0).op("i32x4.max_s").set(index);
    for (const lane of [1, 0]) {
      code.get(index).extract32(lane).i32(3).op("i32.shl").i32(0).access("i32.load", entry).op("i32.add");
    }
    code.access("v128.load64_splat", 0).loadUpper(0).free(index);
    return code;
  },
  bits: (code) => code.op("i64x2.bitmask"),
};

/** Low bits of 1.5 2^52 + n, i32 -> bytes from the first root to that of n. */
function rootAddress(code: Code): Code {
  return code
    .i32(partsOfOctave - 1)
    .op("i32.and")
    .i32(4)
    .op("i32.shl");
}

/** -> what is `offset` bytes behind the beginning of each lane's root. */
function pairOfRoots(code: Code, bits: number, offset: number): Code {
  for (const lane of [2, 0]) rootAddress(code.get(bits).extract32(lane));
  return code.access("v128.load64_splat", header.roots + offset).loadUpper(header.roots + offset);
}

/** a, b -> b where the first compared is less than the second, else a. */
function choose(code: Code, compared: (a: number, b: number) => Code): Code {
  const a = code.local("f64");
  const b = code.local("f64");
  code.set(b).set(a).get(b).get(a);
  compared(a, b).op("f64.lt", "select");
  code.free(a);
  code.free(b);
  return code;
}

function lastIndex(code: Code, entry: number): Code {
  return code.i32(0).access("i32.load", entry + 4);
}
