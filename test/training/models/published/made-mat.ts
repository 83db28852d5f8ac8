import { closeSync, openSync, writeSync } from 'node:fs';

/** A value that a MATLAB file can hold; numbers are single precision, the first axis fastest. */
export type Made =
  | string
  | { numbers: Float32Array; shape: readonly number[] }
  | { cell: readonly Made[] }
  | { fields: Readonly<Record<string, Made>> };

const TYPE = { int8: 1, uint16: 4, int32: 5, uint32: 6, single: 7, matrix: 14 };
const CLASS = { cell: 1, struct: 2, char: 4, single: 7 };

/** Writes a MATLAB level-5 file without compression, piece by piece, so that a whole network fits. */
export function writeMat(path: string, variables: Readonly<Record<string, Made>>): void {
  const header = Buffer.alloc(128, ' ');
  header.write('MATLAB 5.0 MAT-file, made for a test');
  header.writeUInt16LE(0x0100, 124);
  header.write('IM', 126);
  const file = openSync(path, 'w');
  try {
    writeSync(file, header);
    for (const [name, value] of Object.entries(variables))
      for (const piece of matrix(value, name)) writeSync(file, piece);
  } finally {
    closeSync(file);
  }
}

function matrix(value: Made, name = ''): Buffer[] {
  const body = [...head(value, name), ...content(value)];
  return [
    tag(
      TYPE.matrix,
      body.reduce((sum, { length }) => sum + length, 0),
    ),
    ...body,
  ];
}

function head(value: Made, name: string): Buffer[] {
  const [kind, shape] =
    typeof value === 'string'
      ? [CLASS.char, [1, value.length]]
      : 'numbers' in value
        ? [CLASS.single, value.shape]
        : 'cell' in value
          ? [CLASS.cell, [1, value.cell.length]]
          : [CLASS.struct, [1, 1]];
  const flags = Buffer.alloc(8);
  flags.writeUInt32LE(kind);
  return [
    ...element(TYPE.uint32, flags),
    ...element(TYPE.int32, Buffer.from(Int32Array.from(shape).buffer)),
    ...element(TYPE.int8, Buffer.from(name)),
  ];
}

function content(value: Made): Buffer[] {
  if (typeof value === 'string') return element(TYPE.uint16, Buffer.from(value, 'utf16le'));
  if ('numbers' in value) {
    const { buffer, byteOffset, byteLength } = value.numbers;
    return element(TYPE.single, Buffer.from(buffer, byteOffset, byteLength));
  }
  if ('cell' in value) return value.cell.flatMap((item) => matrix(item));
  const names = Object.keys(value.fields);
  const length = Buffer.alloc(4);
  length.writeInt32LE(32);
  return [
    ...element(TYPE.int32, length),
    ...element(TYPE.int8, Buffer.concat(names.map((name) => Buffer.alloc(32).fill(name, 0, name.length)))),
    ...Object.values(value.fields).flatMap((field) => matrix(field)),
  ];
}

function element(type: number, bytes: Buffer): Buffer[] {
  const padding = Buffer.alloc((8 - (bytes.length % 8)) % 8);
  return [tag(type, bytes.length), bytes, padding];
}

function tag(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32LE(type, 0);
  bytes.writeUInt32LE(length, 4);
  return bytes;
}
