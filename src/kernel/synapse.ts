import type { Expression } from "../language/ast.ts";
import { exact } from "../method/exact.ts";
import { stepLength } from "../method/method.ts";
import { Bindings } from "./bindings.ts";
import { Lowering } from "./expressions.ts";
import { Graph } from "./graph.ts";
import type { Op, Routine, Value } from "./ir.ts";

/** The checked text of synapses that hold states of their own. */
export interface SynapseText {
  /** Linear in the states between events. */
  readonly states: readonly SynapseState[];
  /** Whether each synapse's weight is one of the states. */
  readonly weightIsState: boolean;
  /** SI. */
  readonly parameters: ReadonlyMap<string, number>;
  /** In order; each sees the ones before it. */
  readonly onPre: readonly SynapseAssignment[];
  readonly onPost: readonly SynapseAssignment[];
  /** What the assignments read of the target neuron. */
  readonly reads: readonly SynapseRead[];
}

/** A state of the target neuron, as it is at an event. */
export interface SynapseRead {
  /** `v_post` */
  readonly name: string;
  /** In the target population's model. */
  readonly state: string;
}

export interface SynapseState {
  readonly name: string;
  /** The number 0 for one that only events change. */
  readonly derivative: Expression;
  /** At time 0, in parameters and `w`. */
  readonly initial: Expression;
  /** An absolute scale, SI. */
  readonly scale: number;
}

export type SynapseAssignment =
  | { readonly kind: "set"; readonly state: string; readonly value: Expression }
  /** Adds to a state of the target neuron. */
  | { readonly kind: "add"; readonly target: string; readonly amount: Expression };

/**
 * What events do to a synapse, as operations on its record: the states, the weight where it is none of them, what is read of the target
 * neuron, and the time of the last event. Leaves are `state`: slots of the record, and behind it the time of the event.
 */
export interface SynapseKernel {
  readonly ops: readonly Op[];
  readonly routines: readonly Routine[];
  readonly graph: Graph;
  /** Numbers of a record. */
  readonly slots: number;
  /** Slot of the weight. */
  readonly weight: number;
  /** Slot of the first number that is read of the target neuron; whoever brings an event about puts them there. */
  readonly reads: number;
  readonly onPre: SynapseEvent;
  readonly onPost: SynapseEvent;
  /** The states at the time given, without an event. */
  readonly rest: readonly Value[];
  /** The states at time 0; they read the weight's slot only. */
  readonly initial: readonly Value[];
}

export interface SynapseEvent {
  /** The states after the event. */
  readonly states: readonly Value[];
  /** What is added to the target neuron, in the order of the text. */
  readonly amounts: readonly Value[];
}

/**
 * The operations of a synapse's events. Between events its states change with time only, so that an event first takes them there
 * from the synapse's last event, by the propagator of their linear equations, and then assigns. Stimberg et al. (2014), Front
 * Neuroinform 8:6, call it event-driven.
 *
 * @param unit seconds of one unit of the times of events: dt where events are numbered by steps, else 1
 * @param dt seconds
 */
export function lowerSynapse(text: SynapseText, unit: number, dt: number): SynapseKernel {
  const g = new Graph();
  const { states } = text;
  const weight = text.weightIsState ? states.findIndex(({ name }) => name === "w") : states.length;
  const reads = text.weightIsState ? states.length : states.length + 1;
  const last = reads + text.reads.length;
  const slots = last + 1;
  const read = (slot: number): Value => g.leaf("state", slot);
  const seconds = (time: Value): Value => g.mul(time, g.literal(unit));
  const fixed = new Map<string, Value>([
    ...[...text.parameters].map(([name, value]): [string, Value] => [name, g.literal(value)]),
    ["dt", g.literal(dt)],
    ["w", read(weight)],
    ...text.reads.map(({ name }, k): [string, Value] => [name, read(reads + k)]),
  ]);

  const between = new Lowering(g, fixed, new Map());
  states.forEach(({ name }, slot) => {
    between.bind(name, read(slot));
  });
  const now = read(slots);
  between.bind("t", seconds(read(last)));
  between.bind(stepLength, seconds(g.sub(now, read(last))));
  const step = exact.discretise({ unknowns: states }, { tolerance: 0 });
  new Bindings(g, "oneNeuron").bind(step.bindings, between);
  // where no time has passed nothing changes, not even with a time constant of 0
  const still = g.eq(now, read(last));
  const rest = step.next.map((e, slot) => g.select(still, read(slot), between.lower(e)));

  const event = (assignments: readonly SynapseAssignment[]): SynapseEvent => {
    const values = new Map(states.map(({ name }, slot) => [name, rest[slot]!]));
    const amounts: Value[] = [];
    for (const assignment of assignments) {
      // one text may stand in several assignments, and mean other values in each
      const scope = new Lowering(g, new Map([...fixed, ...values, ["t", seconds(now)]]), new Map());
      if (assignment.kind === "set") values.set(assignment.state, scope.lower(assignment.value));
      else amounts.push(scope.lower(assignment.amount));
    }
    return { states: states.map(({ name }) => values.get(name)!), amounts };
  };
  const start = new Lowering(g, fixed, new Map());
  return {
    ...{ ops: g.ops, routines: g.routines, graph: g, slots, weight, reads, rest },
    onPre: event(text.onPre),
    onPost: event(text.onPost),
    initial: states.map(({ initial }) => start.lower(initial)),
  };
}
