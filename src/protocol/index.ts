import { fiCurve } from "./fi-curve.ts";
import { threshold } from "./threshold.ts";

/** The protocols with their types: the documents and the answers of `runProtocol` are read from it. */
export const protocolCatalogue = [fiCurve, threshold] as const;
