/** Elementary functions to 200 bits and more, on integers alone: the judge of the kernel's arithmetic. */

/** The number m 2^e. */
export interface Big {
  readonly m: bigint;
  readonly e: number;
}

const bits = 256;
const one = 1n << BigInt(bits);

const bytes = new DataView(new ArrayBuffer(8));

/** The exact value of a finite number. */
export function big(x: number): Big {
  bytes.setFloat64(0, x);
  const word = bytes.getBigUint64(0);
  const biased = Number((word >> 52n) & 0x7ffn);
  const fraction = word & 0xfffffffffffffn;
  const m = biased === 0 ? fraction : fraction | 0x10000000000000n;
  return { m: word >> 63n ? -m : m, e: Math.max(biased, 1) - 1075 };
}

const size = (m: bigint): number => (m < 0n ? -m : m).toString(16).length * 4;

function trim({ m, e }: Big): Big {
  const surplus = size(m) - 320;
  return surplus > 0 ? { m: m >> BigInt(surplus), e: e + surplus } : { m, e };
}

export const times = (a: Big, b: Big): Big => trim({ m: a.m * b.m, e: a.e + b.e });

export function plus(a: Big, b: Big): Big {
  if (a.m === 0n) return b;
  if (b.m === 0n) return a;
  const e = Math.max(Math.min(a.e, b.e), Math.max(a.e + size(a.m), b.e + size(b.m)) - 640);
  return trim({ m: at(a, e) + at(b, e), e });
}

export const minus = (a: Big, b: Big): Big => plus(a, { m: -b.m, e: b.e });

export function over(a: Big, b: Big): Big {
  const shift = Math.max(0, 320 + size(b.m) - size(a.m));
  return { m: (a.m << BigInt(shift)) / b.m, e: a.e - shift - b.e };
}

/** a / 2^e as an integer. */
const at = (a: Big, e: number): bigint => (a.e >= e ? a.m << BigInt(a.e - e) : a.m >> BigInt(e - a.e));
const fixed = (a: Big): bigint => at(a, -bits);
const floating = (m: bigint): Big => ({ m, e: -bits });

/** 1 + z/d(1) + z^2/(d(1) d(2)) + ..., z and the result fixed. */
function series(z: bigint, divisor: (n: bigint) => bigint): bigint {
  let [total, term] = [one, one];
  for (let n = 1n; term > 1n || term < -1n; n++) {
    term = ((term * z) >> BigInt(bits)) / divisor(n);
    total += term;
  }
  return total;
}

/** atanh(s)/s from z = s^2. */
function atanhRatio(z: bigint): bigint {
  let [total, power] = [one, one];
  for (let n = 3n; power > 1n; n += 2n) {
    power = (power * z) >> BigInt(bits);
    total += power / n;
  }
  return total;
}

const atanInverse = (n: bigint): bigint => {
  let [total, power] = [one / n, one / n];
  for (let k = 1n; power !== 0n; k++) {
    power /= -n * n;
    total += power / (2n * k + 1n);
  }
  return total;
};
const ln2 = fixed(over(times({ m: 2n, e: 0 }, floating(atanhRatio(one / 9n))), big(3)));
const halfPi = 2n * (4n * atanInverse(5n) - atanInverse(239n));

const nearest = (a: bigint, b: bigint): bigint => (2n * a + b) / (2n * b) - (2n * a + b < 0n ? 1n : 0n);
const near = (x: Big, bound: number): boolean => {
  const f = fixed(x);
  return (f < 0n ? -f : f) < fixed(big(bound));
};

export function exp(x: Big): Big {
  const f = fixed(x);
  const k = nearest(f, ln2);
  return { m: series(f - k * ln2, (n) => n), e: Number(k) - bits };
}

export function expm1(x: Big): Big {
  return near(x, 0.1) ? times(x, floating(series(fixed(x), (n) => n + 1n))) : minus(exp(x), big(1));
}

export const exprel = (x: Big): Big => over(expm1(x), x);

export function sinh(x: Big): Big {
  if (near(x, 0.1)) return times(x, floating(series(fixed(times(x, x)), (n) => 2n * n * (2n * n + 1n))));
  return times(minus(exp(x), exp({ m: -x.m, e: x.e })), big(0.5));
}

export const cosh = (x: Big): Big => times(plus(exp(x), exp({ m: -x.m, e: x.e })), big(0.5));
export const tanh = (x: Big): Big => over(sinh(x), cosh(x));

/** 2 atanh(s). */
function logRatio(s: Big): Big {
  return times(times(big(2), s), floating(atanhRatio(fixed(times(s, s)))));
}

export function log(x: Big): Big {
  const k = x.e + x.m.toString(2).length - (near({ m: x.m, e: -x.m.toString(2).length }, 0.7) ? 1 : 0);
  const m = { m: x.m, e: x.e - k };
  return plus(floating(BigInt(k) * ln2), logRatio(over(minus(m, big(1)), plus(m, big(1)))));
}

export const log1p = (x: Big): Big => (near(x, 0.3) ? logRatio(over(x, plus(big(2), x))) : log(plus(big(1), x)));
export const log10 = (x: Big): Big => over(log(x), log(big(10)));
export const pow = (x: Big, y: Big): Big => exp(times(y, log(x)));

function turn(x: Big): { k: number; sin: Big; cos: Big } {
  const f = fixed(x);
  const k = nearest(f, halfPi);
  const r = k === 0n ? x : floating(f - k * halfPi);
  const z = -fixed(times(r, r));
  return {
    k: Number(((k % 4n) + 4n) % 4n),
    sin: times(r, floating(series(z, (n) => 2n * n * (2n * n + 1n)))),
    cos: floating(series(z, (n) => 2n * n * (2n * n - 1n))),
  };
}

const negative = (a: Big): Big => ({ m: -a.m, e: a.e });

export function sin(x: Big): Big {
  const { k, sin, cos } = turn(x);
  return [sin, cos, negative(sin), negative(cos)][k]!;
}

export function cos(x: Big): Big {
  const { k, sin, cos } = turn(x);
  return [cos, negative(sin), negative(cos), sin][k]!;
}

export const tan = (x: Big): Big => over(sin(x), cos(x));

/** The functions of one argument by their names in the language. */
export const functions = { exp, expm1, exprel, sinh, cosh, tanh, log, log1p, log10, sin, cos, tan };

/** The distance of a number from the true value, in units in the last place of the true value; 0 for a right overflow. */
export function ulps(got: number, wanted: Big): number {
  const length = wanted.m === 0n ? 0 : (wanted.m < 0n ? -wanted.m : wanted.m).toString(2).length;
  const unit = Math.max(-1074, wanted.e + length - 53);
  if (wanted.e + length > 1024) return got === (wanted.m < 0n ? -Infinity : Infinity) ? 0 : Infinity;
  if (!Number.isFinite(got)) return Infinity;
  const difference = minus(big(got), wanted);
  if (difference.m === 0n) return 0;
  return Math.abs(Number(at(difference, unit - 20)) / 2 ** 20);
}

/** The nearest number below, of few bits: for tests of relative size. */
export function toNumber({ m, e }: Big): number {
  const surplus = Math.max(0, size(m) - 80);
  return Number(m >> BigInt(surplus)) * 2 ** (e + surplus);
}
