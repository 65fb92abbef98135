/** Numbers from 0 to 1, the same for the same seed (Mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A file after an accident: bytes changed in its header or anywhere, a number made extreme, a stretch lost, doubled or blank. */
export function mutate(file: Uint8Array, random: () => number): Uint8Array {
  const below = (n: number): number => Math.floor(random() * n);
  const header = Math.min(file.length, 8192);
  const somewhere = (): number => below(random() < 0.7 ? header : file.length);
  const bytes = file.slice();
  switch (below(8)) {
    case 0:
      return bytes.slice(0, below(bytes.length));
    case 1: {
      const [from, length] = [somewhere(), 1 + below(600)];
      bytes.copyWithin(from, from + length);
      return bytes.slice(0, Math.max(from, bytes.length - length));
    }
    case 2:
      bytes.fill([0, 0xff, 0x20][below(3)]!, somewhere(), somewhere());
      return bytes;
    case 3: {
      const [from, to, length] = [somewhere(), somewhere(), 1 + below(64)];
      bytes.copyWithin(to, from, from + length);
      return bytes;
    }
    case 4: {
      const extreme = [0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0x10000][below(6)]!;
      const at = Math.min(somewhere() & ~3, Math.max(0, bytes.length - 4));
      if (bytes.length >= 4) new DataView(bytes.buffer).setUint32(at, extreme, true);
      return bytes;
    }
    default:
      for (let n = 1 + below(16); n > 0; n--) bytes[somewhere()] = below(256);
      return bytes;
  }
}
