import type { Machine } from "../target/target.ts";

/** Hands out addresses in the room of a machine's memory. */
export class Room {
  #next: number;

  constructor(machine: Machine) {
    this.#next = machine.plan.roomBase;
  }

  /** Address of so many bytes, a multiple of 8. */
  take(bytes: number): number {
    const address = this.#next;
    this.#next = Math.ceil((address + bytes) / 8) * 8;
    return address;
  }
}
