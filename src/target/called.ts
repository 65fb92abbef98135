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

/** For each lane whose bit is set, the lowest first: `body`, with the lane in a local. Leaves `called` 0. */
export function eachCalled(code: Code, called: number, lane: number, body: () => void): void {
  const loop = code.loop();
  code.get(called).op("i32.ctz").set(lane);
  body();
  code.get(called).get(called).i32(1).op("i32.sub", "i32.and").tee(called).branchIf(loop).end();
}
