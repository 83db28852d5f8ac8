import { deflateSync } from 'node:zlib';

const TYPE = { int8: 1, uint16: 4, int32: 5, uint32: 6, single: 7, matrix: 14, compressed: 15 };
const CLASS = { cell: 1, struct: 2, char: 4, single: 7 };

/** A MATLAB level-5 file as MatConvNet saves a network, of two small layers. */
export function validMat(compressed: boolean): Buffer {
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file');
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  const layer = (name: string) =>
    struct({
      name: text(name),
      type: text('conv'),
      weights: cell([numbers([3, 3, 3, 4]), numbers([4, 1])]),
    });
  const normalization = struct({ averageImage: numbers([2, 2, 3]) });
  const variables = {
    layers: cell([layer('conv1'), layer('conv2')]),
    meta: struct({ normalization }),
  };
  const elements = Object.entries(variables).map(([name, make]) => {
    const element = make(name);
    if (!compressed) return element;
    const deflated = deflateSync(element);
    return Buffer.concat([tag(TYPE.compressed, deflated.length), deflated]);
  });
  return Buffer.concat([header, ...elements]);
}

type Make = (name?: string) => Buffer;

const numbers =
  (shape: readonly number[]): Make =>
  (name) => {
    const values = new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(0.5);
    return matrix(CLASS.single, shape, name, [element(TYPE.single, Buffer.from(values.buffer))]);
  };
const text =
  (value: string): Make =>
  (name) =>
    matrix(CLASS.char, [1, value.length], name, [element(TYPE.uint16, Buffer.from(value, 'utf16le'))]);
const cell =
  (items: readonly Make[]): Make =>
  (name) =>
    matrix(
      CLASS.cell,
      [1, items.length],
      name,
      items.map((item) => item()),
    );
const struct =
  (fields: Readonly<Record<string, Make>>): Make =>
  (name) => {
    const names = Object.keys(fields).map((field) => Buffer.alloc(32).fill(field, 0, field.length));
    const length = Buffer.alloc(4);
    length.writeInt32LE(32);
    const head = [element(TYPE.int32, length), element(TYPE.int8, Buffer.concat(names))];
    return matrix(CLASS.struct, [1, 1], name, [...head, ...Object.values(fields).map((field) => field())]);
  };

function matrix(kind: number, shape: readonly number[], name = '', content: readonly Buffer[]): Buffer {
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(kind);
  const body = Buffer.concat([
    element(TYPE.uint32, flags),
    element(TYPE.int32, Buffer.from(Int32Array.from(shape).buffer)),
    element(TYPE.int8, Buffer.from(name)),
    ...content,
  ]);
  return Buffer.concat([tag(TYPE.matrix, body.length), body]);
}

function element(type: number, bytes: Buffer): Buffer {
  return Buffer.concat([tag(type, bytes.length), bytes, Buffer.alloc((8 - (bytes.length % 8)) % 8)]);
}

function tag(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(length, 4);
  return bytes;
}
