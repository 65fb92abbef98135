/**
 * Colours that people with any kind of colour vision tell apart. Okabe M, Ito K (2008), Color Universal Design; black and
 * white aside.
 */
export const okabeIto = {
  orange: "#e69f00",
  sky: "#56b4e9",
  green: "#009e73",
  yellow: "#f0e442",
  blue: "#0072b2",
  vermilion: "#d55e00",
  purple: "#cc79a7",
} as const;

export type Scheme = "light" | "dark";

/** The colours of a figure. */
export interface Colours {
  readonly background: string;
  /** Text and axes. */
  readonly ink: string;
  /** What stands back: guide lines, second labels. */
  readonly faint: string;
  /** Of series, in this order; each is readable on the background. */
  readonly series: readonly string[];
  /** Colours from low to high: a scale by the name that the plotting library gives it, and the part of it to use. */
  readonly sequence: { readonly scheme: "cividis" | "viridis"; readonly from: number; readonly to: number };
}

const { orange, sky, green, yellow, blue, vermilion, purple } = okabeIto;

export const colours: Readonly<Record<Scheme, Colours>> = {
  light: {
    background: "#ffffff",
    ink: "#222222",
    faint: "#767676",
    series: [blue, vermilion, green, purple, orange, sky, "#222222"],
    sequence: { scheme: "cividis", from: 0.02, to: 0.82 },
  },
  dark: {
    background: "#15181d",
    ink: "#e6e6e6",
    faint: "#9a9fa6",
    series: [sky, orange, green, purple, yellow, vermilion, "#e6e6e6"],
    sequence: { scheme: "viridis", from: 0.28, to: 0.98 },
  },
};
