/** A synapse as text, as a document or the catalogue gives it. */
export interface SynapseDefinition {
  /**
   * What the target neuron holds for all its synapses of this kind together: states and the current through them, in the
   * parameters' names and the variables of the neuron, whose membrane potential is `v`. The units `current` and `conductance`
   * stand for whatever the driven input is in, and that divided by the unit of `v`.
   */
  readonly receptor?: string;
  /**
   * What couples the neurons all the time, beside spikes: `"S = w*s_pre"`, or several such lines. After every step, and before the first, the
   * variable of the receptor, declared as `S : 1`, becomes the sum over all synapses onto the neuron of the weight times a state of
   * the source neuron; `"S = s_pre"` sums up the states, `"S = w"` the weights. In between it is held, so that the coupling is
   * of first order in dt whatever the method. Projections that share the receptor add up.
   */
  readonly sum?: string;
  /** The line of `receptor` that is added to the input of the neuron. */
  readonly current?: string;
  /**
   * What each synapse holds: states in the parameters' names, which change with time by linear equations, solved exactly from event
   * to event, or only in `onPre` and `onPost`. Every synapse has its weight `w`, a state where the equations declare it, `w : weight`,
   * else a constant. The unit `weight` is that of the projection's weight.
   */
  readonly equations?: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** Initial values of the states of `equations`, in parameters and `w`; that of `w` is the weight of the projection. Default: 0. */
  readonly initial?: Readonly<Record<string, string | number>>;
  /**
   * Assignments where a spike of the source arrives: `"g += w; x -= u*x"`, in order. They read parameters, `w`, `t` and the states
   * of the synapse; on the grid also states of the target neuron, such as `v_post`, as they are after the step in which the spike
   * arrives. Variables of the target neuron, those of the receptor first, also as `g_post`, may be increased with `+=` and `-=`.
   */
  readonly onPre?: string;
  /**
   * Assignments to states of the synapse at a spike of the target neuron. They read the same, but of the target neuron only states that
   * its reset leaves as they are.
   */
  readonly onPost?: string;
}

/** A synapse of the catalogue: its text and its documentation. */
export interface SynapseModel {
  /** What a document says: `"synapse": "exponential"`. */
  readonly name: string;
  readonly title: string;
  /** One paragraph: what it does, what its weight means, what it cannot do. */
  readonly description: string;
  readonly definition: SynapseDefinition;
  /** Each parameter and each variable, in words; `w` is the weight. */
  readonly meanings: Readonly<Record<string, string>>;
  readonly references: readonly string[];
}
