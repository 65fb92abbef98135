import { loops } from "./loops.js";

export function openJavaScript() {
  return {
    title: "plain JS",
    description: `plain loops over typed arrays, Node ${process.version}`,
    prepare(workload, { steps, columns }) {
      const loop = loops[workload.name];
      loop({ dt: workload.dt, steps: Math.ceil(steps / 20), columns });
      return () => loop({ dt: workload.dt, steps, columns });
    },
  };
}
