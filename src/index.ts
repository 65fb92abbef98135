export * from "./analysis/index.ts";
export { type BrianProgram, type NotUnderstood, readBrianProgram } from "./brian/read-program.ts";
export {
  type BranchDocument,
  type CableDocument,
  cableSchema,
  isCableDocument,
  type PlaceDocument,
  parseCable,
  type SectionDocument,
} from "./cable/cable-document.ts";
export type {
  CableExtreme,
  CablePoint,
  CableProfiles,
  CableResult,
  CableResultDocument,
  CableTraces,
  SectionConstants,
} from "./cable/cable-result.ts";
export { type PreparedCable, prepareCable, simulateCable } from "./cable/simulate-cable.ts";
export { type Check, check } from "./check.ts";
export { type Compiled, compile } from "./compile.ts";
export {
  type BifurcationDiagram,
  bifurcationDiagram,
  type CycleSample,
  type DiagramOptions,
} from "./dynamics/bifurcation-diagram.ts";
export type { Bifurcation } from "./dynamics/bifurcations.ts";
export type { Box, Polyline } from "./dynamics/contour.ts";
export type { Eigenvalue } from "./dynamics/eigenvalues.ts";
export { type Equilibria, type EquilibriaOptions, type EquilibriumBranch, equilibria } from "./dynamics/equilibria.ts";
export type { Region } from "./dynamics/field-intervals.ts";
export { type FixedPoints, fixedPointSearch, fixedPoints } from "./dynamics/fixed-points.ts";
export { type Attractor, type AttractorOptions, attractorFrom, type LimitCycle } from "./dynamics/limit-cycle.ts";
export { openInputs } from "./dynamics/open-inputs.ts";
export { type Arrows, type PhasePlane, phasePlane, type ResetLines } from "./dynamics/phase-plane.ts";
export { spikeTimes } from "./dynamics/spike-times.ts";
export type { FixedPoint, FixedPointKind } from "./dynamics/stability.ts";
export {
  type SaddleCurve,
  saddleCurve,
  type Trajectory,
  type TrajectoryOptions,
  trajectory,
} from "./dynamics/trajectory.ts";
export { type VectorField, type VectorFieldOptions, vectorField } from "./dynamics/vector-field.ts";
export { EquationError, ExperimentError, SimulationError, type Span } from "./errors.ts";
export { type ExperimentDocument, experimentSchema, parseExperiment } from "./experiment.ts";
export { memberValue } from "./experiment-axes.ts";
export { placeOf, readPlace, setPlace } from "./experiment-place.ts";
export type * from "./experiment-types.ts";
export { brian2Script } from "./export/brian2.ts";
export { latexScript } from "./export/latex.ts";
export { nestScript } from "./export/nest.ts";
export * from "./fit/index.ts";
export { type EstimateOptions, estimateLif, type LifEstimate } from "./identify/estimate-lif.ts";
export { type HiddenNeuron, hiddenNeuron, type LifParameters, type Probe } from "./identify/hidden-neuron.ts";
export type { LifTrace } from "./identify/lif-response.ts";
export { recordedTraces } from "./identify/recorded-traces.ts";
export { stepFamily } from "./identify/step-family.ts";
export { inspect, type Stage, stages } from "./inspect.ts";
export { checkModel } from "./language/check.ts";
export type { ModelDefinition } from "./language/definition.ts";
export { functionNames } from "./language/functions.ts";
export {
  latexOfAssignment,
  latexOfEquation,
  latexOfExpression,
  latexOfModel,
  latexOfValue,
  type ModelLatex,
} from "./language/latex.ts";
export { latexOfName } from "./language/latex-names.ts";
export type { Model } from "./language/model.ts";
export { parseEquations, parseExpression, parseReset } from "./language/parse.ts";
export { type PotentialLines, potentialLines } from "./language/potential-lines.ts";
export { sensitivityOf, spikeSensitivityOf, withSensitivities } from "./language/sensitivity.ts";
export { type Token, tokenize } from "./language/token.ts";
export { methods } from "./method/index.ts";
export type { Method } from "./method/method.ts";
export { modelNamed, models } from "./models/index.ts";
export type { Expected, GoldenNumber, NeuronModel, Preset, PresetStimulus } from "./models/neuron-model.ts";
export {
  type CheckedPopulation,
  type CheckedProjection,
  checkNetwork,
  type NamedUnit,
  type NetworkCheck,
} from "./network/check-network.ts";
export { connect, expectedSynapses } from "./network/connect.ts";
export type { Connections } from "./network/connections.ts";
export { effectOf } from "./network/effect.ts";
export type { CheckpointOptions } from "./network/leg.ts";
export { setNetworkPlace } from "./network/network-place.ts";
export type { NetworkResult, NetworkResultDocument } from "./network/network-result.ts";
export { isNetworkDocument, networkSchema, parseNetwork } from "./network/network-schema.ts";
export type * from "./network/network-types.ts";
export type { NetworkOptions } from "./network/plan-network.ts";
export { serveShare } from "./network/serve-share.ts";
export { type NetworkRunOptions, simulateNetwork, simulateNetworkAsync } from "./network/simulate-network.ts";
export type { SynapseStates, SynapseVariable } from "./network/synapse-states.ts";
export type { SynapseTraces } from "./network/synapse-traces.ts";
export type { ShareAnswer, ShareMessage, Thread } from "./network/thread.ts";
export { threadsFor } from "./network/thread-count.ts";
export { NetworkThreads, simulateNetworkInThreads, type ThreadCount, type ThreadOptions } from "./network/threads.ts";
export { Programs } from "./programs.ts";
export type { Bifurcations } from "./protocol/bifurcation.ts";
export type { Diagram, DiagramPoint } from "./protocol/diagram.ts";
export type { NamedMeasure } from "./protocol/driven-field.ts";
export type { Figure, GalleryCell, GalleryRecording } from "./protocol/figure.ts";
export type { PhasePlane as PhasePlaneAnswer } from "./protocol/phase-plane.ts";
export type { Plane, PlanePoint } from "./protocol/plane.ts";
export { type Answer, type Protocol, type Trial, wordsOf } from "./protocol/protocol.ts";
export { firingIn } from "./protocol/rates.ts";
export {
  type AnswerOf,
  documentSchema,
  experimentOf,
  isProtocolDocument,
  type ProtocolDocument,
  protocols,
  runProtocol,
  runProtocolAsync,
} from "./protocol/run.ts";
export type { Setting, Settings } from "./protocol/setting.ts";
export type { Varied } from "./protocol/varied.ts";
export { type Column, isColumn, isMeasure, type Measure } from "./quantity/measure.ts";
export { everydayUnit, formatQuantity, parseQuantity, type Quantity } from "./quantity/quantity.ts";
export { didYouMean } from "./quantity/spelling.ts";
export type * from "./quantity/typed.ts";
export { commonUnits } from "./quantity/units.ts";
export type { Axis, Result, ResultDocument } from "./result.ts";
export type { Watch } from "./run/drive.ts";
export { fingerprint } from "./run/fingerprint.ts";
export { type Recording, spikesOf, type Trace, traceOf } from "./run/recording.ts";
export {
  type Prepared,
  prepareExperiment,
  type RunOptions,
  simulate,
  simulateAsync,
  simulatePrepared,
} from "./simulate.ts";
export { stimuli } from "./stimuli/index.ts";
export { type SynapseModel, synapseNamed, synapses } from "./synapses/index.ts";
export { type TargetName, targets } from "./target/target.ts";
export { endOfRest } from "./theory/end-of-rest.ts";
export { type Firing, passageTime, steadyFiring } from "./theory/firing.ts";
export { type Complex, type LinearResponse, linearResponse, type Resonance } from "./theory/linear-response.ts";
export { type JumpInput, meanFieldRates } from "./theory/mean-field.ts";
export { type OneVariableNeuron, oneVariableNeuron, type Spike } from "./theory/one-variable.ts";
export {
  type CableConstants,
  type CableEnd,
  type CableMaterial,
  cableConstants,
  cableTimeConstants,
  electrotonicLength,
  impulseResponse,
  stepResponse,
  transferResistance,
  type UniformCable,
} from "./theory/passive-cable.ts";
export { pulseThreshold } from "./theory/pulse-threshold.ts";
export { restingPoint } from "./theory/rest.ts";
export { rheobase } from "./theory/rheobase.ts";
export { asSimulated, type NoisyFiring, type NoisyLeakyNeuron, noisyLeakyNeuron, siegert } from "./theory/siegert.ts";
export { lapicqueFit, type StrengthDurationFit, weissFit } from "./theory/strength-duration.ts";
export { version } from "./version.ts";
