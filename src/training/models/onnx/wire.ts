import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

/** Bytes of a protobuf message in pieces, so that weights are copied once only, into the whole. */
export type Message = readonly Uint8Array[];

export function intField(number: number, value: number): Message {
  return [new BinaryWriter().tag(number, WireType.Varint).int64(value).finish()];
}

/** 32 bits. */
export function floatField(number: number, value: number): Message {
  return [new BinaryWriter().tag(number, WireType.Bit32).float(value).finish()];
}

export function textField(number: number, text: string): Message {
  return [new BinaryWriter().tag(number, WireType.LengthDelimited).string(text).finish()];
}

export function bytesField(number: number, bytes: Uint8Array): Message {
  return messageField(number, [bytes]);
}

export function messageField(number: number, content: Message): Message {
  const start = new BinaryWriter().tag(number, WireType.LengthDelimited).uint32(byteLength(content));
  return [start.finish(), ...content];
}

export function byteLength(message: Message): number {
  return message.reduce((sum, { byteLength: bytes }) => sum + bytes, 0);
}
