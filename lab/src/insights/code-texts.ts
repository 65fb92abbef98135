import type { ExperimentDocument } from "rheobase";

/** The document as a file has it. */
export function asDocument(document: ExperimentDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** A program that runs the document and prints its spikes: `node experiment.ts`. */
export function asTypeScript(document: ExperimentDocument): string {
  const literal = JSON.stringify(document, null, 2).replace(/^(\s*)"([A-Za-z_]\w*)":/gm, "$1$2:");
  return `import { simulate, spikesOf } from "rheobase";

const result = simulate(${literal});

console.log(\`\${result.method}, fingerprint \${result.fingerprint}\`);
console.log(Array.from(spikesOf(result, 0), (seconds) => 1000 * seconds)); // ms
`;
}

/** The same from a shell, with the document saved. */
export function asCommand(): string {
  return `npx rheobase run experiment.json
npx rheobase run experiment.json --csv results
npx rheobase fi-curve experiment.json
`;
}
