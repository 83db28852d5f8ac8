/** What the segments of a JPEG file tell before its pixels. */
export interface JpegFrame {
  width: number;
  height: number;
  bitsPerSample: number;
  /** Huffman-coded and not progressive: what `checkEntropyData` follows. */
  isSequential: boolean;
  isProgressive: boolean;
  components: readonly JpegComponent[];
}

export interface JpegComponent {
  id: number;
  /** Sampling factors. */
  across: number;
  down: number;
}

/** A scan's place, with the Huffman tables and the restart interval that hold for it. */
export interface JpegScan {
  components: readonly { id: number; dc: number; ac: number }[];
  /** Code lengths and symbols as stored: tables 0 to 3 of DC, 16 to 19 of AC coefficients. */
  tables: ReadonlyMap<number, Buffer>;
  /** In MCUs; 0: none. */
  restartInterval: number;
  /** Where the entropy-coded data begins. */
  start: number;
}

export interface JpegFile {
  frame: JpegFrame;
  /** The first scan only: a file with several is not followed. */
  scan: JpegScan;
  /** Every scan is followed by other segments and the last one by an end mark. */
  hasEnd: boolean;
}

const [SOI, EOI, SOS, DHT, DRI] = [0xd8, 0xd9, 0xda, 0xc4, 0xdd];
/** Start of frame, whatever the coding; C4, C8 and CC are other segments. */
const isFrame = (marker: number): boolean =>
  marker >= 0xc0 && marker <= 0xcf && ![DHT, 0xc8, 0xcc].includes(marker);
const isRestart = (marker: number): boolean => marker >= 0xd0 && marker <= 0xd7;

/**
 * Reads the segments of a JPEG file from its start to its end mark; bytes after that are of no concern.
 * @returns undefined if a segment is cut off or none describes a frame and a scan
 */
export function readJpeg(bytes: Buffer): JpegFile | undefined {
  const tables = new Map<number, Buffer>();
  let [frame, scan]: [JpegFrame?, JpegScan?] = [];
  let restartInterval = 0;
  for (let at = nextMarker(bytes, 2); at >= 0;) {
    const marker = bytes[at + 1]!;
    if (marker === EOI) return frame && scan && { frame, scan, hasEnd: true };
    if (marker === SOI || marker === 0x01 || isRestart(marker)) {
      at = nextMarker(bytes, at + 2);
      continue;
    }
    if (at + 4 > bytes.length) break;
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) break;
    const body = bytes.subarray(at + 4, end);
    if (isFrame(marker)) frame ??= frameOf(marker, body);
    else if (marker === DHT && !scan) addTables(body, tables);
    else if (marker === DRI && !scan && body.length >= 2) restartInterval = body.readUInt16BE(0);
    else if (marker === SOS) scan ??= { ...scanOf(body), tables, restartInterval, start: end };
    at = nextMarker(bytes, end);
  }
  return frame && scan && { frame, scan, hasEnd: false };
}

/** Place of the next marker from there on, stuffed bytes and restart markers of entropy data passed over; -1: none. */
function nextMarker(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const marker = bytes[at + 1];
    if (marker === undefined) return -1;
    if (marker !== 0 && marker !== 0xff && !isRestart(marker)) return at;
  }
  return -1;
}

function frameOf(marker: number, body: Buffer): JpegFrame | undefined {
  const count = body[5] ?? 0;
  if (body.length < 6 + 3 * count) return undefined;
  return {
    bitsPerSample: body[0]!,
    height: body.readUInt16BE(1),
    width: body.readUInt16BE(3),
    isSequential: marker === 0xc0 || marker === 0xc1,
    isProgressive: [0xc2, 0xc6, 0xca, 0xce].includes(marker),
    components: Array.from({ length: count }, (_, i) => {
      const [id, sampling] = [body[6 + 3 * i]!, body[7 + 3 * i]!];
      return { id, across: sampling >> 4, down: sampling & 15 };
    }),
  };
}

function scanOf(body: Buffer): Pick<JpegScan, 'components'> {
  const count = Math.min(body[0] ?? 0, (body.length - 1) >> 1);
  return {
    components: Array.from({ length: count }, (_, i) => {
      const [id, chosen] = [body[1 + 2 * i]!, body[2 + 2 * i]!];
      return { id, dc: chosen >> 4, ac: 16 + (chosen & 15) };
    }),
  };
}

function addTables(body: Buffer, tables: Map<number, Buffer>): void {
  for (let at = 0; at + 17 <= body.length;) {
    const lengths = body.subarray(at + 1, at + 17);
    const end = at + 17 + lengths.reduce((sum, count) => sum + count, 0);
    tables.set(body[at]!, body.subarray(at + 1, end));
    at = end;
  }
}
