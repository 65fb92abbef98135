import { runProtocol } from "rheobase";

const experiment = { model: "lif", duration: "2000 ms" };
const { threshold, closedForm } = runProtocol({ protocol: "threshold", experiment });

console.log(`it fires from ${threshold.value.toFixed(6)} ${threshold.unit} on`);
console.log(`by its equations: ${closedForm.value} ${closedForm.unit}`);
