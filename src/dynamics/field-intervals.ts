import { type Interval, whole } from "./interval.ts";
import type { VectorField } from "./vector-field.ts";

/** Where to look: the range of each variable, SI. One that the others determine may be left out. */
export type Region = Readonly<Record<string, Interval>>;

/** The names of a field's texts as intervals: its variables those of the region, or the whole line; its parameters points. */
export function intervalsOf(field: VectorField, region: Region): (name: string) => Interval {
  return (name) => {
    if (field.names.includes(name)) return region[name] ?? whole;
    const value = name === "i" ? 0 : name === "t" || name === "t_edge" ? field.time : field.get(name);
    return [value, value];
  };
}
