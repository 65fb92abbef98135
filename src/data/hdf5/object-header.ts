import { badFile, damaged } from "../cell-recording.ts";
import type { FileBytes } from "../file-bytes.ts";

/** The kinds of messages that are read, by their number (HDF5 File Format Specification 3.0, section IV.A.2). */
export const messageTypes = {
  dataspace: 0x01,
  linkInfo: 0x02,
  datatype: 0x03,
  link: 0x06,
  layout: 0x08,
  filters: 0x0b,
  attribute: 0x0c,
  continuation: 0x10,
  symbolTable: 0x11,
  attributeInfo: 0x15,
} as const;

export interface Message {
  readonly type: number;
  /** The first byte of its data. */
  readonly at: number;
  readonly size: number;
  /** Whether its data only say where the message is. */
  readonly isShared: boolean;
}

/** An address that leads nowhere: all bits are set. */
export function isNowhere(address: number): boolean {
  return address >= 2 ** 63;
}

/** No object has more blocks of messages, or more messages. */
const most = 100_000;

/** The messages of the object at an address: version 1, or version 2, which begins with `OHDR`. */
export function messagesAt(bytes: FileBytes, address: number): Message[] {
  bytes.demand(address, 16, "the header of an object");
  return bytes.text(address, 4) === "OHDR" ? messages2(bytes, address) : messages1(bytes, address);
}

interface Block {
  readonly at: number;
  readonly end: number;
}

function messages1(bytes: FileBytes, address: number): Message[] {
  const { u8, u16, u32 } = bytes;
  if (u8(address) !== 1) throw badFile(bytes.place, `there is no object at byte ${address}`, damaged);
  const size = u32(address + 8);
  bytes.demand(address + 16, size, "the messages of an object");
  return collect(bytes, { at: address + 16, end: address + 16 + size }, 8, (at) => ({
    type: u16(at),
    size: u16(at + 2),
    isShared: (u8(at + 4) & 2) !== 0,
    at: at + 8,
  }));
}

function messages2(bytes: FileBytes, address: number): Message[] {
  const { u8, u16, u32, u64 } = bytes;
  const flags = u8(address + 5);
  let at = address + 6 + (flags & 0x20 ? 16 : 0) + (flags & 0x10 ? 4 : 0);
  const width = flags & 3;
  const size = [u8, u16, u32, u64][width]!(at);
  at += 1 << width;
  bytes.demand(at, size, "the messages of an object");
  const head = flags & 4 ? 6 : 4;
  return collect(bytes, { at, end: at + size }, head, (place) => ({
    type: u8(place),
    size: u16(place + 1),
    isShared: (u8(place + 3) & 2) !== 0,
    at: place + head,
  }));
}

/** The messages of a block and of those that it is continued in; `head` bytes stand before the data of each. */
function collect(bytes: FileBytes, first: Block, head: number, read: (at: number) => Message): Message[] {
  const found: Message[] = [];
  const blocks = [first];
  const seen = new Set<number>();
  for (let block = blocks.shift(); block; block = blocks.shift()) {
    if (seen.has(block.at)) throw badFile(bytes.place, "the messages of an object go round in a circle", damaged);
    seen.add(block.at);
    for (let at = block.at; at + head <= block.end; ) {
      const message = read(at);
      bytes.demand(message.at, message.size, "a message of an object");
      if (message.type === messageTypes.continuation) {
        const [from, length] = [bytes.u64(message.at), bytes.u64(message.at + 8)];
        bytes.demand(from, length, "the messages of an object");
        // In version 2 a signature stands before them, and a checksum behind.
        const isSigned = head < 8;
        blocks.push(isSigned ? { at: from + 4, end: from + length - 4 } : { at: from, end: from + length });
      } else if (message.type !== 0) found.push(message);
      if (found.length + blocks.length > most) throw badFile(bytes.place, "an object has too many messages", damaged);
      at = message.at + message.size;
    }
  }
  return found;
}
