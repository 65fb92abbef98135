// The loops a good programmer writes by hand: typed arrays, time outside, neurons inside, everything that does not change
// computed before. mV, ms, nA (pA, nS, pF for AdEx and HH); a spike is stamped with the start of its step.

/** @typedef {{ dt: number, steps: number, columns: Record<string, Float64Array> }} Run */

/** Exact step of the leaky integrator: v <- v_inf + (v - v_inf) e^(-dt/tau). */
function lif({ dt, steps, columns: { I } }) {
  const n = I.length;
  const v = new Float64Array(n).fill(-70);
  const left = new Uint8Array(n);
  const decay = Math.exp(-dt / 15);
  const end = I.map((current) => -70 + 10 * current);
  const held = Math.round(2 / dt) - 1;
  const times = [];
  const neurons = [];
  const start = performance.now();
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < n; i++) {
      if (left[i] > 0) {
        left[i]--;
        continue;
      }
      const next = end[i] + (v[i] - end[i]) * decay;
      if (next > -50) {
        v[i] = -65;
        left[i] = held;
        times.push(k);
        neurons.push(i);
      } else v[i] = next;
    }
  }
  return { seconds: (performance.now() - start) / 1000, spikes: times.length };
}

/** The same with a time constant for each neuron. */
function lifSpread({ dt, steps, columns: { tau_m, I } }) {
  const n = I.length;
  const v = new Float64Array(n).fill(-70);
  const left = new Uint8Array(n);
  const decay = tau_m.map((tau) => Math.exp(-dt / tau));
  const end = I.map((current) => -70 + 10 * current);
  const held = Math.round(2 / dt) - 1;
  const times = [];
  const neurons = [];
  const start = performance.now();
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < n; i++) {
      if (left[i] > 0) {
        left[i]--;
        continue;
      }
      const next = end[i] + (v[i] - end[i]) * decay[i];
      if (next > -50) {
        v[i] = -65;
        left[i] = held;
        times.push(k);
        neurons.push(i);
      } else v[i] = next;
    }
  }
  return { seconds: (performance.now() - start) / 1000, spikes: times.length };
}

function izhikevich({ dt, steps, columns: { d, I } }) {
  const n = I.length;
  const v = new Float64Array(n).fill(-70);
  const u = new Float64Array(n).fill(-14);
  const times = [];
  const neurons = [];
  const start = performance.now();
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < n; i++) {
      const x = v[i];
      const y = u[i];
      const next = x + dt * (0.04 * x * x + 5 * x + 140 - y + I[i]);
      u[i] = y + dt * 0.02 * (0.2 * x - y);
      if (next >= 30) {
        v[i] = -65;
        u[i] += d[i];
        times.push(k);
        neurons.push(i);
      } else v[i] = next;
    }
  }
  return { seconds: (performance.now() - start) / 1000, spikes: times.length };
}

function adex({ dt, steps, columns: { b, I } }) {
  const n = I.length;
  const v = new Float64Array(n).fill(-70.6);
  const w = new Float64Array(n);
  const times = [];
  const neurons = [];
  const start = performance.now();
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < n; i++) {
      const x = v[i];
      const y = w[i];
      const next = x + (dt / 281) * (30 * (-70.6 - x) + 60 * Math.exp((x + 50.4) / 2) - y + I[i]);
      w[i] = y + (dt / 144) * (4 * (x + 70.6) - y);
      if (next > -40) {
        v[i] = -70.6;
        w[i] += b[i];
        times.push(k);
        neurons.push(i);
      } else v[i] = next;
    }
  }
  return { seconds: (performance.now() - start) / 1000, spikes: times.length };
}

/** (e^x - 1)/x */
function exprel(x) {
  return Math.abs(x) < 1e-6 ? 1 + x / 2 : Math.expm1(x) / x;
}

/** Exponential Euler: every variable exactly, the others held at the start of the step. */
function hh({ dt, steps, columns: { g_Na, I } }) {
  const n = I.length;
  const v = new Float64Array(n).fill(-60);
  const m = new Float64Array(n).fill(0.05);
  const h = new Float64Array(n).fill(0.9);
  const gate = new Float64Array(n).fill(0.05);
  const left = new Uint8Array(n);
  const held = Math.round(3 / dt) - 1;
  const times = [];
  const neurons = [];
  const start = performance.now();
  for (let k = 0; k < steps; k++) {
    for (let i = 0; i < n; i++) {
      const x = v[i] + 63;
      const am = 1.28 / exprel((13 - x) / 4);
      const bm = 1.4 / exprel((x - 40) / 5);
      const ah = 0.128 * Math.exp((17 - x) / 18);
      const bh = 4 / (1 + Math.exp((40 - x) / 5));
      const an = 0.16 / exprel((15 - x) / 5);
      const bn = 0.5 * Math.exp((10 - x) / 40);
      // nS, pA, pF, mV, ms; 1 uS = 1000 nS
      const na = 1000 * g_Na[i] * m[i] * m[i] * m[i] * h[i];
      const kd = 6000 * gate[i] ** 4;
      const g = 10 + na + kd;
      const end = (I[i] - 600 + 50 * na - 90 * kd) / g;
      m[i] = am / (am + bm) + (m[i] - am / (am + bm)) * Math.exp(-dt * (am + bm));
      h[i] = ah / (ah + bh) + (h[i] - ah / (ah + bh)) * Math.exp(-dt * (ah + bh));
      gate[i] = an / (an + bn) + (gate[i] - an / (an + bn)) * Math.exp(-dt * (an + bn));
      v[i] = end + (v[i] - end) * Math.exp((-dt * g) / 200);
      if (left[i] > 0) left[i]--;
      else if (v[i] > -20) {
        left[i] = held;
        times.push(k);
        neurons.push(i);
      }
    }
  }
  return { seconds: (performance.now() - start) / 1000, spikes: times.length };
}

/** @type {Record<string, (run: Run) => { seconds: number, spikes: number }>} */
export const loops = { lif, "lif-spread": lifSpread, izhikevich, adex, hh };
