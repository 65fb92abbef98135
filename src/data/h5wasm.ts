import type * as H5wasm from "h5wasm";

/**
 * libhdf5 compiled to WebAssembly, loaded when something is first written. It does not read what others wrote: after a damaged
 * file has stopped it in the middle, the next one may find it in a state that it never leaves.
 */
export async function loadHdf5(): Promise<{ h5: typeof H5wasm; module: Awaited<typeof H5wasm.ready> }> {
  // The build for Node reads files of its own, so no browser's bundler may follow the name.
  const forNode = "h5wasm/node";
  const isNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  const h5 = (await (isNode ? import(/* @vite-ignore */ forNode) : import("h5wasm"))) as typeof H5wasm;
  return { h5, module: await h5.ready };
}
