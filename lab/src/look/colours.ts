/** The colours of plots, from the style sheet. */
export interface PlotColours {
  readonly ink: string;
  readonly soft: string;
  readonly grid: string;
  readonly paper: string;
  readonly stimulus: string;
  readonly potential: string;
  readonly other: readonly string[];
  readonly guide: string;
  readonly accent: string;
  /** The run compared with. */
  readonly ghost: string;
}

/** @param place where the plot stands: the style sheet may differ from place to place */
export function plotColours(place: Node = document.body): PlotColours {
  const probe = document.createElement("span");
  probe.hidden = true;
  place.appendChild(probe);
  // A canvas does not understand `light-dark()`: an element does, and says the colour.
  const colour = (name: string): string => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const colours = {
    ink: colour("--ink"),
    soft: colour("--soft"),
    grid: colour("--grid"),
    paper: colour("--paper"),
    stimulus: colour("--stimulus"),
    potential: colour("--potential"),
    other: ["--other-1", "--other-2", "--other-3"].map(colour),
    guide: colour("--guide"),
    accent: colour("--accent"),
    ghost: colour("--ghost"),
  };
  probe.remove();
  return colours;
}
