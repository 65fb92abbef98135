import { Fingerprint } from "../run/fingerprint.ts";
import type { NetworkDocument } from "./network-types.ts";

/** What a document says, by place: `duration`, `populations.e`, `projections[0]`; long texts as their fingerprints. */
export type Identity = Readonly<Record<string, string>>;

/** Texts longer than this are told apart by their fingerprints. */
const longest = 40;

/** Tells a parsed document from every other one whose runs may differ. The order of keys counts, since draws are numbered by it. */
export function identityOf({ populations, projections = [], ...rest }: NetworkDocument): Identity {
  const places = [
    ...Object.entries(rest),
    ["populations", Object.keys(populations)],
    ...Object.entries(populations).map(([name, own]) => [`populations.${name}`, own]),
    ["projections", projections.length],
    ...projections.map((own, k) => [`projections[${k}]`, own]),
  ] as [string, unknown][];
  return Object.fromEntries(
    places.filter(([, value]) => value !== undefined).map(([place, value]) => [place, shortened(textOf(value))]),
  );
}

/** The first place in which a document differs from the one that there was; undefined where there is none. */
export function differenceOf(was: Identity, is: Identity): string | undefined {
  const place = Object.keys({ ...was, ...is }).find((key) => was[key] !== is[key]);
  if (place === undefined) return undefined;
  const said = (text: string | undefined): string => text ?? "not given";
  return `its ${place} was ${said(was[place])} and is ${said(is[place])}`;
}

/** As JSON, arrays of numbers of every kind alike. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, own: unknown) =>
    ArrayBuffer.isView(own) ? Array.from(own as unknown as ArrayLike<number>) : own,
  );
}

function shortened(text: string): string {
  if (text.length <= longest) return text;
  const hash = new Fingerprint();
  hash.addText(text);
  return hash.digest();
}
