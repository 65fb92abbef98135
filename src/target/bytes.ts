/** A growing sequence of bytes. */
export class Bytes {
  #bytes = new Uint8Array(256);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  byte(value: number): this {
    this.#reserve(1);
    this.#bytes[this.#length++] = value;
    return this;
  }

  append(values: ArrayLike<number>): this {
    this.#reserve(values.length);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
    return this;
  }

  /** A whole number >= 0 as LEB128: seven bits a byte, the low ones first, the high bit set while more follow. */
  unsigned(value: number): this {
    for (; value >= 0x80; value = Math.floor(value / 0x80)) this.byte((value % 0x80) | 0x80);
    return this.byte(value);
  }

  /** A safe integer as signed LEB128. */
  signed(value: number): this {
    for (; value < -64 || value > 63; value = Math.floor(value / 0x80)) this.byte((value & 0x7f) | 0x80);
    return this.byte(value & 0x7f);
  }

  /** The eight bytes of a 64-bit number, the low ones first. */
  f64(value: number): this {
    this.#reserve(8);
    new DataView(this.#bytes.buffer).setFloat64(this.#length, value, true);
    this.#length += 8;
    return this;
  }

  /** Bytes with their number before them. */
  sized(content: Bytes): this {
    return this.unsigned(content.length).append(content.done());
  }

  /** The bytes, shared with this. */
  done(): Uint8Array<ArrayBuffer> {
    return this.#bytes.subarray(0, this.#length);
  }

  #reserve(count: number): void {
    if (this.#length + count <= this.#bytes.length) return;
    const larger = new Uint8Array(2 * (this.#length + count));
    larger.set(this.#bytes);
    this.#bytes = larger;
  }
}
