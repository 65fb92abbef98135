import erfcx from "@stdlib/math-base-special-erfcx";

/** What a uniform passive cable is made of. SI. */
export interface CableMaterial {
  /** m */
  readonly diameter: number;
  /** Specific resistance of the membrane, Ω m². */
  readonly membraneResistance: number;
  /** Resistivity of the inside, Ω m. */
  readonly axialResistivity: number;
  /** Specific capacitance of the membrane, F/m². */
  readonly membraneCapacitance: number;
}

/** What follows from it. SI. */
export interface CableConstants {
  /** λ = sqrt(d R_m/(4 R_i)), m: a steady potential falls to 1/e over this length of a cable without ends. */
  readonly lengthConstant: number;
  /** τ = R_m C_m, s. */
  readonly timeConstant: number;
  /** r_a = 4 R_i/(π d²), Ω/m. */
  readonly axialResistance: number;
  /** Of a cable that goes on for ever to one side: r_a λ, Ω. To both sides it is half of that. */
  readonly inputResistance: number;
}

/** λ, τ, r_a and r_a λ of a uniform cable. Rall (1977), Handbook of Physiology 1:39. Throws a RangeError where a value is not positive. */
export function cableConstants(material: CableMaterial): CableConstants {
  for (const [name, value] of Object.entries(material))
    if (!(value > 0 && Number.isFinite(value))) throw new RangeError(`${name} must be positive, but is ${value}`);
  const { diameter, membraneResistance, axialResistivity, membraneCapacitance } = material;
  const lengthConstant = Math.sqrt((diameter * membraneResistance) / (4 * axialResistivity));
  const axialResistance = (4 * axialResistivity) / (Math.PI * diameter * diameter);
  return {
    lengthConstant,
    timeConstant: membraneResistance * membraneCapacitance,
    axialResistance,
    inputResistance: axialResistance * lengthConstant,
  };
}

/** How a cable ends: no current leaves; held at rest; or it goes on for ever. */
export type CableEnd = "sealed" | "killed" | "infinite";

/** What part of a wave of potential an end throws back: all, all of it turned over, or nothing. */
const reflection: Readonly<Record<CableEnd, number>> = { sealed: 1, killed: -1, infinite: 0 };

/** A uniform piece of cable of finite length with its ends. SI. */
export interface UniformCable extends CableConstants {
  readonly length: number;
  readonly start: CableEnd;
  readonly end: CableEnd;
}

/** Its length in length constants, L/λ. */
export function electrotonicLength({ length, lengthConstant }: UniformCable): number {
  return length / lengthConstant;
}

/**
 * The steady depolarisation at x, in volts per ampere, by a current that enters at y; with x = y it is the input resistance. With
 * lengths in λ, a < b the two places and ρ, σ the reflections of the ends,
 *
 *     R = (r_a λ/2) e^(a - b) (1 + ρ e^(-2a)) (1 + σ e^(-2(L - b)))/(1 - ρ σ e^(-2L)).
 *
 * Between sealed ends, with y = 0, this is r_a λ cosh(L - x)/sinh(L). Jack, Noble & Tsien (1975), chapter 4.
 */
export function transferResistance(cable: UniformCable, x: number, y: number): number {
  const { a, b, length } = inLengthConstants(cable, x, y);
  const [first, last] = [reflection[cable.start], reflection[cable.end]];
  const near = 1 + first * Math.exp(-2 * a);
  const far = 1 + last * Math.exp(-2 * (length - b));
  // 1 - e^(-2L) without cancellation in a short cable.
  const both = first * last === 1 ? -Math.expm1(-2 * length) : 1 - first * last * Math.exp(-2 * length);
  return (cable.inputResistance / 2) * Math.exp(a - b) * ((near * far) / both);
}

/** The depolarisation at x, per ampere, a time t after a current began to flow in at y; 0 before. Approaches `transferResistance`. */
export function stepResponse(cable: UniformCable, x: number, y: number, t: number): number {
  const time = t / cable.timeConstant;
  if (!(time > 0)) return 0;
  return (cable.inputResistance / 4) * overImages(cable, x, y, time, (distance) => openStep(distance, time));
}

/** The depolarisation at x, per coulomb, a time t after a point charge was put in at y; 0 before: Green's function of the cable. */
export function impulseResponse(cable: UniformCable, x: number, y: number, t: number): number {
  const time = t / cable.timeConstant;
  if (!(time > 0)) return 0;
  const sum = overImages(cable, x, y, time, (distance) => Math.exp(-time - distance ** 2 / (4 * time)));
  return (cable.inputResistance / (cable.timeConstant * Math.sqrt(4 * Math.PI * time))) * sum;
}

/**
 * The first time constants of a cable between two sealed or two killed ends, longest first: τ/(1 + (n π/L)²), L in λ, from n = 0 or 1
 * on; of one sealed and one killed end with n + 1/2. Rall (1969), Biophys J 9:1483. Throws a RangeError where an end is infinite.
 */
export function cableTimeConstants(cable: UniformCable, count: number): number[] {
  if (cable.start === "infinite" || cable.end === "infinite")
    throw new RangeError("a cable that goes on for ever has no separate time constants");
  const first = cable.start !== cable.end ? 0.5 : cable.start === "sealed" ? 0 : 1;
  const length = electrotonicLength(cable);
  return Array.from({ length: count }, (_, n) => cable.timeConstant / (1 + (((first + n) * Math.PI) / length) ** 2));
}

/**
 * How far a current that starts on a cable without ends has depolarised it, at a distance and time in λ and τ: e^(-X) erfc(X/(2√T) - √T) -
 * e^X erfc(X/(2√T) + √T), which ends at 2 e^(-X). Hodgkin & Rushton (1946), Proc R Soc B 133:444.
 */
function openStep(distance: number, time: number): number {
  const root = Math.sqrt(time);
  const [near, far] = [distance / (2 * root) - root, distance / (2 * root) + root];
  // e^(∓X) erfc(z) = e^(-X²/4T - T) erfcx(z): both factors stay in range.
  const front = Math.exp(-(distance ** 2) / (4 * time) - time);
  if (near >= 0) return front * (erfcx(near) - erfcx(far));
  return 2 * Math.exp(-distance) - front * (erfcx(-near) + erfcx(far));
}

/** Farther images add less than the rounding of the sum: e^(-40) is 4e-18. */
const farthest = 40;

/**
 * The sum of a function of distance over the source and all its mirror images behind the ends, each with the reflections on its way:
 * 1, ρ, σ and ρσ, and all of them again with (ρσ)^n, 2nL farther away.
 */
function overImages(
  cable: UniformCable,
  x: number,
  y: number,
  time: number,
  response: (distance: number) => number,
): number {
  const { a, b, length } = inLengthConstants(cable, x, y);
  const [first, last] = [reflection[cable.start], reflection[cable.end]];
  const images = [
    [b - a, 1],
    [b + a, first],
    [2 * length - a - b, last],
    [2 * length - b + a, first * last],
  ] as const;
  const reach = Math.min(farthest, Math.sqrt(4 * farthest * time));
  let total = 0;
  for (let turn = 0, sign = 1; sign !== 0 && 2 * turn * length <= reach; turn++, sign *= first * last)
    for (const [distance, part] of images)
      if (part !== 0) total += sign * part * response(distance + 2 * turn * length);
  return total;
}

/** Both places, the nearer to the start first, and the length, in λ. Throws a RangeError for a place that is not on the cable. */
function inLengthConstants({ length, lengthConstant, start, end }: UniformCable, x: number, y: number) {
  const [from, to] = [start === "infinite" ? -Infinity : 0, end === "infinite" ? Infinity : length];
  for (const place of [x, y])
    if (!(place >= from && place <= to))
      throw new RangeError(`${place} m is not on the cable, which goes from ${from} to ${to} m`);
  return {
    a: Math.min(x, y) / lengthConstant,
    b: Math.max(x, y) / lengthConstant,
    length: length / lengthConstant,
  };
}
