/** Mean rates of the microcircuit of Potjans & Diesmann (2014) at its full size in NEST, in Hz, by population. */
export const microcircuitRates = {
  l23e: 0.903,
  l23i: 2.965,
  l4e: 4.414,
  l4i: 5.876,
  l5e: 7.569,
  l5i: 8.633,
  l6e: 1.105,
  l6i: 7.829,
};
