export { optimalBandwidth } from "./bandwidth.ts";
export { type BinWidth, optimalBinWidth } from "./bin-width.ts";
export * from "./cell/index.ts";
export { brianGammaError, type CoincidenceOptions, coincidenceFactor, coincidences } from "./coincidence.ts";
export { autoCorrelogram, type Correlogram, type CorrelogramOptions, crossCorrelogram } from "./correlogram.ts";
export { fanoFactor, spikeCounts } from "./counts.ts";
export {
  type CoursePattern,
  type CourseResponse,
  type CurrentPiece,
  classifyCourse,
  courseThresholds,
  type ExcitabilityName,
  type Shown,
} from "./course-pattern.ts";
export * from "./features/index.ts";
export {
  classifyStep,
  countPatterns,
  type Onset,
  type PatternEvidence,
  type PatternLabel,
  patternThresholds,
  type Steady,
  type StepPattern,
  type StepResponse,
} from "./firing-pattern.ts";
export {
  coefficientOfVariation,
  coefficientOfVariation2,
  interspikeIntervals,
  localVariation,
  meanInterspikeInterval,
  pooledIntervals,
  revisedLocalVariation,
} from "./intervals.ts";
export { isiDistance, isiProfile } from "./isi-distance.ts";
export type { Divisor } from "./moments.ts";
export { countCorrelations } from "./pair-correlation.ts";
export {
  cvsOf,
  type PopulationSpikes,
  type PopulationSummary,
  summarizePopulation,
  trainsOfPopulation,
} from "./population.ts";
export {
  type PopulationSpectrum,
  planSpectrum,
  populationSpectrum,
  type SpectrumPlan,
  type SpectrumPlanOptions,
  type SpikeTrainSpectrum,
  spikeTrainSpectrum,
} from "./population-spectrum.ts";
export type { DistanceProfile } from "./profile.ts";
export { kernelRate, meanFiringRate, type RateCourse, timeHistogram } from "./rate.ts";
export { coincidenceReliability, correlationReliability } from "./reliability.ts";
export { type SpectralWindow, spectralWindows } from "./spectral-window.ts";
export { type Coherence, coherence, type Spectrum, type SpectrumOptions, welchSpectrum } from "./spectrum.ts";
export { spikeDistance, spikeProfile } from "./spike-distance.ts";
export {
  type SpikeTriggeredAverage,
  type SpikeTriggeredAverageOptions,
  spikeTriggeredAverage,
} from "./spike-triggered-average.ts";
export { summarizeTrain, type TrainSummary } from "./summary.ts";
export { spikeTimeTilingCoefficient, type TilingOptions } from "./tiling.ts";
export { type Observation, type SpikeTrain, spikesBetween } from "./train.ts";
export { spikeTrainSimilarity } from "./train-similarity.ts";
export { type VanRossumNormalisation, vanRossumDistance } from "./van-rossum.ts";
export { victorPurpuraDistance } from "./victor-purpura.ts";
