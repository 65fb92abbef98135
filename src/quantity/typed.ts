/**
 * Quantities as TypeScript sees them: `"1.2 mV"` is a Voltage and no Current, so a unit in the wrong place does not
 * compile. They are texts, one space between number and unit; any other way to write a quantity (`"1.2mvolt"`) is read at
 * run time and is typed as a plain string.
 */
type Prefix = "f" | "p" | "n" | "u" | "µ" | "m" | "k" | "M" | "G" | "";
type In<Unit extends string> = `${number} ${Prefix}${Unit}`;
type PerArea = "/cm^2" | "/cm**2" | "/um^2" | "/um**2" | "/m^2" | "/m**2";

export type Time = In<"s" | "second">;
export type Frequency = In<"Hz" | "hertz"> | `${number} 1/${"s" | "ms" | "second"}`;
export type Voltage = In<"V" | "volt">;
export type Current = In<"A" | "amp" | "ampere">;
export type Resistance = In<"Ohm" | "ohm" | "Ω">;
export type Conductance = In<"S" | "siemens">;
export type Capacitance = In<"F" | "farad">;
export type CurrentDensity = `${In<"A">}${PerArea}`;
export type ConductanceDensity = `${In<"S">}${PerArea}`;
export type CapacitanceDensity = `${In<"F">}${PerArea}`;
/** A plain number, or one as a text. */
export type Dimensionless = number | `${number}`;

/** The kind of quantity a text is: `"8 ms"` gives Time, `"10 MOhm"` Resistance, `0.02` Dimensionless. */
export type KindOf<Q> = Q extends Time
  ? Time
  : Q extends Voltage
    ? Voltage
    : Q extends Current
      ? Current
      : Q extends Resistance
        ? Resistance
        : Q extends Conductance
          ? Conductance
          : Q extends Capacitance
            ? Capacitance
            : Q extends CurrentDensity
              ? CurrentDensity
              : Q extends ConductanceDensity
                ? ConductanceDensity
                : Q extends CapacitanceDensity
                  ? CapacitanceDensity
                  : Q extends Frequency
                    ? Frequency
                    : Q extends Dimensionless
                      ? Dimensionless
                      : string | number;

/** The kind of quantity that a unit of the equations measures: `amp` gives Current. */
export type KindOfUnit<Unit extends string> = Unit extends "1"
  ? Dimensionless
  : Unit extends "amp/meter**2" | "amp/metre**2"
    ? CurrentDensity
    : KindOf<`1 ${Unit}`>;
