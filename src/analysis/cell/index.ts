export { type BridgeEstimate, balanceBridge, estimateBridge } from "./bridge.ts";
export { commonStep, stepInSweep } from "./common-step.ts";
export {
  type CurrentCourse,
  type CurrentRamp,
  type CurrentStep,
  recogniseCourse,
  type StepWindow,
} from "./current-course.ts";
export { type CellDescription, type DescribeOptions, describeCell, type SweepDescription } from "./describe-cell.ts";
export { describeSweeps, type RecordedSweep } from "./describe-sweeps.ts";
export {
  compensateElectrode,
  type ElectrodeKernel,
  estimateElectrode,
  type KernelOptions,
} from "./electrode-kernel.ts";
export { spikeCriterionOf, spikeTimesIn } from "./spike-times.ts";
export { measureStep, type StepMeasures } from "./step-measures.ts";
export type { ClampSweep } from "./sweep.ts";
