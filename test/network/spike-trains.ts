/** Trains of irregular spikes as texts in ms, the same at every call: `rate` in Hz over `duration` ms, no two within 1 ms. */
export function spikeTrains(count: number, duration: number, rate: number): string[][] {
  let state = 12345;
  const uniform = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const times: string[] = [];
    for (let time = 0; ; ) {
      time += 1 - (Math.log(uniform()) * 1000) / rate;
      if (time >= duration) return times;
      times.push(`${time.toFixed(4)} ms`);
    }
  });
}
