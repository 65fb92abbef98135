export { type Bootstrap, type BootstrapOptions, type BootstrapUnit, bootstrapFit, type Refits } from "./bootstrap.ts";
export { identifiabilityWarnings } from "./identifiability.ts";
export { type Judged, type Judgement, type JudgeOptions, judgeFit } from "./judge-fit.ts";
export { type Score, scoreResponses } from "./score.ts";
export { type LossSlice, lossSlices } from "./slices.ts";
