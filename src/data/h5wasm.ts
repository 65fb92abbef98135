import type * as H5wasm from "h5wasm";

/** libhdf5 compiled to WebAssembly, loaded when it is first needed. */
export async function loadHdf5(): Promise<{ h5: typeof H5wasm; module: Awaited<typeof H5wasm.ready> }> {
  // The build for Node reads files of its own, so no browser's bundler may follow the name.
  const forNode = "h5wasm/node";
  const isNode = typeof process !== "undefined" && process.versions?.node !== undefined;
  const h5 = (await (isNode ? import(/* @vite-ignore */ forNode) : import("h5wasm"))) as typeof H5wasm;
  const module = await h5.ready;
  silence(module);
  return { h5, module };
}

/** The reports that libhdf5 writes to standard error go nowhere: every failure is thrown. */
function silence({ FS }: Awaited<typeof H5wasm.ready>): void {
  const { streams } = FS as unknown as { streams: ({ path?: string } | undefined)[] };
  if (streams[2]?.path === "/dev/null") return;
  FS.close(streams[2] as never);
  FS.open("/dev/null", "w");
}
