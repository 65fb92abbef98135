import { Code, encodeModule } from "./assembler.ts";

/** Rows that are delivered side by side. */
const abreast = 4;

/** Bytes of a synapse's entry in a row: an offset in bytes, or in numbers of 8 bytes, which takes half of the cache. */
export type EntryBytes = 4 | 2;

/**
 * The module that adds what spikes bring to numbers in another module's memory; its functions have the arguments that `Exports` in
 * deliver.ts names.
 */
export function deliveryModule(entry: EntryBytes): Uint8Array<ArrayBuffer> {
  const functions = [
    { code: addFunction(entry), name: "add" },
    { code: addAllFunction(entry), name: "addAll" },
    { code: addWeightedFunction(entry), name: "addWeighted" },
    { code: addDelayedFunction(entry), name: "addDelayed" },
    { code: addUnlessFunction(entry), name: "addUnless" },
  ];
  return encodeModule(functions, "imported");
}

/** Synapses of one round of the loop: their loads and stores overlap. */
const together = 4;

/** While `targets` is before `end`: `body` for `together` synapses at a time, then for one at a time. */
function eachSynapse(
  code: Code,
  entry: EntryBytes,
  [targets, end]: readonly [number, number],
  body: (k: number) => void,
  advance: (count: number) => void,
): void {
  for (const count of [together, 1]) {
    const done = code.block();
    const loop = code.loop();
    code
      .get(targets)
      .i32(entry * count)
      .op("i32.add")
      .get(end)
      .op("i32.gt_u")
      .branchIf(done);
    for (let k = 0; k < count; k++) body(k);
    code
      .get(targets)
      .i32(entry * count)
      .op("i32.add")
      .set(targets);
    advance(count);
    code.branch(loop).end().end();
  }
}

/** Pushes the address of what synapse k increases. */
function pushTarget(code: Code, entry: EntryBytes, base: number, targets: number, k: number): Code {
  code.get(base).get(targets);
  if (entry === 4) code.access("i32.load", 4 * k);
  else
    code
      .access("i32.load16_u", 2 * k)
      .i32(3)
      .op("i32.shl");
  return code.op("i32.add");
}

/** Goes on by `count` weights where there are weights. */
function nextWeights(code: Code, weights: number, count: number): void {
  code
    .get(weights)
    .i32(8 * count)
    .op("i32.add")
    .i32(0)
    .get(weights)
    .op("select")
    .set(weights);
}

/** (targets, end, base, amount) */
function addFunction(entry: EntryBytes): Code {
  const code = new Code(["i32", "i32", "i32", "f64"]);
  const [targets, end, base, amount] = [0, 1, 2, 3] as const;
  addRow(code, entry, [targets, end], base, amount, code.local("i32"));
  return code;
}

/** Adds the amount to all targets of a row. */
function addRow(
  code: Code,
  entry: EntryBytes,
  row: readonly [number, number],
  base: number,
  amount: number,
  at: number,
): void {
  const add = (k: number): void => addOne(code, entry, row[0], k, base, amount, at);
  eachSynapse(code, entry, row, add, () => {});
}

function addOne(
  code: Code,
  entry: EntryBytes,
  targets: number,
  k: number,
  base: number,
  amount: number,
  at: number,
): void {
  pushTarget(code, entry, base, targets, k).tee(at);
  code.get(at).access("f64.load", 0).get(amount).op("f64.add").access("f64.store", 0);
}

/**
 * (sources, endSources, rows, base, amount): the rows of the sources whose numbers are the words from `sources` on. Rows ascend, so
 * that side by side they go through the targets together, and each line of the cache is fetched once for all of them.
 */
function addAllFunction(entry: EntryBytes): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "f64"]);
  const [source, endSources, rows, base, amount] = [0, 1, 2, 3, 4] as const;
  const [at, length, shortest, endAbreast] = [0, 1, 2, 3].map(() => code.local("i32")) as [
    number,
    number,
    number,
    number,
  ];
  const own = Array.from({ length: abreast }, () => [code.local("i32"), code.local("i32")] as const);
  const find = ([targets, end]: readonly [number, number], k: number): void => {
    code
      .get(rows)
      .get(source)
      .access("i32.load", 4 * k)
      .i32(2)
      .op("i32.shl", "i32.add")
      .tee(at);
    code.access("i32.load", 0).set(targets).get(at).access("i32.load", 4).set(end);
  };
  for (const count of [abreast, 1]) {
    const some = own.slice(0, count);
    const over = code.block();
    const sources = code.loop();
    code
      .get(source)
      .i32(4 * count)
      .op("i32.add")
      .get(endSources)
      .op("i32.gt_u")
      .branchIf(over);
    some.forEach(find);
    if (count > 1) {
      code.i32(-1).set(shortest);
      for (const [targets, end] of some) {
        code.get(end).get(targets).op("i32.sub").tee(length);
        code.get(shortest).get(length).get(shortest).op("i32.lt_u", "select").set(shortest);
      }
      const bytes = entry * together;
      code.get(own[0]![0]).get(shortest).i32(-bytes).op("i32.and", "i32.add").set(endAbreast);
      const done = code.block();
      const loop = code.loop();
      code.get(own[0]![0]).get(endAbreast).op("i32.ge_u").branchIf(done);
      for (let k = 0; k < together; k++)
        for (const [targets] of some) addOne(code, entry, targets, k, base, amount, at);
      for (const [targets] of some) code.get(targets).i32(bytes).op("i32.add").set(targets);
      code.branch(loop).end().end();
    }
    for (const row of some) addRow(code, entry, row, base, amount, at);
    code
      .get(source)
      .i32(4 * count)
      .op("i32.add")
      .set(source);
    code.branch(sources).end().end();
  }
  return code;
}

/** (targets, end, base, weights) */
function addWeightedFunction(entry: EntryBytes): Code {
  const code = new Code(["i32", "i32", "i32", "i32"]);
  const [targets, end, base, weights] = [0, 1, 2, 3] as const;
  const at = code.local("i32");
  eachSynapse(
    code,
    entry,
    [targets, end],
    (k) => {
      pushTarget(code, entry, base, targets, k).tee(at);
      code
        .get(at)
        .access("f64.load", 0)
        .get(weights)
        .access("f64.load", 8 * k)
        .op("f64.add")
        .access("f64.store", 0);
    },
    (count) =>
      code
        .get(weights)
        .i32(8 * count)
        .op("i32.add")
        .set(weights),
  );
  return code;
}

/** (targets, end, base, delays, row, rows, rowBytes, amount, weights): weights 0 for the one amount. */
function addDelayedFunction(entry: EntryBytes): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "i32", "i32", "i32", "f64", "i32"]);
  const [targets, end, base, delays, row, rows, rowBytes, amount, weights] = [0, 1, 2, 3, 4, 5, 6, 7, 8] as const;
  const at = code.local("i32");
  const wanted = code.local("i32");
  eachSynapse(
    code,
    entry,
    [targets, end],
    (k) => {
      code
        .get(row)
        .get(delays)
        .access("i32.load16_u", 2 * k)
        .op("i32.add")
        .tee(wanted);
      code.get(wanted).get(rows).op("i32.sub").get(wanted).get(rows).op("i32.lt_u", "select").set(wanted);
      code.get(base).get(wanted).get(rowBytes).op("i32.mul", "i32.add").set(at);
      pushTarget(code, entry, at, targets, k).tee(at);
      code.get(at).access("f64.load", 0);
      pushAmount(code, amount, weights, k);
      code.op("f64.add").access("f64.store", 0);
    },
    (count) => {
      code
        .get(delays)
        .i32(2 * count)
        .op("i32.add")
        .set(delays);
      nextWeights(code, weights, count);
    },
  );
  return code;
}

/** (targets, end, base, release, step, amount, weights): weights 0 for the one amount. */
function addUnlessFunction(entry: EntryBytes): Code {
  const code = new Code(["i32", "i32", "i32", "i32", "f64", "f64", "i32"]);
  const [targets, end, base, release, step, amount, weights] = [0, 1, 2, 3, 4, 5, 6] as const;
  const at = code.local("i32");
  eachSynapse(
    code,
    entry,
    [targets, end],
    (k) => {
      pushTarget(code, entry, base, targets, k).set(at);
      code.get(at).get(release).op("i32.add").access("f64.load", 0).get(step).op("f64.gt", "i32.eqz").if();
      code.get(at).get(at).access("f64.load", 0);
      pushAmount(code, amount, weights, k);
      code.op("f64.add").access("f64.store", 0).end();
    },
    (count) => nextWeights(code, weights, count),
  );
  return code;
}

/** The weight of synapse k where there are weights, else the amount; address 0 is always readable. */
function pushAmount(code: Code, amount: number, weights: number, k: number): void {
  code
    .get(weights)
    .access("f64.load", 8 * k)
    .get(amount)
    .get(weights)
    .op("select");
}
