import { deflateSync, inflateSync, strFromU8, strToU8 } from "fflate";

/** Characters of a link, and of the JSON it unfolds to, beyond which it is refused unread. */
export const longestLink = 200_000;
const longestText = 1_000_000;

/** `#v1.` and the document: JSON, deflated, in the letters of base64 that addresses leave alone. */
const prefix = "#v1.";

export function linkOf(document: object): string {
  const bytes = deflateSync(strToU8(JSON.stringify(document)), { level: 9 });
  const letters = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return prefix + letters.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

export type ReadLink =
  | { readonly kind: "none" }
  | { readonly kind: "broken" }
  | { readonly kind: "huge" }
  /** JSON that nobody has looked at yet. */
  | { readonly kind: "read"; readonly json: unknown };

/** What a link holds. Nothing in it can do more than come out as JSON. */
export function readLink(hash: string): ReadLink {
  if (hash === "" || hash === "#") return { kind: "none" };
  if (hash.length > longestLink) return { kind: "huge" };
  if (!hash.startsWith(prefix) || !/^[\w-]+$/.test(hash.slice(prefix.length))) return { kind: "broken" };
  try {
    const letters = hash.slice(prefix.length).replaceAll("-", "+").replaceAll("_", "/");
    const bytes = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
    const text = unfolded(bytes);
    return text === undefined ? { kind: "huge" } : { kind: "read", json: JSON.parse(text) };
  } catch {
    return { kind: "broken" };
  }
}

/** Undefined for what would unfold to more than is allowed: inflating stops at the end of the space it is given. */
function unfolded(bytes: Uint8Array): string | undefined {
  const space = new Uint8Array(longestText + 1);
  const out = inflateSync(bytes, { out: space });
  return out.length > longestText ? undefined : strFromU8(out);
}
