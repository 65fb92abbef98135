// The networks that are measured, as documents; bench/peers/brian-networks.py has the same for Brian2.

const wired = { rule: "probability", p: 0.02 };

/** Two populations of Vogels and Abbott's kind: 3,200 and 800 neurons, a projection for each pair. */
function vogelsAbbott(model, excitation, inhibition, method, seconds) {
  const projections = ["e", "i"].flatMap((to) => [
    { from: "e", to, connect: wired, delay: "0 ms", ...excitation },
    { from: "i", to, connect: wired, delay: "0 ms", ...inhibition },
  ]);
  const populations = { e: { model, size: 3200 }, i: { model, size: 800 } };
  return { populations, projections, method, spikeTimes: "grid", duration: `${seconds} s`, seed: 1 };
}

const onto = (state, weight) => ({ synapse: { onPre: `${state} += w` }, weight });
const start = {
  v: "-60*mV + (5*randn() - 5)*mV",
  g_e: "(1.5*randn() + 4)*10*nS",
  g_i: "(12*randn() + 20)*10*nS",
};

export const networks = {
  cuba: {
    title: "CUBA, 4,000 neurons",
    seconds: 2,
    document: (seconds) =>
      vogelsAbbott(
        {
          equations: `dv/dt = (g_e + g_i - (v + 49*mV))/(20*ms) : volt (unless refractory)
dg_e/dt = -g_e/(5*ms) : volt
dg_i/dt = -g_i/(10*ms) : volt`,
          threshold: "v > -50*mV",
          reset: "v = -60*mV",
          refractory: "5 ms",
          initial: { v: "-60*mV + rand()*10*mV" },
        },
        onto("g_e", "1.62 mV"),
        onto("g_i", "-9 mV"),
        "exact",
        seconds,
      ),
  },
  coba: {
    title: "COBA, 4,000 neurons",
    seconds: 2,
    document: (seconds) =>
      vogelsAbbott(
        {
          equations: `dv/dt = (g_e*(0*mV - v) + g_i*(-80*mV - v) - 10*nS*(v + 60*mV))/(200*pF) : volt (unless refractory)
dg_e/dt = -g_e/(5*ms) : siemens
dg_i/dt = -g_i/(10*ms) : siemens`,
          threshold: "v > -50*mV",
          reset: "v = -60*mV",
          refractory: "5 ms",
          initial: start,
        },
        onto("g_e", "6 nS"),
        onto("g_i", "67 nS"),
        "exponential-euler",
        seconds,
      ),
  },
  cobahh: {
    title: "COBAHH, 4,000 neurons",
    seconds: 1,
    document: (seconds) =>
      vogelsAbbott(
        {
          equations: `dv/dt = (10*nS*(-60*mV - v) + g_e*(0*mV - v) + g_i*(-80*mV - v) - 20*uS*(m*m*m)*h*(v - 50*mV) - 6*uS*(n*n*n*n)*(v + 90*mV))/(200*pF) : volt
dm/dt = a_m*(1 - m) - b_m*m : 1
dn/dt = a_n*(1 - n) - b_n*n : 1
dh/dt = a_h*(1 - h) - b_h*h : 1
dg_e/dt = -g_e/(5*ms) : siemens
dg_i/dt = -g_i/(10*ms) : siemens
a_m = 0.32*4/exprel((13*mV - v - 63*mV)/(4*mV))/ms : Hz
b_m = 0.28*5/exprel((v + 63*mV - 40*mV)/(5*mV))/ms : Hz
a_h = 0.128*exp((17*mV - v - 63*mV)/(18*mV))/ms : Hz
b_h = 4/(1 + exp((40*mV - v - 63*mV)/(5*mV)))/ms : Hz
a_n = 0.032*5/exprel((15*mV - v - 63*mV)/(5*mV))/ms : Hz
b_n = 0.5*exp((10*mV - v - 63*mV)/(40*mV))/ms : Hz`,
          threshold: "v > -20*mV",
          reset: "",
          refractory: "3 ms",
          initial: start,
        },
        onto("g_e", "6 nS"),
        onto("g_i", "67 nS"),
        "exponential-euler",
        seconds,
      ),
  },
  brunel: {
    title: "Brunel C, 12,500 neurons, 15.6 million synapses",
    seconds: 1,
    document: (seconds) => {
      const model = {
        equations: "dv/dt = -v/(20*ms) : volt (unless refractory)",
        threshold: "v > 20*mV",
        reset: "v = 10*mV",
        refractory: "2 ms",
      };
      const projections = ["e", "i"].flatMap((to) => [
        ...[
          ["e", "0.1 mV"],
          ["i", "-0.5 mV"],
        ].map(([from, weight]) => ({ from, to, weight, delay: "1.5 ms", connect: { rule: "probability", p: 0.1 } })),
        { from: { poisson: "20 Hz", sources: 1000 }, to, weight: "0.1 mV" },
      ]);
      const populations = { e: { model, size: 10000 }, i: { model, size: 2500 } };
      return { populations, projections, method: "exact", spikeTimes: "grid", duration: `${seconds} s`, seed: 1 };
    },
  },
};
