import { fiCurve } from "./fi-curve.ts";
import { frequencyResponse } from "./frequency-response.ts";
import { sineResponse } from "./sine-response.ts";
import { strengthDuration } from "./strength-duration.ts";
import { threshold } from "./threshold.ts";

/** The protocols with their types: the documents and the answers of `runProtocol` are read from it. */
export const protocolCatalogue = [fiCurve, threshold, strengthDuration, sineResponse, frequencyResponse] as const;
