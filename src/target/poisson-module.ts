import { Code, encodeModule } from "./assembler.ts";
import { philoxRounds, type Words } from "./philox-rounds.ts";

/** Neurons that share the 128 bits of one counter, 16 bits each. */
export const sharing = 8;
const bitsEach = 16;

/**
 * The functions of the module, `fill` for blocks of any size and `fillBeside` for those that hold whole groups: for the groups of
 * `sharing` neurons from `group` to `endGroup - 1` it adds `amount` times a count to each neuron's number. The counts come from a table by the first `tableBits` of the neuron's 16 bits; the numbers of
 * those that it leaves undecided are written as i32 to `list`.
 *
 * (base, stride, lanesLog2, group, endGroup, firstGroup, table, list, step, purpose, keyLow, keyHigh, amount) -> end of the list
 *
 * `base`: address of the first neuron's number; a block of 2^lanesLog2 neurons is `stride` bytes. `firstGroup`: the group of the
 * first neuron of this memory.
 */
export function poissonModule(tableBits: number, undecided: number): Uint8Array<ArrayBuffer> {
  const functions = [
    { code: fillFunction(tableBits, undecided, false), name: "fill" },
    { code: fillFunction(tableBits, undecided, true), name: "fillBeside" },
  ];
  return encodeModule(functions, "imported");
}

/** @param beside the neurons of a group are beside each other in memory: blocks hold whole groups */
function fillFunction(tableBits: number, undecided: number, beside: boolean): Code {
  const code = new Code(
    ["i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i32", "i64", "i64", "f64"],
    ["i32"],
  );
  const [base, stride, lanesLog2, group, endGroup, firstGroup, table, list, step, purpose, keyLow, keyHigh, amount] = [
    ...Array(13).keys(),
  ] as [number, number, number, number, number, number, number, number, number, number, number, number, number];
  const groups = [0, 1].map(() => [0, 1, 2, 3].map(() => code.local("i64")) as unknown as Words);
  const key = [code.local("i64"), code.local("i64")] as const;
  const neuron = code.local("i32");
  const count = code.local("i32");
  const at = code.local("i32");
  const pushAddress = (): Code => {
    code.get(neuron).get(lanesLog2).op("i32.shr_u").get(stride).op("i32.mul").get(base).op("i32.add");
    code.get(neuron).i32(1).get(lanesLog2).op("i32.shl").i32(1).op("i32.sub", "i32.and");
    return code.i32(3).op("i32.shl", "i32.add");
  };

  /** Philox4x32-10 of the counters (0, step, group, purpose) of so many groups, side by side. */
  const draw = (of: readonly Words[]): void => {
    for (const [k, words] of of.entries()) {
      code.i64(0).set(words[0]).get(step).op("i64.extend_i32_u").set(words[1]);
      code.get(group).i32(k).op("i32.add", "i64.extend_i32_u").set(words[2]);
      code.get(purpose).op("i64.extend_i32_u").set(words[3]);
    }
    code.get(keyLow).set(key[0]).get(keyHigh).set(key[1]);
    philoxRounds(code, of, key);
  };

  const add = (words: Words): void => {
    code.get(group).get(firstGroup).op("i32.sub").i32(sharing).op("i32.mul").set(neuron);
    if (beside) pushAddress().set(at);
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
      if (!beside) pushAddress().set(at);
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
