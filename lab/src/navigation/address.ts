/** The views of the lab, in the order of their links. */
export const views = ["explorer", "equations", "compare", "gallery", "hidden", "recording"] as const;
export type View = (typeof views)[number];

/** What the address says behind its `#`: `#v1.AbC&view=hidden&neuron=432`. */
export interface Address {
  /** The link to an experiment, `#v1.AbC`; empty where there is none. Nobody has looked at it yet. */
  readonly link: string;
  readonly view: View;
  /** The seed of the hidden neuron; undefined where none is named, or what is named is no seed. */
  readonly neuron: number | undefined;
}

export function readAddress(hash: string): Address {
  const parts = hash.replace(/^#/, "").split("&");
  const named = (name: string) => parts.find((part) => part.startsWith(`${name}=`))?.slice(name.length + 1);
  const link = parts.find((part) => !/^(view|neuron)=/.test(part)) ?? "";
  const asked = named("view");
  const neuron = named("neuron");
  return {
    link: link === "" ? "" : `#${link}`,
    view: views.find((view) => view === asked) ?? "explorer",
    neuron: neuron !== undefined && /^\d{1,15}$/.test(neuron) ? Number(neuron) : undefined,
  };
}

export function writeAddress({ link, view, neuron }: Address): string {
  const parts = [
    link.replace(/^#/, ""),
    view === "explorer" ? "" : `view=${view}`,
    view === "hidden" && neuron !== undefined ? `neuron=${neuron}` : "",
  ];
  return `#${parts.filter((part) => part !== "").join("&")}`;
}
