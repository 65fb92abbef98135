import * as z from "zod";
import { quantityAt } from "../experiment-axes.ts";
import { quantity, text, values } from "../experiment-stimuli.ts";
import type { Values } from "../experiment-types.ts";
import { type Dimension, dimensions } from "../quantity/dimension.ts";

/** What a protocol lets its document say beside the experiment. */
export type Setting = { readonly meaning: string } & (
  | { readonly kind: "time" | "frequency"; readonly default?: string }
  /** A quantity of the parameter that the protocol varies. */
  | { readonly kind: "quantity"; readonly default?: string | number }
  /** Several of them: a list or a range. */
  | { readonly kind: "values"; readonly default?: Values<string | number> }
  | { readonly kind: "number"; readonly default?: number; readonly atLeast?: number; readonly whole?: true }
  /** The name of a variable, or of a place in the experiment. */
  | { readonly kind: "name"; readonly default?: string }
  | { readonly kind: "names"; readonly default?: readonly string[] }
  | { readonly kind: "choice"; readonly words: readonly string[]; readonly default: string }
  | { readonly kind: "flag"; readonly default: false }
);

export type Settings = Readonly<Record<string, Setting>>;

interface Kinds {
  /** Seconds. */
  time: number;
  /** Hertz. */
  frequency: number;
  quantity: string | number;
  values: Values<string | number>;
  number: number;
  name: string;
  names: readonly string[];
  choice: string;
  flag: boolean;
}

type ValueOf<S extends Setting> = S extends { readonly kind: "choice"; readonly words: readonly (infer Word)[] }
  ? Word
  : Kinds[S["kind"]];

/** The settings as a protocol sees them: those without a default may be missing. */
export type Read<S extends Settings> = {
  readonly [Name in keyof S]: S[Name] extends { readonly default: unknown }
    ? ValueOf<S[Name]>
    : ValueOf<S[Name]> | undefined;
};

/** The settings as a document writes them: any may be missing. */
export type Written<S extends Settings> = {
  readonly [Name in keyof S]?: S[Name]["kind"] extends "time" | "frequency" ? string : ValueOf<S[Name]>;
};

/** How a setting may be written. */
export function schemaOf(setting: Setting): z.ZodType {
  const shape = shapeOf(setting);
  const standard = setting.default === undefined ? "" : ` Default: ${JSON.stringify(setting.default)}.`;
  return shape.optional().describe(`${setting.meaning}${standard}`);
}

function shapeOf(setting: Setting): z.ZodType {
  switch (setting.kind) {
    case "time":
      return text('a time such as "200 ms"');
    case "frequency":
      return text('a frequency such as "10 Hz"');
    case "quantity":
      return quantity;
    case "values":
      return values;
    case "number":
      return numberOf(setting);
    case "name":
      return text("a name");
    case "names":
      return z.array(text("a name"), { error: 'must be a list of names such as ["v"]' });
    case "choice":
      return z.enum(setting.words as [string], { error: `must be one of ${setting.words.join(", ")}` });
    case "flag":
      return z.boolean({ error: "must be true or false" });
  }
}

function numberOf({ atLeast, whole }: Extract<Setting, { kind: "number" }>): z.ZodType {
  const any = whole ? z.int({ error: "must be a whole number" }) : z.number({ error: "must be a finite number" });
  return atLeast === undefined ? any : any.min(atLeast, `must be at least ${atLeast}`);
}

const si: Partial<Record<Setting["kind"], Dimension>> = { time: dimensions.second!, frequency: dimensions.hertz! };

/** The value of a setting that has the right shape: times in seconds, frequencies in hertz, others as written. */
export function readSetting(setting: Setting, written: unknown, path: string): unknown {
  const value = written ?? setting.default;
  const dimension = si[setting.kind];
  return dimension === undefined || value === undefined ? value : quantityAt(value as string, path, dimension).value;
}
