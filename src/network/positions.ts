import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { quantityAt } from "../experiment-axes.ts";
import { quantity } from "../experiment-stimuli.ts";
import { type Dimension, dimensions, isDimensionless } from "../quantity/dimension.ts";
import { RandomStream } from "./random-stream.ts";

/** Where the neurons of a population are. */
export interface Positions {
  /** What lengths measure: usually metre; 1 on a ring of angles. */
  readonly dimension: Dimension;
  /** One array for each axis, SI: x, or x and y. All lie around 0. */
  readonly axes: readonly Float64Array[];
  /** After which length each axis comes back to itself; Infinity where it does not. */
  readonly periods: readonly number[];
}

const periodic = z
  .boolean({ error: "must be true or false" })
  .optional()
  .describe("Whether opposite edges meet. Default: false.");
const sides = {
  width: quantity.describe("Extent in x."),
  height: quantity.describe("Extent in y."),
  periodic,
};
const whole = z.int({ error: "must be a whole number" }).min(1, "must be at least 1");

/** Where the neurons of a population are, in a document. */
export const positionsSchema = z.discriminatedUnion(
  "on",
  [
    z
      .strictObject({ on: z.literal("line"), length: quantity.describe("Length of the line.") })
      .describe("At equal distances on a line, in the middle of as many equal parts."),
    z
      .strictObject({ on: z.literal("ring"), length: quantity.describe("Circumference of the ring.") })
      .describe("At equal distances on a ring; distances are measured along it."),
    z
      .strictObject({
        on: z.literal("grid"),
        columns: whole.describe("Neurons in x, which changes fastest."),
        rows: whole.describe("Neurons in y."),
        ...sides,
      })
      .describe("On a rectangular grid, in the middle of equal rectangles."),
    z
      .strictObject({ on: z.literal("plane"), ...sides })
      .describe("At random places of a rectangle, all equally likely."),
  ],
  { error: 'must be an object such as {"on": "ring", "length": "1 mm"}' },
);

export type PositionsDocument = z.input<typeof positionsSchema>;

/** A population whose neurons are to be placed. */
interface Placed {
  readonly size: number;
  readonly seed: number;
  /** The number of the population among all that draws random numbers. */
  readonly object: number;
  /** The place of the positions in the document. */
  readonly path: string;
}

/**
 * The positions of a document, SI. Random ones are functions of seed, object and neuron.
 * @throws ExperimentError naming the place
 */
export function positionsOf(document: PositionsDocument, population: Placed): Positions {
  const { size, path } = population;
  switch (document.on) {
    case "line":
    case "ring": {
      const length = extentAt(document.length, `${path}.length`);
      return {
        dimension: length.dimension,
        axes: [centres(size, length.value)],
        periods: [document.on === "ring" ? length.value : Infinity],
      };
    }
    case "grid": {
      const { columns, rows } = document;
      if (columns * rows !== size)
        throw new ExperimentError(
          `${columns} columns and ${rows} rows make ${columns * rows} places, but the population has ${size} neurons`,
          path,
          "there must be one place for each neuron",
        );
      const { dimension, periods, width, height } = rectangle(document, path);
      const [x, y] = [centres(columns, width), centres(rows, height)];
      return {
        dimension,
        axes: [
          Float64Array.from({ length: size }, (_, k) => x[k % columns]!),
          Float64Array.from({ length: size }, (_, k) => y[Math.floor(k / columns)]!),
        ],
        periods,
      };
    }
    case "plane": {
      const { dimension, periods, width, height } = rectangle(document, path);
      const stream = new RandomStream(population.seed, population.object, "positions");
      const axes = [new Float64Array(size), new Float64Array(size)] as const;
      for (let k = 0; k < size; k++) {
        stream.open(k);
        axes[0][k] = width * (stream.uniform() - 0.5);
        axes[1][k] = height * (stream.uniform() - 0.5);
      }
      return { dimension, axes, periods };
    }
  }
}

/** The middles of n equal parts of a length around 0. */
function centres(n: number, length: number): Float64Array {
  return Float64Array.from({ length: n }, (_, k) => ((2 * k + 1 - n) * length) / (2 * n));
}

function rectangle(
  document: { width: string | number; height: string | number; periodic?: boolean | undefined },
  path: string,
) {
  const width = extentAt(document.width, `${path}.width`);
  const height = extentAt(document.height, `${path}.height`, width.dimension);
  const periods = document.periodic ? [width.value, height.value] : [Infinity, Infinity];
  return { dimension: width.dimension, width: width.value, height: height.value, periods };
}

/** A positive length, or a plain number where neurons are placed by an angle or another number. */
function extentAt(text: string | number, path: string, dimension?: Dimension) {
  const read = quantityAt(text, path, dimension);
  const extent = dimension || isDimensionless(read.dimension) ? read : quantityAt(text, path, dimensions.metre);
  if (!(extent.value > 0))
    throw new ExperimentError(`must be a positive length, but is ${JSON.stringify(text)}`, path, 'write it as "1 mm"');
  return extent;
}
