import type { Plugin } from "vite";

/** What of a model of the catalogue is for readers. */
const forReaders = new Set(["description", "golden", "references"]);

interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}
interface Property extends Node {
  readonly key?: { readonly name?: string };
}
interface Declared extends Node {
  readonly declaration?: {
    readonly declarations?: readonly { readonly init?: Node & { readonly properties?: readonly Property[] } }[];
  };
}

/** Workers compute: they get the models of the catalogue without what is written about them, which the page has. */
export const workerModels: Plugin = {
  name: "worker-models",
  enforce: "post",
  transform(code, id) {
    if (!/\/src\/models\/[\w-]+\.ts$/.test(id)) return undefined;
    const statements = (this.parse(code) as unknown as { readonly body: readonly Declared[] }).body;
    const properties = statements.flatMap(({ declaration }) =>
      (declaration?.declarations ?? []).flatMap(({ init }) => init?.properties ?? []),
    );
    const idle = properties.filter(({ key }) => key?.name !== undefined && forReaders.has(key.name));
    const kept = idle.reduceRight((text, { start, end, key }) => {
      const empty = key!.name === "description" ? '""' : "[]";
      return `${text.slice(0, start)}${key!.name}: ${empty}${text.slice(end)}`;
    }, code);
    return { code: kept, map: null };
  },
};
