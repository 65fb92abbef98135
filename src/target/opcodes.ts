/** Instructions in the text format's names, each with its bytes. WebAssembly core specification 2.0, chapter 5.4. */
export const opcodes = {
  return: [0x0f],
  drop: [0x1a],
  select: [0x1b],
  "memory.size": [0x3f, 0],
  "memory.grow": [0x40, 0],

  "i32.eqz": [0x45],
  "i32.eq": [0x46],
  "i32.ne": [0x47],
  "i32.lt_s": [0x48],
  "i32.lt_u": [0x49],
  "i32.gt_s": [0x4a],
  "i32.ge_u": [0x4f],
  "i32.ctz": [0x68],
  "i32.add": [0x6a],
  "i32.sub": [0x6b],
  "i32.mul": [0x6c],
  "i32.div_u": [0x6e],
  "i32.rem_u": [0x70],
  "i32.and": [0x71],
  "i32.or": [0x72],
  "i32.shl": [0x74],
  "i32.shr_u": [0x76],
  "i32.wrap_i64": [0xa7],
  "i32.trunc_sat_f64_s": [0xfc, 2],

  "i64.add": [0x7c],
  "i64.sub": [0x7d],
  "i64.mul": [0x7e],
  "i64.div_u": [0x80],
  "i64.rem_u": [0x82],
  "i64.and": [0x83],
  "i64.or": [0x84],
  "i64.shl": [0x86],
  "i64.shr_u": [0x88],
  "i64.extend_i32_u": [0xad],
  "i64.trunc_f64_u": [0xb1],
  "i64.reinterpret_f64": [0xbd],

  "f64.eq": [0x61],
  "f64.ne": [0x62],
  "f64.lt": [0x63],
  "f64.gt": [0x64],
  "f64.le": [0x65],
  "f64.ge": [0x66],
  "f64.abs": [0x99],
  "f64.neg": [0x9a],
  "f64.ceil": [0x9b],
  "f64.floor": [0x9c],
  "f64.trunc": [0x9d],
  "f64.sqrt": [0x9f],
  "f64.add": [0xa0],
  "f64.sub": [0xa1],
  "f64.mul": [0xa2],
  "f64.div": [0xa3],
  "f64.convert_i32_s": [0xb7],
  "f64.convert_i32_u": [0xb8],
  "f64.reinterpret_i64": [0xbf],

  "f64x2.splat": simd(0x14),
  "f64x2.eq": simd(0x47),
  "f64x2.ne": simd(0x48),
  "f64x2.lt": simd(0x49),
  "f64x2.gt": simd(0x4a),
  "f64x2.le": simd(0x4b),
  "f64x2.ge": simd(0x4c),
  "v128.not": simd(0x4d),
  "v128.and": simd(0x4e),
  "v128.andnot": simd(0x4f),
  "v128.or": simd(0x50),
  "v128.bitselect": simd(0x52),
  "v128.any_true": simd(0x53),
  "f64x2.ceil": simd(0x74),
  "f64x2.floor": simd(0x75),
  "f64x2.trunc": simd(0x7a),
  "i32x4.min_s": simd(0xb6),
  "i32x4.max_s": simd(0xb8),
  "i64x2.bitmask": simd(0xc4),
  "i64x2.shl": simd(0xcb),
  "i64x2.shr_u": simd(0xcd),
  "f64x2.abs": simd(0xec),
  "f64x2.neg": simd(0xed),
  "f64x2.sqrt": simd(0xef),
  "f64x2.add": simd(0xf0),
  "f64x2.sub": simd(0xf1),
  "f64x2.mul": simd(0xf2),
  "f64x2.div": simd(0xf3),
  "f64x2.pmin": simd(0xf6),
  "f64x2.pmax": simd(0xf7),
  "i32x4.splat": simd(0x11),
  "i32x4.trunc_sat_f64x2_s_zero": simd(0xfc),
} as const satisfies Record<string, readonly number[]>;

/** Instructions that access memory: their bytes, and the alignment they promise as a power of two. */
export const accesses = {
  "i32.load": [[0x28], 2],
  "i32.store": [[0x36], 2],
  "f64.load": [[0x2b], 3],
  "f64.store": [[0x39], 3],
  "v128.load": [simd(0), 3],
  "v128.load64_splat": [simd(10), 3],
  "v128.store": [simd(11), 3],
} as const satisfies Record<string, readonly [readonly number[], number]>;

export const valueTypes = { i32: 0x7f, i64: 0x7e, f64: 0x7c, v128: 0x7b } as const;

export type Opcode = keyof typeof opcodes;
export type Access = keyof typeof accesses;
export type ValueType = keyof typeof valueTypes;

function simd(code: number): readonly number[] {
  return [0xfd, ...unsigned(code)];
}

/** A whole number >= 0 as LEB128: seven bits a byte, the low ones first, the high bit set while more follow. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  for (; value >= 0x80; value = Math.floor(value / 0x80)) bytes.push((value % 0x80) | 0x80);
  return [...bytes, value];
}

/** A 32-bit integer as signed LEB128. */
export function signed(value: number): number[] {
  const bytes: number[] = [];
  for (; value < -64 || value > 63; value >>= 7) bytes.push((value & 0x7f) | 0x80);
  return [...bytes, value & 0x7f];
}
