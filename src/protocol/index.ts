import { accuracy } from "./accuracy.ts";
import { bifurcation } from "./bifurcation.ts";
import { classify } from "./classify.ts";
import { compare } from "./compare.ts";
import { fiCurve } from "./fi-curve.ts";
import { frequencyResponse } from "./frequency-response.ts";
import { impedance } from "./impedance.ts";
import { noiseRate } from "./noise-rate.ts";
import { patterns } from "./patterns.ts";
import { phasePlane } from "./phase-plane.ts";
import { phaseResponse } from "./phase-response.ts";
import { rampThreshold } from "./ramp-threshold.ts";
import { reboundThreshold } from "./rebound-threshold.ts";
import { reliability } from "./reliability.ts";
import { sineResponse } from "./sine-response.ts";
import { steps } from "./steps.ts";
import { strengthDuration } from "./strength-duration.ts";
import { threshold } from "./threshold.ts";

/** The protocols with their types: the documents and the answers of `runProtocol` are read from it. */
export const protocolCatalogue = [
  fiCurve,
  threshold,
  strengthDuration,
  rampThreshold,
  reboundThreshold,
  sineResponse,
  frequencyResponse,
  impedance,
  noiseRate,
  steps,
  phaseResponse,
  reliability,
  classify,
  patterns,
  compare,
  accuracy,
  phasePlane,
  bifurcation,
] as const;
