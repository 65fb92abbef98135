import type { Code } from "./assembler.ts";
import type { Lanes } from "./lanes.ts";

/** Pushes an i32 with a bit for each lane of the vectors, set where the mask is that `push` pushes for its vector. */
export function pushCalled(code: Code, lanes: Lanes, vectors: number, push: (vector: number) => void): void {
  for (let vector = 0; vector < vectors; vector++) {
    push(vector);
    lanes.bits(code);
    if (vector === 0) continue;
    code.i32(vector * lanes.width).op("i32.shl", "i32.or");
  }
}

/** Where the event program finds a block's neurons: locals. */
export interface EventPlaces {
  /** i32: of the first neuron of the block; f64: its number. */
  readonly address: number;
  readonly neuron: number;
  /** f64 and i32: the step, and the row of its columns. */
  readonly step: number;
  readonly row: number;
}

/** Calls the event program, the function `event`, for each lane whose bit is set in `called`, the lowest first. Leaves `called` 0. */
export function callEvents(code: Code, event: number, called: number, places: EventPlaces): void {
  const { address, neuron, step, row } = places;
  const lane = code.local("i32");
  const loop = code.loop();
  code.get(called).op("i32.ctz").set(lane).get(address).get(lane).i32(8).op("i32.mul", "i32.add");
  code.get(neuron).get(lane).op("f64.convert_i32_u", "f64.add").get(step).get(row).call(event);
  code.get(called).get(called).i32(1).op("i32.sub", "i32.and").tee(called).branchIf(loop).end();
  code.free(lane);
}
