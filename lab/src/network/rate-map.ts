/** Rates in Hz over g (columns) and the external rate over the threshold rate (rows); rows that are not known yet are undefined. */
export interface RateMap {
  readonly g: readonly number[];
  readonly external: readonly number[];
  readonly rates: readonly (Float64Array | undefined)[];
}

const steps = (count: number, step: number) =>
  Array.from({ length: count }, (_, k) => Number(((k + 1) * step).toFixed(6)));

/** Where a map looks: theory is quick, simulation looks at fewer places. */
export const mapPlaces = {
  theory: { g: steps(16, 0.5), external: steps(16, 0.25) },
  simulation: { g: steps(8, 1), external: steps(8, 0.5) },
} as const;
