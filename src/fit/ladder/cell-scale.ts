import { describeCell } from "../../analysis/index.ts";
import { exponentials, fitPotential, fitSlope, forcedCourse, type SpikingSweep, spikeShape } from "../gif/index.ts";

/** The sizes that the ranges of a fit are built around. SI. */
export interface CellScale {
  /** Volts: where the membrane rests without current. */
  readonly E_L: number;
  /** Ohms. */
  readonly R: number;
  /** Seconds. */
  readonly tau: number;
  /** Volts: the mean potential that a leaky membrane has when the cell fires. */
  readonly threshold: number;
}

/**
 * The scale of a cell from sweeps in which it fires: its passive membrane, by the regressions of the GIF recipe; and where that
 * membrane is when spikes come. Where the potential determines no membrane, what the steps say stands for it.
 *
 * @throws RangeError where the sweeps have no spike, or neither way leads to a membrane
 */
export function cellScale(sweeps: readonly SpikingSweep[]): CellScale {
  const firing = sweeps.filter(({ spikes }) => spikes.length > 0);
  if (firing.length === 0)
    throw new RangeError("the cell fires in no sweep; a spiking model needs spikes to be fitted to");
  const shape = spikeShape(firing);
  const basis = exponentials(10e-3, 0.25, 3);
  const membrane = passiveMembrane(sweeps, shape, basis);
  const potentials = firing.flatMap((sweep) => {
    const { voltage, fired } = forcedCourse(sweep, membrane, shape);
    return Array.from(voltage).filter((_, k) => fired[k]);
  });
  const mean = potentials.reduce((sum, v) => sum + v, 0) / potentials.length;
  const { E_L, g_L, C } = membrane;
  return { E_L, R: 1 / g_L, tau: C / g_L, threshold: Math.max(mean, E_L + 5e-3) };
}

function passiveMembrane(
  sweeps: readonly SpikingSweep[],
  shape: ReturnType<typeof spikeShape>,
  basis: ReturnType<typeof exponentials>,
) {
  try {
    return fitPotential(sweeps, shape, basis, fitSlope(sweeps, shape, basis));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    const { rest, resistance, timeConstant } = describeCell(sweeps);
    if (rest === undefined || resistance === undefined) throw error;
    const eta = { basis, weights: [0, 0, 0] };
    return { C: (timeConstant ?? 20e-3) / resistance, g_L: 1 / resistance, E_L: rest, eta };
  }
}
