import * as z from "zod";
import { ExperimentError } from "../errors.ts";
import { type Known, type Path, refusalOf, valueAt } from "../experiment-refusal.ts";
import { range, stimulus, stimulusKeys, text } from "../experiment-stimuli.ts";
import type { Range, StimulusDocument } from "../experiment-types.ts";
import { stimuli } from "../stimuli/index.ts";
import { stepMethods } from "./step-method.ts";

/** Every method a cable can be told to run with. */
const methods = ["auto", "exact", ...Object.keys(stepMethods)] as [string, ...string[]];

/** A quantity, or an error that says what is wanted. */
const measured = (wanted: string) => z.union([z.string(), z.number()], { error: `must be ${wanted}` });
const aLength = measured('a length such as "300 um"');
const aTime = measured('a time such as "1.2 ms"');
const specific = {
  R_m: measured('a specific resistance such as "12500 ohm*cm^2"'),
  R_i: measured('a resistivity such as "50 ohm*cm"'),
  C_m: measured('a specific capacitance such as "0.8 uF/cm^2"'),
};

const end = z.enum(["sealed", "killed", "infinite"], { error: 'must be "sealed", "killed" or "infinite"' }).optional();
const ends =
  "sealed, the default: no current leaves; killed: held at E_L; infinite: the cable goes on for ever beyond this end.";
const taper = z
  .strictObject({ from: aLength.describe("At its start."), to: aLength.describe("At its end.") })
  .describe("A diameter that changes evenly.");
const compartments = z
  .int({ error: "must be a whole number" })
  .min(1, "must be at least 1")
  .max(1_000_000, "must be at most 1,000,000")
  .describe("How many pieces of equal length it is divided into; the potential is known at their ends.");

const shape = {
  length: aLength.describe("Its length."),
  diameter: z
    .union([aLength, taper], { error: 'must be a length such as "2 um", or {"from": "4 um", "to": "1 um"}' })
    .describe("Its diameter."),
  compartments,
};

const branch = z
  .strictObject(
    {
      ...shape,
      parent: text("the name of a branch")
        .optional()
        .describe("The branch that it grows out of. Default: the trunk, which is the cable itself."),
      from: z
        .union([z.enum(["start", "end"]), aLength], { error: 'must be "start", "end" or a length such as "300 um"' })
        .optional()
        .describe("Where on its parent it begins: the start, the end (the default), or so far from the start."),
      R_m: specific.R_m.optional().describe("Default: that of the cable."),
      R_i: specific.R_i.optional().describe("Default: that of the cable."),
      C_m: specific.C_m.optional().describe("Default: that of the cable."),
      end: end.describe(`How it ends: ${ends}`),
    },
    { error: 'must be an object such as {"length": "300 um", "diameter": "1 um", "compartments": 50}' },
  )
  .describe("A branch of the cable.");

const cable = z
  .strictObject(
    {
      ...shape,
      R_m: specific.R_m.describe("Specific resistance of the membrane."),
      R_i: specific.R_i.describe("Resistivity of the inside."),
      C_m: specific.C_m.describe("Specific capacitance of the membrane."),
      E_L: measured('a potential such as "-70 mV"').optional().describe("The potential at rest. Default: -70 mV."),
      start: end.describe(`How it begins: ${ends}`),
      end: end.describe(`How it ends: ${ends}`),
      branches: z
        .record(z.string(), branch, { error: 'must be an object such as {"tuft": {"length": "300 um", …}}' })
        .optional()
        .describe("What grows out of it, by name."),
    },
    { error: 'must be an object such as {"length": "800 um", "diameter": "2 um", "compartments": 200, …}' },
  )
  .describe("A passive cable: its trunk, and the branches that grow out of it.");

const place = {
  at: aLength.describe("How far from the start of the cable, or of the branch."),
  branch: text("the name of a branch").optional().describe("The branch that it is on. Default: the trunk."),
};

/** What an electrode can send in: one course in time for the whole cable. */
const electrode = z.discriminatedUnion(
  "stimulus",
  stimulus.options
    .filter((_, k) => !["fluctuation", "clamp"].includes(stimuli[k]!.kind))
    .map((option) => option.omit({ to: true }).extend(place)) as unknown as [(typeof stimulus.options)[number]],
  { error: 'must be an object such as {"at": "100 um", "stimulus": "step", "amplitude": "0.2 nA"}' },
);

const recordedPlace = z.union([aLength, z.strictObject(place)], {
  error: 'must be a length such as "400 um", or {"branch": "tuft", "at": "100 um"}',
});

const record = z
  .strictObject(
    {
      at: z
        .array(recordedPlace, { error: 'must be a list such as ["0 um", "400 um"]' })
        .min(1, "must have at least one place")
        .optional()
        .describe(
          "Where the potential is recorded over time. Default: every end and electrode, and the middle of a cable without branches.",
        ),
      profiles: z
        .union([z.array(aTime), range], { error: 'must be a list such as ["1 ms", "1.2 ms"], or a range' })
        .optional()
        .describe("When the potential is recorded all along the cable. Default: five times, evenly spread."),
      every: text('a time such as "0.1 ms"').optional().describe("Time between samples. Default: dt."),
    },
    { error: 'must be an object such as {"at": ["0 um", "400 um"]}' },
  )
  .optional()
  .describe("What to record.");

const cableExperiment = z
  .strictObject(
    {
      $schema: text("an address").optional().describe("Address of this schema, for editors."),
      cable,
      electrodes: z
        .array(electrode, { error: 'must be a list such as [{"at": "100 um", "stimulus": "step", …}]' })
        .max(1000, "must be at most 1000 electrodes")
        .optional()
        .describe("Currents, each at its place. Those at one place add up."),
      initial: measured('a potential such as "-65 mV"')
        .optional()
        .describe("The potential at the beginning. Default: E_L."),
      duration: text('a time such as "5 ms"').describe("Length of the run: a whole number of time steps."),
      dt: text('a time such as "0.01 ms"').optional().describe('Length of a time step. Default: "0.01 ms".'),
      method: z
        .enum(methods, { error: `must be one of ${methods.join(", ")}` })
        .optional()
        .describe('Default: "auto", which is exact for a cable of moderate size, and tr-bdf2 for a large one.'),
      record,
    },
    { error: 'must be an object such as {"cable": {…}, "duration": "5 ms"}' },
  )
  .meta({
    title: "rheobase cable experiment",
    description: "A passive cable, the electrodes in it, and how long: all that a run needs.",
  });

/** A place in a document: a length along the trunk, or a branch and a length along it. */
export type PlaceDocument = string | number | { readonly at: string | number; readonly branch?: string };

/** A piece of cable in a document. */
export interface SectionDocument {
  readonly length: string | number;
  readonly diameter: string | number | { readonly from: string | number; readonly to: string | number };
  readonly compartments: number;
  readonly end?: "sealed" | "killed" | "infinite";
}

/** What grows out of the trunk or another branch. */
export interface BranchDocument extends SectionDocument {
  readonly parent?: string;
  readonly from?: "start" | "end" | string | number;
  readonly R_m?: string | number;
  readonly R_i?: string | number;
  readonly C_m?: string | number;
}

/** A passive cable with electrodes, as a document says it. */
export interface CableDocument {
  readonly cable: SectionDocument & {
    readonly R_m: string | number;
    readonly R_i: string | number;
    readonly C_m: string | number;
    /** Default: -70 mV. */
    readonly E_L?: string | number;
    readonly start?: "sealed" | "killed" | "infinite";
    readonly branches?: Readonly<Record<string, BranchDocument>>;
  };
  /** Stimuli of the catalogue, each with its place. */
  readonly electrodes?: readonly (StimulusDocument & { readonly at: string | number; readonly branch?: string })[];
  readonly initial?: string | number;
  readonly duration: string;
  /** Default: 0.01 ms. */
  readonly dt?: string;
  readonly method?: string;
  readonly record?: {
    readonly at?: readonly PlaceDocument[];
    readonly profiles?: readonly (string | number)[] | Range<string | number>;
    readonly every?: string;
  };
}

/** Whether a value read from JSON is meant to be a cable experiment: it has a `cable`. */
export function isCableDocument(json: unknown): boolean {
  return typeof json === "object" && json !== null && Object.hasOwn(json, "cable");
}

/** The JSON Schema of the document, draft 2020-12. */
export function cableSchema(): object {
  return z.toJSONSchema(cableExperiment, { io: "input" });
}

/**
 * The document in a value read from JSON: keys and kinds of values are right afterwards, not yet units and names.
 *
 * @throws ExperimentError naming the place, such as `electrodes[0].amplitude`.
 */
export function parseCable(json: unknown): CableDocument {
  refuseUnfit(json);
  const parsed = cableExperiment.safeParse(json);
  if (parsed.success) return parsed.data as unknown as CableDocument;
  throw refusalOf(parsed.error.issues, json, known);
}

/** Stimuli of the catalogue that are none of an electrode, and names that are none. */
function refuseUnfit(json: unknown): void {
  const electrodes = valueAt(json, ["electrodes"]);
  for (const [k, one] of (Array.isArray(electrodes) ? electrodes : []).entries()) {
    const name = valueAt(one, ["stimulus"]);
    const kind = stimuli.find((own) => own.name === name)?.kind;
    if (kind === "fluctuation")
      throw new ExperimentError(
        `${name} has no course in time that all of a cable could share`,
        `electrodes[${k}].stimulus`,
        "take frozen-noise",
      );
    if (kind === "clamp")
      throw new ExperimentError(
        "an electrode sends in a current, and holds no potential",
        `electrodes[${k}].stimulus`,
        'an end that is held at E_L is "killed"',
      );
  }
  const branches = valueAt(json, ["cable", "branches"]);
  for (const name of ["__proto__", ""])
    if (typeof branches === "object" && branches !== null && Object.hasOwn(branches, name))
      throw new ExperimentError(`"${name}" is no name`, `cable.branches.${name}`, "give the branch another");
}

const electrodeNames = electrode.options.map((option) => option.shape.stimulus.value);
const known: Known = {
  keysAt(path, json) {
    if (path.length === 0) return Object.keys(cableExperiment.shape);
    if (path[0] === "cable") return keysOfCable(path);
    if (path[0] === "electrodes" && path.length === 2) return electrodeKeys(path, json);
    if (path[0] === "record" && path.length === 1) return Object.keys(record.unwrap().shape);
    return path[0] === "record" && path[1] === "at" ? Object.keys(place) : Object.keys(range.shape);
  },
  namesAt: (path) => (path[0] === "electrodes" && path.at(-1) === "stimulus" ? electrodeNames : undefined),
};

function keysOfCable(path: Path): readonly string[] {
  if (path.at(-1) === "diameter") return Object.keys(taper.shape);
  return Object.keys(path.length === 1 ? cable.shape : branch.shape);
}

function electrodeKeys(path: Path, json: unknown): readonly string[] {
  const own = stimulusKeys(valueAt(json, [...path, "stimulus"])).filter((key) => key !== "to");
  return [...Object.keys(place), ...own];
}
