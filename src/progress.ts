/** Work that yields, now and then, how much of it is done, from 0 to 1. */
export type Work<T> = Generator<number, T>;

/** Does it all. */
export function finished<T>(work: Work<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** Work that is a part of a whole, from one share of it to another. */
export function* partOf<T>(work: Work<T>, from: number, to: number): Work<T> {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    yield from + (to - from) * step.value;
  }
}
