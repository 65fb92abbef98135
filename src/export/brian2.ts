import { parseExperiment } from "../experiment.ts";
import { memberValue } from "../experiment-axes.ts";
import type { ExperimentDocument } from "../experiment-types.ts";
import { namesIn } from "../language/calculus.ts";
import { inOrder } from "../language/order.ts";
import { parseEquations, parseExpression, parseReset } from "../language/parse.ts";
import { everydayUnit, toUnit } from "../quantity/quantity.ts";
import { version } from "../version.ts";
import { brianEquations, driveText, usedParameters } from "./brian2-equations.ts";
import { brianName } from "./brian2-names.ts";
import { areAlike, type BrianSubject, brianSubject, tableName } from "./brian2-subject.ts";
import { brianExpression, brianQuantity, brianValue, unitText } from "./brian2-text.ts";
import type { InputCourse } from "./input-course.ts";

/**
 * A Python script for Brian2 (2.5 or later) that runs an experiment and prints its spike times in milliseconds, one line a neuron.
 * Brian2 tests the threshold once a step and stamps a spike with the step's start, as `"spikeTimes": "grid"` does here.
 *
 * @throws ExperimentError for what Brian2 cannot do, such as a voltage clamp; and as `simulate`
 */
export function brian2Script(json: ExperimentDocument): string {
  const document = parseExperiment(json);
  const subject = brianSubject(document);
  const { experiment, model, courses } = subject;
  const equations = brianEquations(subject).join("\n");
  const group = [...groupLines(subject), ...initialLines(subject)];
  const functions = lacking.filter(({ name }) => `${equations}${group.join("")}`.includes(`${name}(`));
  return `${[
    ...header(subject),
    "from brian2 import *",
    "",
    ...functions.flatMap(functionLines),
    `defaultclock.dt = ${brianQuantity(document.dt ?? "0.1 ms")}`,
    `seed(${experiment.seed})`,
    "",
    ...courses.flatMap((course) => [courseLine(course, document.dt ?? "0.1 ms"), ""]),
    `equations = """\n${equations}\n"""`,
    "",
    "parameters = {",
    ...parameterLines(subject),
    ...functions.map(({ name }) => `    "${name}": ${name},`),
    "}",
    "",
    ...group,
    "",
    ...(model.threshold ? ["spikes = SpikeMonitor(neurons)"] : []),
    ...monitorLines(subject),
    `run(${brianQuantity(document.duration)})`,
    "",
    ...(model.threshold
      ? ["for neuron, times in spikes.spike_trains().items():", "    print(neuron, *(times/ms))"]
      : ["print(states.t/ms)"]),
  ].join("\n")}\n`;
}

function header({ document, experiment, method }: BrianSubject): string[] {
  const name = typeof document.model === "string" ? `The model ${document.model}` : "A model";
  return [
    `# ${name}, written by rheobase ${version} for Brian2.`,
    ...(experiment.spikeTimes === "exact"
      ? [
          "# Brian2 finds a spike at the end of a time step and stamps it with its start: it differs by up to one dt from an exact time.",
        ]
      : []),
    ...(counterpartNote(method) ?? []),
    "",
  ];
}

function counterpartNote({ own, name, isExact }: BrianSubject["method"]): string[] | undefined {
  if (own === "exact" && !isExact) return [`# Brian2 has no exact method for these equations: it takes ${name}.`];
  if (own === "exact") return ["# With the exact method Brian2 holds the stimuli for one time step."];
  if (own === "dormand-prince")
    return [
      `# The error-controlled method of rheobase (dormand-prince) has no counterpart here: ${name} with a fixed dt.`,
    ];
  if (own === "sequential-euler")
    return ["# Brian2 updates all variables at once: no counterpart of sequential-euler."];
  return undefined;
}

/** Brian2 has no minimum and maximum of two numbers. */
const lacking = [
  { name: "smaller", sign: "<", numpy: "minimum" },
  { name: "larger", sign: ">", numpy: "maximum" },
];

function functionLines({ name, sign, numpy }: (typeof lacking)[number]): string[] {
  return [
    `@implementation("cpp", "double ${name}(double a, double b) { return a ${sign} b ? a : b; }")`,
    `@implementation("cython", "cdef double ${name}(double a, double b):\\n    return a if a ${sign} b else b")`,
    "@check_units(a=None, b=None, result=lambda a, b: a)",
    `def ${name}(a, b):`,
    `    return np.${numpy}(a, b)`,
    "",
  ];
}

/** An array with a value for each time step; of several neurons a column for each. */
function courseLine(course: InputCourse, dt: string): string {
  const { symbol, factor } = everydayUnit(course.dimension);
  const unit = symbol === "1" ? "" : `*${unitText(symbol)}`;
  const row = (m: number): string => {
    const own = course.values.subarray(m * course.samples, (m + 1) * course.samples);
    return `[${Array.from(own, (value) => toUnit(value, factor)).join(", ")}]`;
  };
  const members = course.values.length / course.samples;
  const rows = Array.from({ length: members }, (_, m) => `    ${row(m)},`).join("\n");
  const values = areAlike(course) ? row(0) : `np.array([\n${rows}\n]).T`;
  return `${tableName(course)} = TimedArray(${values}${unit}, dt=${brianQuantity(dt)})`;
}

/** `    "tau_m": 8*ms,` for every value that all neurons share. */
function parameterLines(subject: BrianSubject): string[] {
  const { experiment, names, drives } = subject;
  const axes = new Set(experiment.axes.map(({ parameter }) => parameter));
  const own = Object.entries(experiment.definition.parameters ?? {})
    .filter(([name]) => !axes.has(name) && !isLine(subject, name))
    .map(([name, value]) => [names.get(name)!, brianQuantity(value)]);
  const driven = drives
    .flatMap((drive) => usedParameters(drive, subject))
    .filter(({ name }) => !axes.has(name))
    .map(({ name, value, dimension }) => [names.get(name)!, brianValue(value, dimension)]);
  const tables = subject.courses.map((course) => [tableName(course), tableName(course)]);
  return [...own, ...driven, ...tables].map(([name, value]) => `    "${name}": ${value},`);
}

/** Whether a parameter is a line of the equations, so that its value is set in the group. */
function isLine({ experiment }: BrianSubject, name: string): boolean {
  return parseEquations(experiment.definition.equations).some((line) => line.name === name);
}

function groupLines(subject: BrianSubject): string[] {
  const { experiment, names, method, isArmed } = subject;
  const { threshold, reset, refractory } = experiment.definition;
  const condition = threshold === undefined ? undefined : brianExpression(parseExpression(threshold), names);
  const assignments = parseReset(reset ?? "").map(
    ({ target, operator, value }) => `${names.get(target)} ${operator} ${brianExpression(value, names)}`,
  );
  const rests = isArmed ? `"${condition}"` : refractory === undefined ? undefined : refractoryText(refractory, names);
  return [
    "neurons = NeuronGroup(",
    `    ${experiment.members}, equations, namespace=parameters, method="${method.name}",`,
    ...(condition === undefined ? [] : [`    threshold="${condition}",`]),
    ...(assignments.length === 0 ? [] : [`    reset="${assignments.join("; ")}",`]),
    ...(rests === undefined ? [] : [`    refractory=${rests},`]),
    ")",
  ];
}

function refractoryText(text: string | number, names: BrianSubject["names"]): string {
  const isExpression = typeof text === "string" && !/^\s*[-+]?[\d.]/.test(text);
  return isExpression ? `"${brianExpression(parseExpression(text), names)}"` : brianQuantity(text);
}

/** Values of axes, and of the variables at the start: numbers first, then expressions in an order in which each finds its names. */
function initialLines(subject: BrianSubject): string[] {
  const { experiment, names, drives } = subject;
  const { axes, arrangement, members, definition } = experiment;
  const differing = axes.map(({ parameter, dimension }, axis) => {
    const { symbol, factor } = everydayUnit(dimension);
    const list = Array.from({ length: members }, (_, m) => toUnit(memberValue(axes, axis, m, arrangement), factor));
    return `neurons.${names.get(parameter)} = [${list.join(", ")}]${symbol === "1" ? "" : `*${unitText(symbol)}`}`;
  });
  const set = Object.entries(definition.parameters ?? {})
    .filter(([name]) => isLine(subject, name) && !axes.some(({ parameter }) => parameter === name))
    .map(([name, value]) => `neurons.${names.get(name)} = ${brianQuantity(value)}`);
  const starts = Object.entries(definition.initial ?? {}).filter(([, value]) => Number(value) !== 0);
  const isNumber = (value: string | number): boolean => typeof value === "number" || /^\s*[-+]?[\d.]/.test(value);
  const numbers = starts.filter(([, value]) => isNumber(value));
  const expressions = new Map(
    starts.filter(([, value]) => !isNumber(value)).map(([name, value]) => [name, parseExpression(String(value))]),
  );
  const ordered = inOrder(new Map([...expressions].map(([name, e]) => [name, namesIn(e)])));
  const order = "order" in ordered ? ordered.order : [...expressions.keys()];
  return [
    ...differing,
    ...set,
    ...numbers.map(([name, value]) => `neurons.${names.get(name)} = ${brianQuantity(value)}`),
    ...order.map((name) => `neurons.${names.get(name)} = "${brianExpression(expressions.get(name)!, names)}"`),
    ...drives.flatMap((drive) =>
      drive.state
        ? [`neurons.${names.get(drive.state.name)} = "${driveText(drive, drive.state.initial, subject)}"`]
        : [],
    ),
  ];
}

function monitorLines({ document, experiment, model }: BrianSubject): string[] {
  const first = model.threshold ? [] : model.states.slice(0, 1).map(({ name }) => name);
  const variables = experiment.variables.length > 0 ? experiment.variables : first;
  if (variables.length === 0) return [];
  const every = document.record?.every === undefined ? "" : `, dt=${brianQuantity(document.record.every)}`;
  return [
    `states = StateMonitor(neurons, [${variables.map((name) => `"${brianName(name)}"`).join(", ")}], record=True${every})`,
  ];
}
