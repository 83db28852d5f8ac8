interface TiffKind {
  bits: number;
  /** 1 unsigned, 2 signed, 3 floating point, 6 complex. */
  sampleFormat?: number;
  /** 1 gray, 2 RGB, 8 Lab. */
  photometric?: number;
  channels?: 1 | 3;
  isBigEndian?: boolean;
}

const SIDE = 64;

/** An uncompressed TIFF of 64 × 64 pixels, written by the specification; its samples of 8 and 16 bits rise by 4/256 a column. */
export function madeTiff({
  bits,
  sampleFormat = 1,
  channels = 1,
  photometric = channels === 3 ? 2 : 1,
  isBigEndian = false,
}: TiffKind): Buffer {
  const short = (value: number) => bytesOf(value, 2, isBigEndian);
  const long = (value: number) => bytesOf(value, 4, isBigEndian);
  const samples = Array.from({ length: SIDE * SIDE * channels }, (_, i) => {
    const level = 4 * (Math.floor(i / channels) % SIDE);
    return bits === 16 ? short(257 * level) : Buffer.alloc(Math.ceil(bits / 8), level);
  });
  const data = Buffer.concat(samples).subarray(0, (SIDE * SIDE * channels * bits) / 8);
  const each = (value: number) => Array.from({ length: channels }, () => short(value));
  // Three shorts do not fit into an entry; they stand behind the data.
  const behind = Buffer.concat([...each(bits), ...each(sampleFormat)]);
  const behindAt = 8 + data.length;
  const perChannel = (tag: number, value: number, at: number) => [
    ...[short(tag), short(3), long(channels)],
    ...(channels === 1 ? [short(value), short(0)] : [long(at)]),
  ];
  const one = (tag: number, value: number) => [short(tag), short(4), long(1), long(value)];
  const entries = [
    one(256, SIDE),
    one(257, SIDE),
    perChannel(258, bits, behindAt),
    one(259, 1),
    one(262, photometric),
    one(273, 8),
    one(277, channels),
    one(278, SIDE),
    one(279, data.length),
    perChannel(339, sampleFormat, behindAt + 2 * channels),
  ];
  const head = [Buffer.from(isBigEndian ? 'MM\0*' : 'II*\0', 'latin1'), long(behindAt + behind.length)];
  return Buffer.concat([...head, data, behind, short(entries.length), ...entries.flat(), long(0)]);
}

function bytesOf(value: number, length: number, isBigEndian: boolean): Buffer {
  const bytes = Buffer.alloc(length);
  if (isBigEndian) bytes.writeUIntBE(value, 0, length);
  else bytes.writeUIntLE(value, 0, length);
  return bytes;
}
