import { Code, encodeModule } from "./assembler.ts";
import { philoxRounds, philoxVectors, type Words } from "./philox-rounds.ts";

/** Neurons that share the 128 bits of one counter, 16 bits each. */
export const sharing = 8;
const bitsEach = 16;

/** Groups whose counters a function of vectors draws at once. */
export const groupsOfVector = 4;

/**
 * The functions of the module: for the groups of `sharing` neurons from `group` to `endGroup - 1` each adds `amount` times a count to
 * each neuron's number. The counts come from a table by the first `tableBits` of the neuron's 16 bits; the numbers of those that it
 * leaves undecided are written as i32 to `list`. `fill` is for blocks of any size, `fillBeside` for those that hold whole groups,
 * `fillVectors` (with SIMD) for those too, and for a multiple of `groupsOfVector` groups.
 *
 * (base, stride, lanesLog2, group, endGroup, firstGroup, table, list, step, purpose, keyLow, keyHigh, amount) -> end of the list
 *
 * `base`: address of the first neuron's number; a block of 2^lanesLog2 neurons is `stride` bytes. `firstGroup`: the group of the
 * first neuron of this memory.
 */
export function poissonModule(tableBits: number, undecided: number, simd: boolean): Uint8Array<ArrayBuffer> {
  const functions = [
    { code: fillFunction(tableBits, undecided, false), name: "fill" },
    { code: fillFunction(tableBits, undecided, true), name: "fillBeside" },
  ];
  if (simd) functions.push({ code: vectorsFunction(tableBits, undecided, functions.length - 1), name: "fillVectors" });
  return encodeModule(functions, "imported");
}

/** The functions' parameters, the first locals. */
const [base, stride, lanesLog2, group, endGroup, firstGroup, table, list, step, purpose, keyLow, keyHigh, amount] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
] as const;

function filling(): Code {
  const words = Array.from({ length: 12 }, () => "i32" as const);
  return new Code([...words, "f64"], ["i32"]);
}

/** Pushes where the number is of the neuron in a local, counted from the first of this memory. */
function pushPlace(code: Code, neuron: number): Code {
  code.get(neuron).get(lanesLog2).op("i32.shr_u").get(stride).op("i32.mul").get(base).op("i32.add");
  code.get(neuron).i32(1).get(lanesLog2).op("i32.shl").i32(1).op("i32.sub", "i32.and");
  return code.i32(3).op("i32.shl", "i32.add");
}

/** @param beside the neurons of a group are beside each other in memory: blocks hold whole groups */
function fillFunction(tableBits: number, undecided: number, beside: boolean): Code {
  const code = filling();
  const groups = [0, 1].map(() => [0, 1, 2, 3].map(() => code.local("i64")) as unknown as Words);
  const key = [code.local("i64"), code.local("i64")] as const;
  const neuron = code.local("i32");
  const count = code.local("i32");
  const at = code.local("i32");

  /** Philox4x32-10 of the counters (0, step, group, purpose) of so many groups, side by side. */
  const draw = (of: readonly Words[]): void => {
    for (const [k, words] of of.entries()) {
      code.i64(0).set(words[0]).get(step).op("i64.extend_i32_u").set(words[1]);
      code.get(group).i32(k).op("i32.add", "i64.extend_i32_u").set(words[2]);
      code.get(purpose).op("i64.extend_i32_u").set(words[3]);
    }
    for (const [i, word] of [keyLow, keyHigh].entries()) code.get(word).op("i64.extend_i32_u").set(key[i]!);
    philoxRounds(code, of, key);
  };

  const add = (words: Words): void => {
    code.get(group).get(firstGroup).op("i32.sub").i32(sharing).op("i32.mul").set(neuron);
    if (beside) pushPlace(code, neuron).set(at);
    for (let k = 0; k < sharing; k++) {
      const word = words[Math.floor((k * bitsEach) / 32)]!;
      code
        .get(word)
        .i64(((k * bitsEach) % 32) + bitsEach - tableBits)
        .op("i64.shr_u", "i32.wrap_i64");
      code
        .i32(2 ** tableBits - 1)
        .op("i32.and")
        .get(table)
        .op("i32.add")
        .access("i32.load8_u", 0)
        .tee(count);
      code.i32(undecided).op("i32.eq").if();
      code.get(list).get(neuron).access("i32.store", 0).get(list).i32(4).op("i32.add").set(list);
      code.else();
      if (!beside) pushPlace(code, neuron).set(at);
      const offset = beside ? 8 * k : 0;
      code.get(at).get(at).access("f64.load", offset);
      code.get(count).op("f64.convert_i32_u").get(amount).op("f64.mul", "f64.add").access("f64.store", offset);
      code.end();
      code.get(neuron).i32(1).op("i32.add").set(neuron);
    }
    code.get(group).i32(1).op("i32.add").set(group);
  };

  // The rounds wait for each other: two groups take hardly longer than one.
  for (const of of [groups, groups.slice(1)]) {
    const done = code.block();
    const loop = code.loop();
    code.get(group).i32(of.length).op("i32.add").get(endGroup).op("i32.gt_u").branchIf(done);
    draw(of);
    for (const words of of) add(words);
    code.branch(loop).end().end();
  }
  return code.get(list);
}

/**
 * Four groups at a time, their counts in the bytes of two vectors; those with an undecided one are left to another function.
 *
 * @param others the function `fillBeside`
 */
function vectorsFunction(tableBits: number, undecided: number, others: number): Code {
  const code = filling();
  const vector = (): number => code.local("v128");
  const [words, key, counts] = [
    [vector(), vector(), vector(), vector()] as const,
    [vector(), vector()] as const,
    [vector(), vector()] as const,
  ];
  const [amounts, unknown, wide] = [vector(), vector(), vector()];
  const [pair, neuron, at] = [code.local("i32"), code.local("i32"), code.local("i32")];

  const draw = (): void => {
    code.i32(0).op("i32x4.splat").set(words[0]).get(step).op("i32x4.splat").set(words[1]);
    code.i32x4(0, 1, 2, 3).get(group).op("i32x4.splat", "i32x4.add").set(words[2]);
    code.get(purpose).op("i32x4.splat").set(words[3]);
    for (const [i, word] of [keyLow, keyHigh].entries()) code.get(word).op("i32x4.splat").set(key[i]!);
    philoxVectors(code, words, key);
  };

  /** Of each group the counts of its eight neurons, in one half of a vector. */
  const look = (): void => {
    for (const [k, word] of words.entries()) {
      code
        .get(word)
        .i32(bitsEach - tableBits)
        .op("i16x8.shr_u")
        .set(word);
      for (let of = 0; of < groupsOfVector; of++) {
        const own = counts[of >> 1]!;
        code.get(word).extract32(of).set(pair);
        for (const half of [0, 1]) {
          code.get(pair);
          if (half === 0) code.i32(2 ** bitsEach - 1).op("i32.and");
          else code.i32(bitsEach).op("i32.shr_u");
          code
            .get(table)
            .op("i32.add")
            .get(own)
            .load8Lane(sharing * (of % 2) + 2 * k + half)
            .set(own);
        }
      }
    }
  };

  const add = (): void => {
    code.get(group).get(firstGroup).op("i32.sub").i32(sharing).op("i32.mul").set(neuron);
    for (let of = 0; of < groupsOfVector; of++) {
      pushPlace(code, neuron).set(at);
      for (const quarter of [0, 1]) {
        code.get(counts[of >> 1]!).op(of % 2 === 0 ? "i16x8.extend_low_i8x16_u" : "i16x8.extend_high_i8x16_u");
        code.op(quarter === 0 ? "i32x4.extend_low_i16x8_u" : "i32x4.extend_high_i16x8_u").set(wide);
        for (const half of [0, 1]) {
          const offset = 32 * quarter + 16 * half;
          code.get(at).get(at).access("v128.load", offset).get(wide);
          if (half === 1) code.get(wide).shuffle32(2, 3, 2, 3);
          code.op("f64x2.convert_low_i32x4_s").get(amounts).op("f64x2.mul", "f64x2.add").access("v128.store", offset);
        }
      }
      code.get(neuron).i32(sharing).op("i32.add").set(neuron);
    }
  };

  code.get(amount).op("f64x2.splat").set(amounts).i32(undecided).op("i8x16.splat").set(unknown);
  const done = code.block();
  const loop = code.loop();
  code.get(group).get(endGroup).op("i32.ge_u").branchIf(done);
  draw();
  look();
  for (const own of counts) code.get(own).get(unknown).op("i8x16.eq");
  code.op("v128.or", "v128.any_true").if();
  code.get(base).get(stride).get(lanesLog2).get(group).get(group).i32(groupsOfVector).op("i32.add");
  for (const same of [firstGroup, table, list, step, purpose, keyLow, keyHigh, amount]) code.get(same);
  code.call(others).set(list).else();
  add();
  code.end();
  code.get(group).i32(groupsOfVector).op("i32.add").set(group).branch(loop).end().end();
  return code.get(list);
}
