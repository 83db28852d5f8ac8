import type { JpegFile } from './jpeg-file.ts';

/** Some cameras pad their data before a marker; more than that was decoded from the wrong place. */
const MAX_PADDING_BYTES = 64;

/**
 * Follows the Huffman codes of a sequential JPEG of one scan, to see that they make exactly its blocks. The decoder stops
 * at the last row and takes any bits for codes: zeros in the place of lost data give a picture without an error.
 * @returns whether they do; true too for a file that is coded in another way
 */
export function hasSoundEntropyData(bytes: Buffer, file: JpegFile): boolean {
  const plan = planOf(file);
  if (!plan) return true;
  const reader = new CodeReader(bytes, file.scan.start);
  const { restartInterval } = file.scan;
  for (let mcu = 0; mcu < plan.mcus; mcu++) {
    if (restartInterval > 0 && mcu > 0 && mcu % restartInterval === 0 && !reader.passRestart()) return false;
    for (const { dc, ac } of plan.blocks) if (!reader.passBlock(dc, ac)) return false;
  }
  return reader.bytesLeft() <= MAX_PADDING_BYTES;
}

interface Plan {
  mcus: number;
  /** Tables of each block of an MCU. */
  blocks: { dc: Codes; ac: Codes }[];
}

function planOf({ frame, scan }: JpegFile): Plan | undefined {
  const { width, height, components } = frame;
  if (!frame.isSequential || scan.components.length !== components.length) return undefined;
  const tables = new Map([...scan.tables].map(([id, stored]) => [id, codesOf(stored)]));
  const isSingle = components.length === 1;
  const blocks: Plan['blocks'] = [];
  for (const { id, across, down } of components) {
    const chosen = scan.components.find((one) => one.id === id);
    const [dc, ac] = [chosen && tables.get(chosen.dc), chosen && tables.get(chosen.ac)];
    if (!dc || !ac || across < 1 || down < 1) return undefined;
    for (let n = isSingle ? 1 : across * down; n > 0; n--) blocks.push({ dc, ac });
  }
  const widest = isSingle ? 1 : Math.max(...components.map(({ across }) => across));
  const highest = isSingle ? 1 : Math.max(...components.map(({ down }) => down));
  return { mcus: Math.ceil(width / (8 * widest)) * Math.ceil(height / (8 * highest)), blocks };
}

/** Codes of a Huffman table. */
interface Codes {
  /** By the next `SHORT` bits: length × 256 + symbol; 0 where the code is longer. */
  short: Uint16Array;
  /** By length: the first code that is too large for it, and what to add to a code for the place of its symbol. */
  beyond: Int32Array;
  offset: Int32Array;
  symbols: Buffer;
}

const SHORT = 9;

function codesOf(stored: Buffer): Codes {
  const short = new Uint16Array(1 << SHORT);
  const [beyond, offset] = [new Int32Array(17), new Int32Array(17)];
  const symbols = stored.subarray(16);
  let [code, place] = [0, 0];
  for (let length = 1; length <= 16; length++, code <<= 1) {
    offset[length] = place - code;
    for (let n = stored[length - 1]!; n > 0; n--, code++, place++) {
      if (length > SHORT) continue;
      const first = code << (SHORT - length);
      short.fill((length << 8) | (symbols[place] ?? 0), first, first + (1 << (SHORT - length)));
    }
    beyond[length] = code;
  }
  return { short, beyond, offset, symbols };
}

class CodeReader {
  readonly #bytes: Buffer;
  #at: number;
  #bits = 0;
  #count = 0;
  /** Zeros that were taken for bits behind the end of the data. */
  #made = 0;

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes;
    this.#at = start;
  }

  /** @returns false if no such codes stand there */
  passBlock(dc: Codes, ac: Codes): boolean {
    const size = this.#symbol(dc);
    if (size < 0 || size > 16) return false;
    this.#count -= size;
    for (let k = 1; k < 64; k++) {
      const symbol = this.#symbol(ac);
      if (symbol < 0) return false;
      const run = symbol >> 4;
      const bits = symbol & 15;
      if (bits === 0 && run < 15) break;
      k += run;
      if (k > 63) return false;
      this.#count -= bits;
    }
    return this.#made <= this.#count;
  }

  /** @returns false if no restart marker stands there */
  passRestart(): boolean {
    if (this.bytesLeft() > MAX_PADDING_BYTES) return false;
    const bytes = this.#bytes;
    let at = this.#at;
    while (at + 1 < bytes.length && !(bytes[at] === 0xff && bytes[at + 1]! >= 0xd0 && bytes[at + 1]! <= 0xd7))
      at++;
    if (at - this.#at > MAX_PADDING_BYTES) return false;
    [this.#at, this.#bits, this.#count, this.#made] = [at + 2, 0, 0, 0];
    return true;
  }

  /** Whole bytes up to the next marker that no code has used. */
  bytesLeft(): number {
    const bytes = this.#bytes;
    let end = this.#at;
    while (end < bytes.length && !(bytes[end] === 0xff && bytes[end + 1] !== 0)) end++;
    return ((this.#count - this.#made) >> 3) + end - this.#at;
  }

  #symbol(codes: Codes): number {
    if (this.#count < 16) this.#fill();
    const known = codes.short[(this.#bits >>> (this.#count - SHORT)) & ((1 << SHORT) - 1)]!;
    if (known !== 0) {
      this.#count -= known >> 8;
      if (this.#count < 16) this.#fill();
      return known & 255;
    }
    for (let length = SHORT + 1; length <= 16; length++) {
      const code = (this.#bits >>> (this.#count - length)) & ((1 << length) - 1);
      if (code >= codes.beyond[length]!) continue;
      this.#count -= length;
      this.#fill();
      return codes.symbols[code + codes.offset[length]!] ?? -1;
    }
    return -1;
  }

  /** Leaves at least 25 bits: a code, or the bits behind one. */
  #fill(): void {
    const bytes = this.#bytes;
    while (this.#count <= 24) {
      const byte = bytes[this.#at] ?? 0xff;
      if (byte !== 0xff) this.#at++;
      else if (bytes[this.#at + 1] === 0) this.#at += 2;
      else {
        this.#made += 8;
        this.#bits <<= 8;
        this.#count += 8;
        continue;
      }
      this.#bits = (this.#bits << 8) | byte;
      this.#count += 8;
    }
  }
}
