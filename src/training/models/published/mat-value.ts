/** A value of a MATLAB file. Arrays are in MATLAB's order: the first axis runs fastest. */
export type MatValue =
  | MatNumbers
  | { kind: 'cell'; shape: readonly number[]; items: readonly MatValue[] }
  | { kind: 'struct'; shape: readonly number[]; items: readonly MatStruct[] }
  | { kind: 'text'; text: string }
  /** Sparse arrays, objects, function handles: not read. */
  | { kind: 'other' };

export interface MatNumbers {
  kind: 'numbers';
  shape: readonly number[];
  /** A copy, rounded to single precision where it is stored finer; an imaginary part is left out. */
  read: () => Float32Array<ArrayBuffer>;
}

/** One element of a struct array, by field. */
export type MatStruct = ReadonlyMap<string, MatValue>;

/** What is there cannot be a MATLAB value. */
export class MatFormError extends Error {}

export const MI_MATRIX = 14;
/** The least that an element takes. */
const TAG_BYTES = 8;
/** Of a shape; networks have four. */
const MAX_SIDES = 32;
/** Of a name or a text. */
const MAX_TEXT_BYTES = 2 ** 20;

/** How numbers are stored, by the number of the type. */
const STORAGE = new Map<number, Storage>([
  [1, Int8Array],
  [2, Uint8Array],
  [3, Int16Array],
  [4, Uint16Array],
  [5, Int32Array],
  [6, Uint32Array],
  [7, Float32Array],
  [9, Float64Array],
]);
type Numbers = Float32Array<ArrayBuffer> | Float64Array | Int8Array | Int16Array | Int32Array;
interface Storage {
  new (buffer: ArrayBuffer): Numbers | Uint8Array | Uint16Array | Uint32Array;
  readonly BYTES_PER_ELEMENT: number;
}
const TEXT_ENCODING = new Map([
  [4, 'utf-16le'],
  [17, 'utf-16le'],
]);

const CLASS = { cell: 1, struct: 2, char: 4, firstNumeric: 6, lastNumeric: 13 };

interface Element {
  type: number;
  bytes: Uint8Array<ArrayBuffer>;
}

/**
 * @param content of a matrix element, without its tag
 * @throws MatFormError
 */
export function parseVariable(content: Uint8Array): { name: string; value: MatValue } {
  const elements = new Elements(content as Uint8Array<ArrayBuffer>);
  const flags = elements.next().bytes;
  const sides = numbersOf(elements.next());
  if (sides.length > MAX_SIDES) throw new MatFormError(`a shape of ${sides.length} sides`);
  const shape = [...sides];
  if (!shape.every((side) => Number.isInteger(side) && side >= 0))
    throw new MatFormError(`a shape of ${shape.slice(0, 4).join('×')}`);
  const name = textOf(elements.next());
  return { name, value: valueOf(flags[0] ?? 0, shape, elements) };
}

/** The elements that stand one behind the other in a matrix element. */
class Elements {
  readonly #bytes: Uint8Array<ArrayBuffer>;
  readonly #view: DataView;
  #at = 0;

  constructor(bytes: Uint8Array<ArrayBuffer>) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  next(): Element {
    if (this.#at + 8 > this.#bytes.length) throw new MatFormError('a value ends too early');
    const first = this.#view.getUint32(this.#at, true);
    // Up to four bytes stand in the tag itself; the upper half of its first word is how many.
    const small = first >>> 16 !== 0;
    const type = small ? first & 0xffff : first;
    const length = small ? first >>> 16 : this.#view.getUint32(this.#at + 4, true);
    const start = this.#at + (small ? 4 : 8);
    if (start + length > this.#bytes.length) throw new MatFormError('a value ends too early');
    this.#at = small ? this.#at + 8 : start + Math.ceil(length / 8) * 8;
    return { type, bytes: this.#bytes.subarray(start, start + length) };
  }

  /** Before anything is made of a count that the file states. @param each bytes that every one takes at least */
  expect(count: number, each: number): void {
    const there = this.#bytes.length - this.#at;
    if (count * each > there) throw new MatFormError(`${count} values in ${there} bytes`);
  }

  matrix(): MatValue {
    const { type, bytes } = this.next();
    if (type !== MI_MATRIX) throw new MatFormError(`an element of type ${type}, expected a matrix`);
    return bytes.length === 0 ? empty() : parseVariable(bytes).value;
  }
}

function empty(): MatNumbers {
  return { kind: 'numbers', shape: [0, 0], read: () => new Float32Array() };
}

function valueOf(kind: number, shape: readonly number[], elements: Elements): MatValue {
  const count = shape.reduce((a, b) => a * b, 1);
  if (kind === CLASS.cell) {
    elements.expect(count, TAG_BYTES);
    return { kind: 'cell', shape, items: Array.from({ length: count }, () => elements.matrix()) };
  }
  if (kind === CLASS.struct) {
    const nameBytes = numbersOf(elements.next())[0] ?? 0;
    const names = namesOf(elements.next().bytes, nameBytes);
    // An array of structs without fields takes no bytes; one is all that anybody saves.
    elements.expect(count - 1, 1);
    elements.expect(count, names.length * TAG_BYTES);
    const item = () => new Map(names.map((name) => [name, elements.matrix()]));
    return { kind: 'struct', shape, items: Array.from({ length: count }, item) };
  }
  if (kind === CLASS.char) return { kind: 'text', text: count === 0 ? '' : textOf(elements.next()) };
  if (kind < CLASS.firstNumeric || kind > CLASS.lastNumeric) return { kind: 'other' };
  if (count === 0) return { ...empty(), shape };
  const stored = elements.next();
  const found = stored.bytes.length / storageOf(stored).BYTES_PER_ELEMENT;
  if (found !== count) throw new MatFormError(`${found} numbers, expected ${shape.join('×')}`);
  return { kind: 'numbers', shape, read: () => asFloat32(numbersOf(stored)) };
}

function asFloat32(numbers: InstanceType<Storage>): Float32Array<ArrayBuffer> {
  return numbers instanceof Float32Array ? numbers : new Float32Array(numbers);
}

function storageOf({ type }: Element): Storage {
  const storage = STORAGE.get(type);
  if (!storage) throw new MatFormError(`numbers of type ${type} are not read`);
  return storage;
}

/** A copy: what was read may stand anywhere, and typed arrays must not. */
function numbersOf(element: Element): InstanceType<Storage> {
  const { buffer, byteOffset, byteLength } = element.bytes;
  return new (storageOf(element))(buffer.slice(byteOffset, byteOffset + byteLength));
}

function textOf({ type, bytes }: Element): string {
  if (bytes.length > MAX_TEXT_BYTES) throw new MatFormError(`a text of ${bytes.length} bytes`);
  return new TextDecoder(TEXT_ENCODING.get(type) ?? 'utf-8').decode(bytes);
}

/** Field names, each padded with zeros to the same length. */
function namesOf(bytes: Uint8Array<ArrayBuffer>, length: number): string[] {
  if (length <= 0) return [];
  const name = (i: number) => textOf({ type: 1, bytes: bytes.subarray(i * length, (i + 1) * length) });
  return Array.from({ length: Math.floor(bytes.length / length) }, (_, i) => name(i).replace(/\0.*$/s, ''));
}
