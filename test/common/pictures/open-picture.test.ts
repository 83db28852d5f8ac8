import { existsSync } from 'node:fs';
import { crc32 } from 'node:zlib';

import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';

import { decodePicture } from '../../../src/inference/runtime/decode-picture.ts';
import { decodeFace, inspectPicture } from '../../../src/training/sources/decode.ts';
import { openFiles } from '../../../src/training/sources/files.ts';
import { madeTiff } from '../../support/made-tiff.ts';
import { needs } from '../../support/needs.ts';

const SHARED = '../shared/data';
const [WIDTH, HEIGHT] = [251, 203];

/** Soft noise: every block has data of its own. */
function noise(): Sharp {
  const data = Buffer.alloc(WIDTH * HEIGHT * 3);
  let state = 1;
  for (let i = 0; i < data.length; i++) {
    state = (state * 1103515245 + 12345) & 0x7fffffff;
    data[i] = state >> 16;
  }
  return sharp(data, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } }).blur(2);
}

const KINDS: Record<string, () => Sharp> = {
  jpeg: () => noise().jpeg({ quality: 90 }),
  'jpeg 4:4:4': () => noise().jpeg({ chromaSubsampling: '4:4:4', optimiseCoding: true }),
  'gray jpeg': () => noise().toColourspace('b-w').jpeg(),
  'cmyk jpeg': () => noise().toColourspace('cmyk').jpeg(),
  'progressive jpeg': () => noise().jpeg({ progressive: true }),
  png: () => noise().png(),
  'interlaced png': () => noise().png({ progressive: true }),
  'png of 16 bits': () => noise().toColourspace('rgb16').png(),
  webp: () => noise().webp({ quality: 95 }),
  'lossless webp': () => noise().webp({ lossless: true }),
  gif: () => noise().gif(),
  tiff: () => noise().tiff({ compression: 'deflate' }),
  avif: () => noise().avif({ effort: 0 }),
};

const DECODERS: Record<string, (bytes: Buffer) => Promise<unknown>> = {
  reading: decodePicture,
  training: (bytes) => decodeFace(bytes, { size: 48, color: 'gray' }),
  check: inspectPicture,
};

function filled(bytes: Buffer, from: number, to: number): Buffer {
  return Buffer.from(bytes).fill(0, Math.round(from), Math.round(to));
}

it('a picture leaves nothing of its decoder in the memory once it is read', async () => {
  const sound = await KINDS['progressive jpeg']!().toBuffer();
  for (const decode of Object.values(DECODERS)) await decode(sound);
  expect(sharp.cache().items.current).toBe(0);
});

describe.each(Object.entries(KINDS))('%s', (_, make) => {
  it('is read when it is sound, with bytes behind its end too', async () => {
    const sound = await make().toBuffer();
    for (const decode of Object.values(DECODERS)) {
      await decode(sound);
      await decode(Buffer.concat([sound, Buffer.from('a note of the camera')]));
    }
  });

  it('is refused when data are lost, by every decoder', async () => {
    const sound = await make().toBuffer();
    const { length } = sound;
    const damaged = {
      'cut in the middle': sound.subarray(0, length / 2),
      'cut near its end': sound.subarray(0, length - 100),
      'second half zeros': filled(sound, length / 2, length),
      'second half zeros, its end intact': filled(sound, length / 2, length - 2),
      'a part of zeros': filled(sound, 0.4 * length, 0.6 * length),
    };
    for (const [damage, bytes] of Object.entries(damaged))
      for (const [decoder, decode] of Object.entries(DECODERS))
        await expect(decode(bytes), `${damage}, ${decoder}`).rejects.toThrow(/^truncated or damaged$/);
  });
});

describe('a file of several pictures', () => {
  const strip = async () =>
    sharp([await noise().png().toBuffer(), await noise().negate().png().toBuffer()], {
      join: { animated: true },
    });
  /** A PNG whose header announces frames (APNG), which no writer here makes. */
  async function animatedPng(): Promise<Buffer> {
    const png = await noise().png().toBuffer();
    const chunk = Buffer.from('acTL\0\0\0\x02\0\0\0\0', 'latin1');
    const ends = [Buffer.alloc(4), Buffer.alloc(4)] as const;
    ends[0].writeUInt32BE(8);
    ends[1].writeUInt32BE(crc32(chunk));
    return Buffer.concat([png.subarray(0, 33), ends[0], chunk, ends[1], png.subarray(33)]);
  }
  const ANIMATION = /^an animation( of 2 frames)?; save it as a video \(MP4\) or each frame as a picture$/;
  const several: Record<string, [() => Promise<Buffer>, RegExp]> = {
    gif: [async () => (await strip()).gif().toBuffer(), ANIMATION],
    webp: [async () => (await strip()).webp().toBuffer(), ANIMATION],
    png: [animatedPng, ANIMATION],
    avif: [
      async () => {
        const still = await noise().avif({ effort: 0 }).toBuffer();
        return Buffer.concat([still.subarray(0, 8), Buffer.from('avis'), still.subarray(12)]);
      },
      ANIMATION,
    ],
    tiff: [
      async () => (await strip()).tiff().toBuffer(),
      /^a TIFF of 2 pages; save each as a picture of its own$/,
    ],
  };

  it.each(Object.entries(several))('is refused by every decoder: %s', async (_, [make, reason]) => {
    const bytes = await make();
    for (const decode of Object.values(DECODERS)) await expect(decode(bytes)).rejects.toThrow(reason);
  });
});

describe('TIFF', () => {
  const WIDE = 'a TIFF of 32-bit or floating-point samples; save it with 8 or 16 bits';
  const SIGNED = 'a TIFF of signed samples; save it with unsigned samples of 8 or 16 bits';
  const ofColor = (color: string) => `a TIFF of ${color} colors; save it as RGB or gray`;
  const refused: Record<string, [() => Promise<Buffer> | Buffer, string]> = {
    'scRGB, as sharp writes it': [
      () => noise().toColourspace('scrgb').tiff({ compression: 'deflate' }).toBuffer(),
      WIDE,
    ],
    'Lab, as sharp writes it': [
      () => noise().toColourspace('lab').tiff({ compression: 'none' }).toBuffer(),
      ofColor('Lab'),
    ],
    'gray float': [() => madeTiff({ bits: 32, sampleFormat: 3 }), WIDE],
    'RGB float': [() => madeTiff({ bits: 32, sampleFormat: 3, channels: 3 }), WIDE],
    'half float': [() => madeTiff({ bits: 16, sampleFormat: 3 }), WIDE],
    double: [() => madeTiff({ bits: 64, sampleFormat: 3 }), WIDE],
    int32: [() => madeTiff({ bits: 32, sampleFormat: 2 }), WIDE],
    uint32: [() => madeTiff({ bits: 32, channels: 3 }), WIDE],
    complex: [() => madeTiff({ bits: 64, sampleFormat: 6 }), WIDE],
    'big-endian float': [() => madeTiff({ bits: 32, sampleFormat: 3, isBigEndian: true }), WIDE],
    int8: [() => madeTiff({ bits: 8, sampleFormat: 2 }), SIGNED],
    int16: [() => madeTiff({ bits: 16, sampleFormat: 2, channels: 3 }), SIGNED],
    '12 bits': [() => madeTiff({ bits: 12 }), 'a TIFF of 12-bit samples; save it with 8 or 16 bits'],
    'Lab of 8 bits': [() => madeTiff({ bits: 8, channels: 3, photometric: 8 }), ofColor('Lab')],
    'ICC Lab': [() => madeTiff({ bits: 8, channels: 3, photometric: 9 }), ofColor('ICC Lab')],
  };

  it.each(Object.entries(refused))('is refused by every decoder: %s', async (_, [make, reason]) => {
    const bytes = await make();
    for (const [decoder, decode] of Object.entries(DECODERS))
      await expect(decode(bytes), decoder).rejects.toMatchObject({ message: reason });
  });

  it.each([1, 3] as const)(
    'is read with unsigned samples of 8 and 16 bits, %i channels',
    async (channels) => {
      for (const bits of [8, 16])
        for (const isBigEndian of [false, true]) {
          const { picture } = await decodePicture(madeTiff({ bits, channels, isBigEndian }));
          const expected = Array.from({ length: 64 }, (_, i) => [4 * i, 4 * i, 4 * i]).flat();
          expect([...picture.data.subarray(0, 192)]).toEqual(expected);
        }
    },
  );

  it('is read with one bit, with four, and as CMYK', async () => {
    for (const bytes of [
      await noise().toColourspace('b-w').tiff({ bitdepth: 1 }).toBuffer(),
      await noise().toColourspace('b-w').tiff({ bitdepth: 4 }).toBuffer(),
      await noise().toColourspace('cmyk').tiff().toBuffer(),
    ])
      for (const decode of Object.values(DECODERS)) await decode(bytes);
  });
});

describe('JPEG', () => {
  it('is refused where rows repeat or end early, though the decoder makes a picture of them', async () => {
    const sound = await KINDS['jpeg']!().toBuffer();
    const start = sound.lastIndexOf(Buffer.from([0xff, 0xda])) + 14;
    const lost = Buffer.concat([sound.subarray(0, start + 900), sound.subarray(start + 1800)]);
    const twice = Buffer.concat([sound.subarray(0, start + 900), sound.subarray(start + 400)]);
    for (const bytes of [lost, twice]) {
      await sharp(bytes, { failOn: 'none' }).raw().toBuffer();
      await expect(inspectPicture(bytes)).rejects.toThrow(/^truncated or damaged$/);
    }
  });

  it('is read where all of it is flat, whatever its codes are', async () => {
    const create = { width: 1200, height: 900, channels: 3 as const };
    for (const background of ['#fff', '#000', '#808080', '#a52'])
      for (const optimiseCoding of [true, false]) {
        const flat = sharp({ create: { ...create, background } });
        await inspectPicture(await flat.clone().jpeg({ optimiseCoding }).toBuffer());
        await inspectPicture(await flat.clone().webp().toBuffer());
      }
  });

  it('is refused where its header is impossible', async () => {
    const sound = await KINDS['jpeg']!().toBuffer();
    const frame = sound.indexOf(Buffer.from([0xff, 0xc0]));
    const changed = (at: number, ...bytes: number[]) => {
      const copy = Buffer.from(sound);
      copy.set(bytes, frame + at);
      return copy;
    };
    const damaged = [changed(11, 0, 1, 2, 0, 1, 3, 0), changed(9, 0), changed(5, 0, 0), changed(7, 0, 0)];
    for (const bytes of damaged)
      for (const decode of Object.values(DECODERS))
        await expect(decode(bytes)).rejects.toThrow(/^truncated or damaged$/);
  });

  it('is read with a few bytes of padding before its end', async () => {
    const sound = await KINDS['jpeg']!().toBuffer();
    const padded = Buffer.concat([sound.subarray(0, -2), Buffer.alloc(6), sound.subarray(-2)]);
    await inspectPicture(padded);
  });
});

it(
  'real photos are read',
  { ...needs(existsSync(`${SHARED}/utkface`) ? undefined : `${SHARED} is not there`), timeout: 300_000 },
  async () => {
    const refused: string[] = [];
    let read = 0;
    for (const root of ['utkface', 'occluded']) {
      const files = await openFiles(`${SHARED}/${root}`);
      const some = new Set(files.paths.filter((path) => /\.jpg$/i.test(path)).filter((_, i) => i % 20 === 0));
      for await (const content of files.read((file) => some.has(file))) {
        read++;
        if ('bytes' in content)
          await inspectPicture(content.bytes).catch(() => void refused.push(content.file));
      }
    }
    expect(read).toBeGreaterThan(500);
    expect(refused).toEqual([]);
  },
);

describe('memory', () => {
  it('refuses a picture of few but endless rows, of which a decoder holds hundreds', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#123' } })
      .png()
      .toBuffer();
    png.writeUInt32BE(3_000_000, 16);
    for (const decode of Object.values(DECODERS))
      await expect(decode(png)).rejects.toThrow('a side of more than 65,535 pixels');
  });

  it('refuses a picture whose decoder would need more than there is for it, before it decodes', async () => {
    const png = await sharp({ create: { width: 8, height: 8, channels: 4, background: '#123' } })
      .png({ progressive: true })
      .toBuffer();
    png.writeUInt32BE(12_000, 16);
    png.writeUInt32BE(12_000, 20);
    png[24] = 16;
    await expect(inspectPicture(png)).rejects.toThrow(/^too large: 144 megapixels of PNG take 1\.3 GB/);

    const avif = await sharp({ create: { width: 64, height: 64, channels: 3, background: '#123' } })
      .avif({ effort: 0 })
      .toBuffer();
    const size = avif.indexOf('ispe') + 8;
    avif.writeUInt32BE(12_000, size);
    avif.writeUInt32BE(12_000, size + 4);
    for (const decode of Object.values(DECODERS))
      await expect(decode(avif)).rejects.toThrow(/^too large: 144 megapixels of AVIF take 2\.7 GB/);
  });
});
