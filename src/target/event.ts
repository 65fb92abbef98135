import { failures, type Kernel, type Statement } from "../kernel/ir.ts";
import { Code, type Label } from "./assembler.ts";
import { allKept, type BlockLayout, header, pageBytes } from "./layout.ts";
import type { Routines } from "./routines.ts";
import { singleValues } from "./single.ts";
import type { Values } from "./values.ts";

/** Where the module keeps the functions that an event program calls. */
export interface EventCalls {
  readonly fail: number;
  readonly spike: number;
}

/** (lane address, neuron, step, row of columns): the event program for one neuron and one step. */
export function eventFunction(kernel: Kernel, layout: BlockLayout, routines: Routines, calls: EventCalls): Code {
  const code = new Code(["i32", "f64", "f64", "i32"]);
  const [address, neuron, step, row] = [0, 1, 2, 3] as const;
  const variables = Array.from({ length: kernel.variables }, () => code.local("f64"));
  const next = new Map<number, number>();
  for (const { op, slot } of kernel.ops) {
    if (op !== "next" || next.has(slot)) continue;
    next.set(slot, code.local("f64"));
    code.get(address).access("f64.load", layout.next(slot)).set(next.get(slot)!);
  }
  const values = singleValues(code, kernel, layout, routines, {
    ...{ address, neuron, step, row, variables, next },
    ready: allKept,
  });

  const write = (statement: Statement, loop: Loop | undefined): void => {
    switch (statement.kind) {
      case "set":
        values.compute(statement.values);
        for (const value of statement.values) values.pushNumber(value);
        for (const variable of statement.variables.toReversed()) code.set(variables[variable]!);
        values.free();
        break;
      case "if":
        evaluate(values, [statement.condition]);
        code.if();
        for (const inner of statement.then) write(inner, loop);
        if (statement.otherwise.length > 0) code.else();
        for (const inner of statement.otherwise) write(inner, loop);
        code.end();
        break;
      case "loop": {
        const leave = code.block();
        const again = code.loop();
        for (const inner of statement.body) write(inner, { leave, again });
        code.branch(again).end().end();
        break;
      }
      case "break":
        code.branch(loop!.leave);
        break;
      case "continue":
        code.branch(loop!.again);
        break;
      case "spike":
        evaluate(values, [statement.time]);
        code.get(neuron).call(calls.spike);
        break;
      case "store":
        code.get(address);
        evaluate(values, [statement.value]);
        code.access("f64.store", layout.next(statement.state));
        break;
      case "fail":
        code.i32(statement.code);
        evaluate(values, [statement.time]);
        code.get(neuron).call(calls.fail);
        break;
    }
  };
  for (const statement of kernel.event) write(statement, undefined);
  return code;
}

interface Loop {
  readonly leave: Label;
  readonly again: Label;
}

/** Pushes values that nothing after needs. */
function evaluate(values: Values, roots: readonly number[]): void {
  values.compute(roots);
  for (const root of roots) values.push(root);
  values.free();
}

/** (code, time, neuron): notes a failure unless an earlier one, or one of a lower neuron at the same time, is known. */
export function failFunction(): Code {
  const code = new Code(["i32", "f64", "f64"]);
  const [failure, time, neuron] = [0, 1, 2] as const;
  code.i32(0).i32(1).access("i32.store", header.failing);
  code.get(neuron).i32(0).access("f64.load", header.endNeuron).op("f64.lt");
  code.i32(0).access("i32.load", header.failureCode).op("i32.eqz");
  code.get(time).i32(0).access("f64.load", header.failedTime).op("f64.lt", "i32.or");
  code.get(time).i32(0).access("f64.load", header.failedTime).op("f64.eq");
  code.get(neuron).i32(0).access("f64.load", header.failedNeuron).op("f64.lt", "i32.and", "i32.or", "i32.and");
  code.if();
  code.i32(0).get(failure).access("i32.store", header.failureCode);
  code.i32(0).get(time).access("f64.store", header.failedTime);
  code.i32(0).get(neuron).access("f64.store", header.failedNeuron);
  code.end();
  return code;
}

/** (time, neuron): appends a spike, growing the memory by an eighth where it is full. Lanes that are copies have none. */
export function spikeFunction(fail: number): Code {
  const code = new Code(["f64", "f64"]);
  const [time, neuron] = [0, 1] as const;
  const pointer = code.local("i32");
  const pages = code.local("i32");
  const isFull = () => code.get(pointer).i32(0).access("i32.load", header.spikeLimit).op("i32.ge_u");

  code.get(neuron).i32(0).access("f64.load", header.endNeuron).op("f64.lt", "i32.eqz").if();
  code.op("return").end();
  code.i32(0).access("i32.load", header.spikePointer).set(pointer);
  isFull().if();
  code.op("memory.size").i32(3).op("i32.shr_u").i32(16).op("i32.add").tee(pages);
  code.op("memory.grow").i32(-1).op("i32.ne").if();
  code.i32(0).i32(0).access("i32.load", header.spikeLimit);
  code.get(pages).i32(pageBytes).op("i32.mul", "i32.add").access("i32.store", header.spikeLimit);
  code.end().end();
  isFull().if();
  code.i32(failures.memory).get(time).get(neuron).call(fail).op("return").end();
  code.get(pointer).get(time).access("f64.store", 0);
  code.get(pointer).get(neuron).access("f64.store", 8);
  code.i32(0).get(pointer).i32(16).op("i32.add").access("i32.store", header.spikePointer);
  return code;
}
