import { Gunzip, unzipSync } from "fflate";
import { badFile, damaged } from "./cell-recording.ts";

/** Deflate makes at most 1032 bytes of one. */
export const mostFromOne = 1032;
/** No recording is larger. */
const largest = 2 ** 31;

export function isGzip(content: Uint8Array): boolean {
  return content[0] === 0x1f && content[1] === 0x8b;
}

export function isZip(content: Uint8Array): boolean {
  return content[0] === 0x50 && content[1] === 0x4b && (content[2] === 3 || content[2] === 5);
}

/**
 * What is packed in a gzip file.
 *
 * @throws ExperimentError where it is damaged, or would be larger than 2 GiB
 */
export function gunzip(content: Uint8Array, place: string): Uint8Array {
  // The shortest has a header of 10 bytes and a trailer of 8.
  if (content.length < 18) throw badFile(place, `it is packed, but has only ${content.length} bytes`, damaged);
  const parts: Uint8Array[] = [];
  let [length, ended] = [0, false];
  const stream = new Gunzip((part, last) => {
    parts.push(part);
    length += part.length;
    ended ||= last;
    if (length > largest) throw new RangeError("it would be larger than 2 GiB");
  });
  unpacking(place, () => {
    // Piece by piece: memory grows with what is really there, not with what the file says.
    const piece = 1 << 16;
    for (let at = 0; at < content.length; at += piece)
      stream.push(content.subarray(at, at + piece), at + piece >= content.length);
  });
  if (!ended) throw badFile(place, "its compressed data end too soon", damaged);
  const whole = new Uint8Array(length);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  const end = new DataView(content.buffer, content.byteOffset + content.length - 8, 8);
  if (end.getUint32(4, true) !== length || end.getUint32(0, true) !== crc32(whole))
    throw badFile(place, "its checksum is not that of what is packed in it", damaged);
  return whole;
}

/** CRC-32 of ISO 3309, the checksum of gzip (RFC 1952), which fflate does not test. */
function crc32(bytes: Uint8Array): number {
  const table = Uint32Array.from({ length: 256 }, (_, k) => {
    let c = k;
    for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
    return c;
  });
  let crc = 0xffffffff;
  for (const byte of bytes) crc = table[(crc ^ byte) & 255]! ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
}

/**
 * The files in a ZIP archive by their names.
 *
 * @throws ExperimentError where it is damaged, or would be larger than 2 GiB
 */
export function unzip(content: Uint8Array, place: string): Readonly<Record<string, Uint8Array>> {
  let total = 0;
  return unpacking(place, () =>
    unzipSync(content, {
      filter: ({ name, size, originalSize }) => {
        total += originalSize;
        const possible = size <= content.length && originalSize <= mostFromOne * (size + 64) && total <= largest;
        if (!possible) throw new RangeError(`${name} would be ${originalSize} bytes, packed in ${size}`);
        return true;
      },
    }),
  );
}

function unpacking<T>(place: string, unpack: () => T): T {
  try {
    return unpack();
  } catch (error) {
    throw badFile(place, `cannot be unpacked: ${(error as Error).message}`, damaged);
  }
}
