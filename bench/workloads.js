// The populations of the benchmark. One text of equations goes to rheobase and to Brian2, whose language it is; the
// plain loops of peers/loops.js and peers/loops.cpp are the same update written by hand.

/** Uniform numbers in [0, 1), the same on every machine. mulberry32 by Tommy Ettinger, public domain. */
export function generator(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let x = Math.imul(state ^ (state >>> 15), state | 1);
    x ^= x + Math.imul(x ^ (x >>> 7), x | 61);
    return ((x ^ (x >>> 14)) >>> 0) / 2 ** 32;
  };
}

/**
 * dt in ms. `spread` makes the population: the outer product of drawn lists, the last one running fastest, 100,000 members.
 * `steps` is chosen so that the peers work for half a second at least.
 */
export const workloads = [
  {
    name: "lif",
    title: "LIF, exact, one tau_m",
    dt: 0.1,
    steps: 10000,
    method: "exact",
    model: {
      equations: `dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)
I : amp`,
      parameters: { E_L: "-70 mV", v_th: "-50 mV", v_reset: "-65 mV", R: "10 MOhm", tau_m: "15 ms" },
      threshold: "v > v_th",
      reset: "v = v_reset",
      refractory: "2 ms",
      initial: { v: "-70 mV" },
    },
    spread: {
      I: { from: 1.5, to: 2.6, count: 100_000, unit: "nA" },
    },
  },
  {
    name: "lif-spread",
    title: "LIF, exact, tau_m 10 to 20 ms",
    dt: 0.1,
    steps: 10000,
    method: "exact",
    model: {
      equations: `dv/dt = (E_L - v + R*I)/tau_m : volt (unless refractory)
tau_m : second
I : amp`,
      parameters: { E_L: "-70 mV", v_th: "-50 mV", v_reset: "-65 mV", R: "10 MOhm" },
      threshold: "v > v_th",
      reset: "v = v_reset",
      refractory: "2 ms",
      initial: { v: "-70 mV" },
    },
    spread: {
      tau_m: { from: 10, to: 20, count: 100, unit: "ms" },
      I: { from: 1.5, to: 2.6, count: 1000, unit: "nA" },
    },
  },
  {
    name: "izhikevich",
    title: "Izhikevich, Euler",
    dt: 0.1,
    steps: 9000,
    method: "euler",
    model: {
      equations: `dv/dt = (0.04*v**2 + 5*v + 140 - u + I)/ms : 1
du/dt = a*(b*v - u)/ms : 1
d : 1
I : 1`,
      parameters: { a: 0.02, b: 0.2, c: -65, v_peak: 30 },
      threshold: "v >= v_peak",
      reset: "v = c; u += d",
      initial: { v: -70, u: -14 },
    },
    spread: {
      d: { from: 6, to: 8, count: 100, unit: "1" },
      I: { from: 3.5, to: 10, count: 1000, unit: "1" },
    },
  },
  {
    name: "adex",
    title: "AdEx, Euler",
    dt: 0.05,
    steps: 4000,
    method: "euler",
    model: {
      equations: `dv/dt = (g_L*(E_L - v) + g_L*Delta_T*exp((v - v_T)/Delta_T) - w + I)/C : volt
dw/dt = (a*(v - E_L) - w)/tau_w : amp
b : amp
I : amp`,
      parameters: {
        C: "281 pF",
        g_L: "30 nS",
        E_L: "-70.6 mV",
        v_T: "-50.4 mV",
        Delta_T: "2 mV",
        a: "4 nS",
        tau_w: "144 ms",
        v_reset: "-70.6 mV",
        v_peak: "-40 mV",
      },
      threshold: "v > v_peak",
      reset: "v = v_reset; w += b",
      initial: { v: "-70.6 mV", w: "0 pA" },
    },
    spread: {
      b: { from: 40, to: 120, count: 100, unit: "pA" },
      I: { from: 500, to: 1000, count: 1000, unit: "pA" },
    },
  },
  {
    name: "hh",
    title: "Hodgkin-Huxley (Traub-Miles), exponential Euler",
    dt: 0.1,
    steps: 600,
    method: "exponential-euler",
    model: {
      equations: `dv/dt = (I - g_L*(v - E_L) - g_Na*(m*m*m)*h*(v - E_Na) - g_K*(n*n*n*n)*(v - E_K))/C : volt
dm/dt = alpha_m*(1 - m) - beta_m*m : 1
dh/dt = alpha_h*(1 - h) - beta_h*h : 1
dn/dt = alpha_n*(1 - n) - beta_n*n : 1
alpha_m = 1.28/ms/exprel((13*mV - v + v_T)/(4*mV)) : Hz
beta_m = 1.4/ms/exprel((v - v_T - 40*mV)/(5*mV)) : Hz
alpha_h = 0.128/ms*exp((17*mV - v + v_T)/(18*mV)) : Hz
beta_h = 4/ms/(1 + exp((40*mV - v + v_T)/(5*mV))) : Hz
alpha_n = 0.16/ms/exprel((15*mV - v + v_T)/(5*mV)) : Hz
beta_n = 0.5/ms*exp((10*mV - v + v_T)/(40*mV)) : Hz
g_Na : siemens
I : amp`,
      parameters: {
        C: "200 pF",
        g_L: "10 nS",
        E_L: "-60 mV",
        E_Na: "50 mV",
        E_K: "-90 mV",
        g_K: "6 uS",
        v_T: "-63 mV",
      },
      threshold: "v > -20*mV",
      reset: "",
      refractory: "3 ms",
      initial: { v: "-60 mV", m: 0.05, h: 0.9, n: 0.05 },
    },
    spread: {
      g_Na: { from: 18, to: 22, count: 100, unit: "uS" },
      I: { from: 200, to: 1500, count: 1000, unit: "pA" },
    },
  },
];

/**
 * The drawn list of each spread parameter, rounded to six digits, so that its text and its number are the same value. With
 * `neurons` the lists are shortened alike, to make about so many members.
 */
export function draw(workload, seed, neurons) {
  const random = generator(seed);
  const axes = Object.entries(workload.spread);
  const all = axes.reduce((product, [, { count }]) => product * count, 1);
  const shrink = neurons ? (all / neurons) ** (1 / axes.length) : 1;
  const list = ({ from, to, count }) =>
    Array.from({ length: Math.ceil(count / shrink) }, () => Number((from + (to - from) * random()).toPrecision(6)));
  return Object.fromEntries(axes.map(([name, spread]) => [name, list(spread)]));
}

/** One value for each member, in the spread's own unit: { tau_m: Float64Array, I: Float64Array }. */
export function members(lists) {
  const axes = Object.entries(lists);
  const size = axes.reduce((product, [, list]) => product * list.length, 1);
  const columns = {};
  let stride = size;
  for (const [name, list] of axes) {
    stride /= list.length;
    columns[name] = Float64Array.from({ length: size }, (_, i) => list[Math.floor(i / stride) % list.length]);
  }
  return columns;
}

/** The experiment document of a workload. */
export function document(workload, lists, { steps = workload.steps, spikeTimes = "grid" } = {}) {
  const parameters = {};
  for (const [name, list] of Object.entries(lists)) {
    const { unit } = workload.spread[name];
    parameters[name] = unit === "1" ? list : list.map((value) => `${value} ${unit}`);
  }
  return {
    model: workload.model,
    parameters,
    duration: `${Number((steps * workload.dt).toFixed(9))} ms`,
    dt: `${workload.dt} ms`,
    method: workload.method,
    spikeTimes,
    seed: 1,
  };
}
