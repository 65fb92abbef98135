import type { ComparisonForm, FamilyForm, FamilyRecording, RasterForm } from "../protocol/figure.ts";
import { type Answer, wordsOf } from "../protocol/protocol.ts";
import type { Varied } from "../protocol/varied.ts";
import type { Column } from "../quantity/measure.ts";
import type { Comparison } from "./comparison.ts";
import { labelOf } from "./names.ts";
import type { RasterOptions } from "./raster.ts";
import type { StepFamily } from "./step-family.ts";

/** An entry that the form says the answer has. */
function entry<T>(answer: Answer, key: string): T {
  return (answer as unknown as Readonly<Record<string, T>>)[key]!;
}

/** The figure of traces over each other. */
export function familyOf(
  form: FamilyForm<string>,
  answer: Answer,
  meanings: Readonly<Record<string, string>>,
): StepFamily {
  const varied = entry<Varied>(answer, form.varied);
  const { variable, time, traces } = entry<FamilyRecording>(answer, form.recording);
  return {
    time,
    families: [{ label: labelOf(variable, meanings), curves: traces }],
    steps: { label: varied.name, column: varied },
  };
}

const millisecond = 1e-3;

/** The figure of trials: times in seconds, as a raster has them; the bins of the answer where they fill the whole. */
export function rasterOf(
  form: RasterForm<string>,
  answer: Answer,
): Pick<RasterOptions, "bin" | "smooth" | "rows"> & {
  readonly trains: readonly Float64Array[];
  readonly duration: number;
} {
  const seconds = ({ values }: Column): Float64Array => Float64Array.from(values, (own) => own * millisecond);
  const time = seconds(entry(answer, form.time));
  const bin = time.length > 1 ? time[1]! - time[0]! : 2 * (time[0] ?? millisecond);
  const duration = (time.at(-1) ?? millisecond) + bin / 2;
  const count = Math.round(duration / bin);
  return {
    trains: entry<readonly Column[]>(answer, form.spikes).map((own) => seconds(own).filter((at) => at < duration)),
    duration,
    rows: "trial",
    ...(Math.abs(duration / bin - count) < 1e-9 * count ? { bin: duration / count } : {}),
    smooth: { time, rate: entry<Column>(answer, form.smooth).values },
  };
}

/** The figure of a row for each name. */
export function comparisonOf(form: ComparisonForm<string>, answer: Answer): Comparison {
  return {
    names: entry(answer, form.names),
    measures: form.columns.map((key) => ({ title: wordsOf(key), column: entry<Column>(answer, key) })),
  };
}
