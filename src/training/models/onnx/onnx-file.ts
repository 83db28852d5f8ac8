import type { Message } from './wire.ts';
import { byteLength, bytesField, floatField, intField, messageField, textField } from './wire.ts';

/**
 * The messages of onnx.proto that a network needs, with the field numbers that stand there. Readers: ONNX Runtime from
 * 1.12 on, and all else that supports operator set 17.
 */
const IR_VERSION = 8;
const OPSET = 17;
/** Producer name of a file; `isOurOnnx` checks it. */
const PRODUCER = 'demiface';

/** TensorProto.DataType. */
export const DATA_TYPE = { float: 1, int64: 7, half: 10 } as const;
export type DataType = keyof typeof DATA_TYPE;

const ATTRIBUTE = { float: 1, int: 2, ints: 7 } as const;

/** A value of an attribute: one number is a float only when it is declared so. */
export type Attribute = { float: number } | { int: number } | { ints: readonly number[] };

export interface OnnxNode {
  op: string;
  name: string;
  inputs: readonly string[];
  output: string;
  attributes?: Readonly<Record<string, Attribute>>;
}

export interface OnnxTensor {
  name: string;
  type: DataType;
  shape: readonly number[];
  /** Values as they lie in memory: little-endian on every machine that runs this. */
  bytes: Uint8Array;
}

export interface OnnxValue {
  name: string;
  /** float32; a side with a name is free. */
  shape: readonly (number | string)[];
}

export interface OnnxModel {
  name: string;
  /** For a person: how to feed and read the network. */
  doc: string;
  inputs: readonly OnnxValue[];
  outputs: readonly OnnxValue[];
  nodes: readonly OnnxNode[];
  tensors: readonly OnnxTensor[];
  metadata: Readonly<Record<string, string>>;
}

/** @returns the content of a file `.onnx` */
export function onnxFile(model: OnnxModel): Uint8Array<ArrayBuffer> {
  const graph = [
    model.nodes.flatMap((node) => messageField(1, nodeMessage(node))),
    textField(2, model.name),
    model.tensors.flatMap((tensor) => messageField(5, tensorMessage(tensor))),
    model.inputs.flatMap((value) => messageField(11, valueMessage(value))),
    model.outputs.flatMap((value) => messageField(12, valueMessage(value))),
  ].flat();
  const file = [
    HEAD,
    textField(6, model.doc),
    messageField(7, graph),
    messageField(8, [...textField(1, ''), ...intField(2, OPSET)]),
    Object.entries(model.metadata).flatMap(([key, value]) =>
      messageField(14, [...textField(1, key), ...textField(2, value)]),
    ),
  ].flat();
  const bytes = new Uint8Array(byteLength(file));
  let at = 0;
  for (const piece of file) {
    bytes.set(piece, at);
    at += piece.byteLength;
  }
  return bytes;
}

/** What every file starts with. */
const HEAD: Message = [...intField(1, IR_VERSION), ...textField(2, PRODUCER)];

/** @param start the first bytes of a file, at least 32 of them where it is as long */
export function isOurOnnx(start: Uint8Array): boolean {
  return start.byteLength >= byteLength(HEAD) && Buffer.concat(HEAD).every((byte, i) => start[i] === byte);
}

function nodeMessage({ op, name, inputs, output, attributes = {} }: OnnxNode): Message {
  return [
    inputs.flatMap((input) => textField(1, input)),
    textField(2, output),
    textField(3, name),
    textField(4, op),
    Object.entries(attributes).flatMap(([key, value]) =>
      messageField(5, [...textField(1, key), ...attributeFields(value)]),
    ),
  ].flat();
}

function attributeFields(attribute: Attribute): Message {
  if ('float' in attribute) return [...floatField(2, attribute.float), ...intField(20, ATTRIBUTE.float)];
  if ('int' in attribute) return [...intField(3, attribute.int), ...intField(20, ATTRIBUTE.int)];
  return [...attribute.ints.flatMap((value) => intField(8, value)), ...intField(20, ATTRIBUTE.ints)];
}

function tensorMessage({ name, type, shape, bytes }: OnnxTensor): Message {
  return [
    shape.flatMap((side) => intField(1, side)),
    intField(2, DATA_TYPE[type]),
    textField(8, name),
    bytesField(9, bytes),
  ].flat();
}

function valueMessage({ name, shape }: OnnxValue): Message {
  const sides = shape.flatMap((side) =>
    messageField(1, typeof side === 'number' ? intField(1, side) : textField(2, side)),
  );
  const tensor = [...intField(1, DATA_TYPE.float), ...messageField(2, sides)];
  return [...textField(1, name), ...messageField(2, messageField(1, tensor))];
}
