import type { SynapseEvent, SynapseKernel } from "../kernel/synapse.ts";
import { Code, encodeModule } from "./assembler.ts";
import { scalar } from "./lanes.ts";
import { literalPlace } from "./places.ts";
import { Routines } from "./routines.ts";
import type { Machine } from "./target.ts";
import { Values } from "./values.ts";

/** What a module of synapses exports. Addresses in bytes; a record is `slots` f64. */
export interface SynapseExports {
  /** A spike arrives at the records from `record` to `end`; what each adds goes to `amounts`, those of one line of the text together. */
  onPre(record: number, end: number, now: number, amounts: number): void;
  /** The target of records fires: their offsets from `base` are i32 from `list` to `end`. */
  onPost(list: number, end: number, base: number, now: number): void;
}

/** The functions of a projection's events over a machine's memory; undefined where the machine has no module. */
export function synapseFunctions(machine: Machine, kernel: SynapseKernel, longest: number): SynapseExports | undefined {
  const memory = machine.wasmMemory();
  if (!memory) return undefined;
  const module = new WebAssembly.Module(synapseModule(kernel, longest));
  return new WebAssembly.Instance(module, { rheobase: { memory } }).exports as unknown as SynapseExports;
}

/** @param longest room for the amounts of one line of the text: the most synapses of one source */
export function synapseModule(kernel: SynapseKernel, longest: number): Uint8Array<ArrayBuffer> {
  const routines = new Routines(kernel, undefined, 2);
  const functions = [
    { code: preFunction(kernel, routines, longest), name: "onPre" },
    { code: postFunction(kernel, routines), name: "onPost" },
  ];
  return encodeModule([...functions, ...routines.write().map((code) => ({ code }))], "imported");
}

/** (record, end, now, amounts) */
function preFunction(kernel: SynapseKernel, routines: Routines, longest: number): Code {
  const code = new Code(["i32", "i32", "f64", "i32"]);
  const [record, end, now, amounts] = [0, 1, 2, 3] as const;
  const done = code.block();
  const loop = code.loop();
  code.get(record).get(end).op("i32.ge_u").branchIf(done);
  writeEvent(code, kernel, routines, kernel.onPre, { record, now, amounts, stride: 8 * longest });
  code
    .get(record)
    .i32(8 * kernel.slots)
    .op("i32.add")
    .set(record);
  code.get(amounts).i32(8).op("i32.add").set(amounts).branch(loop).end().end();
  return code;
}

/** (list, end, base, now) */
function postFunction(kernel: SynapseKernel, routines: Routines): Code {
  const code = new Code(["i32", "i32", "i32", "f64"]);
  const [list, end, base, now] = [0, 1, 2, 3] as const;
  const record = code.local("i32");
  const done = code.block();
  const loop = code.loop();
  code.get(list).get(end).op("i32.ge_u").branchIf(done);
  code.get(base).get(list).access("i32.load", 0).op("i32.add").set(record);
  writeEvent(code, kernel, routines, kernel.onPost, { record, now });
  code.get(list).i32(4).op("i32.add").set(list).branch(loop).end().end();
  return code;
}

/** One event of the synapse at `record`. */
function writeEvent(
  code: Code,
  { ops, slots }: SynapseKernel,
  routines: Routines,
  { states, amounts }: SynapseEvent,
  at: { readonly record: number; readonly now: number; readonly amounts?: number; readonly stride?: number },
): void {
  const place = (value: number) => {
    const { op, slot } = ops[value]!;
    if (op !== "state") return literalPlace(code, ops[value]!, scalar, undefined);
    if (slot === slots) return { push: () => code.get(at.now) };
    return { keep: true, push: () => code.get(at.record).access("f64.load", 8 * slot) };
  };
  const values = new Values(code, ops, scalar, 1, place, routines.calls(scalar));
  // all is read before anything is written
  values.compute([...states, ...amounts]);
  states.forEach((state, slot) => {
    code.get(at.record);
    values.push(state);
    code.access("f64.store", 8 * slot);
  });
  amounts.forEach((amount, k) => {
    code.get(at.amounts!);
    values.push(amount);
    code.access("f64.store", k * at.stride!);
  });
  code
    .get(at.record)
    .get(at.now)
    .access("f64.store", 8 * (slots - 1));
  values.free();
}
