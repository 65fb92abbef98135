export { fitGif, type GifFit, type GifOptions, gifLikelihood, type SpikeLikelihood } from "./fit-gif.ts";
export { type GifDrive, gifDocument, noiselessGifDocument } from "./gif-document.ts";
export type { GifParameters, ThresholdCoupling } from "./gif-parameters.ts";
export { exponentials, type Kernel, type KernelBasis, kernelAt, rectangles } from "./kernel-basis.ts";
export type { Membrane } from "./membrane.ts";
export type { SpikeShape } from "./spike-shape.ts";
export type { SpikingSweep } from "./spiking-sweep.ts";
