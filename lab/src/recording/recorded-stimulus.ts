import type { Sweep } from "rheobase/data";
import type { RecordedStimulus } from "./contract.ts";

/** A document with more samples than these is slow to read each time that it runs. */
const most = 200_000;

/** The current of a sweep, sample for sample; of a very long sweep, means of as many samples as it takes. */
export function recordedStimulus({ current, rate }: Sweep): RecordedStimulus {
  const own = current!;
  const averaged = Math.ceil(own.length / most);
  const count = Math.floor(own.length / averaged);
  const values = Array.from({ length: count }, (_, k) => {
    let sum = 0;
    for (let j = k * averaged; j < (k + 1) * averaged; j++) sum += own[j]!;
    return rounded((sum / averaged) * 1e12, 6);
  });
  const interval = rounded((averaged / rate) * 1000, 12);
  return { values, interval: `${interval} ms`, duration: `${rounded(count * interval, 12)} ms`, averaged };
}

/** Digits that no recording has are not written. */
function rounded(value: number, digits: number): number {
  return Number(value.toPrecision(digits));
}
