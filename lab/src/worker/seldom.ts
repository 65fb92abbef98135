/** Milliseconds between two messages about progress: a run of many short chunks would send thousands. */
const pause = 60;

/** Tells what it is told, but not more often than that. */
export function seldom(tell: (done: number) => void): (done: number) => void {
  let last = Number.NEGATIVE_INFINITY;
  return (done) => {
    if (performance.now() - last < pause) return;
    last = performance.now();
    tell(done);
  };
}
