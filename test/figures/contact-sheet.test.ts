import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';

import { writeContactSheet } from '../../src/figures/contact-sheet.ts';
import type { ContactSheet, SheetPrediction } from '../../src/figures/contact-sheet.ts';
import { fitText, outlineText, textWidth, wrapText } from '../../src/figures/outline-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'demiface-sheet-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Red above, green below; or a gray ramp. */
function pixels(size: number, channels: 1 | 3): Uint8Array {
  return Uint8Array.from({ length: size * size * channels }, (_, i) => {
    const row = Math.floor(i / channels / size);
    if (channels === 1) return (i * 5) % 256;
    return i % 3 === (row < size / 2 ? 0 : 1) ? 255 : 0;
  });
}

function sheet(people: number, size: number, channels: 1 | 3, said: SheetPrediction): ContactSheet {
  const face = { pixels: pixels(size, channels), size, channels, readings: [said] };
  const row = { truth: 'happiness', faces: [face, face] };
  return {
    title: 'A sheet',
    columns: ['full face', 'lower half'],
    rows: Array<typeof row>(people).fill(row),
  };
}

async function draw(name: string, content: ContactSheet) {
  const path = join(folder, name);
  await writeContactSheet(path, content);
  const { data, info } = await sharp(path).raw().toBuffer({ resolveWithObject: true });
  const colorAt = (x: number, y: number) => {
    const at = (y * info.width + x) * info.channels;
    return [data[at]!, data[at + 1]!, data[at + 2]!];
  };
  const holds = (color: readonly number[]) => {
    for (let at = 0; at < data.length; at += info.channels)
      if (color.every((value, c) => data[at + c] === value)) return true;
    return false;
  };
  return { path, info, colorAt, holds };
}

const BLUE = [0x00, 0x72, 0xb2];
const VERMILION = [0xd5, 0x5e, 0x00];

describe('the contact sheet', () => {
  it('shows each pixel of a small face as a square of one color', async () => {
    const { colorAt, info } = await draw('gray.png', sheet(4, 48, 1, { label: 'happiness', prob: 0.5 }));
    // Two dots a pixel, faces three times enlarged: squares of 6 dots. Three people fit a line.
    expect(info.width).toBe(2 * (2 * 32 + 3 * (2 * 144 + 16) + 2 * 40));
    const left = 2 * 32;
    let top = 0;
    while (colorAt(left + 6 * 47, top)[0] !== (47 * 5) % 256 || colorAt(left + 6, top)[0] !== 5) top++;
    for (let y = 0; y < 48; y++)
      for (let x = 0; x < 48; x++)
        for (const [dx, dy] of [
          [0, 0],
          [5, 0],
          [0, 5],
          [5, 5],
        ] as const) {
          const value = ((y * 48 + x) * 5) % 256;
          expect(colorAt(left + 6 * x + dx, top + 6 * y + dy)).toEqual([value, value, value]);
        }
  });

  it('keeps colors, and shrinks large faces', async () => {
    const { holds, info } = await draw(
      'rgb.png',
      sheet(1, 224, 3, { label: '34 years', note: '2 years off' }),
    );
    expect(holds([255, 0, 0]) && holds([0, 255, 0])).toBe(true);
    expect(info.width).toBe(2 * (2 * 32 + 2 * 144 + 16));
  });

  it('marks right and wrong by shape and by color, and neither where it is unknown', async () => {
    const right = await draw('right.png', sheet(1, 48, 1, { label: 'happiness', prob: 0.9, right: true }));
    const unknown = await draw('unknown.png', sheet(1, 48, 1, { label: 'happiness', prob: 0.9 }));
    const wrong = await draw('wrong.png', sheet(1, 48, 1, { label: 'fear', prob: 0.9, right: false }));
    expect([unknown.holds(BLUE), unknown.holds(VERMILION)]).toEqual([false, false]);
    expect([right.holds(BLUE), wrong.holds(VERMILION)]).toEqual([true, true]);
    // Left edge of the first reading's mark, 11 pixels below its face: full inside for right, paper inside for wrong.
    const bottom = right.info.height - 2 * (32 + 32);
    const inside = { x: 2 * 32 + 5, y: bottom + 2 * 7.5 };
    expect(right.colorAt(inside.x, inside.y)).toEqual(BLUE);
    expect(wrong.colorAt(inside.x, inside.y)).toEqual([255, 255, 255]);
  });

  it('explains the colors of heat beside the title, and names pictures that nobody labeled', async () => {
    const content = sheet(1, 48, 1, { label: 'happiness', prob: 0.9, right: true });
    const [plain, hot] = [
      await draw('plain.png', content),
      await draw('hot.png', { ...content, heat: true }),
    ];
    const yellow = [253, 231, 37];
    expect([plain.holds(yellow), hot.holds(yellow)]).toEqual([false, true]);
    expect([hot.holds(BLUE), hot.info.height]).toEqual([true, plain.info.height]);
    const rows = (name: string) => [{ name, faces: content.rows[0]!.faces }];
    const named = await draw('named.png', { ...content, rows: rows('a.png') });
    const long = await draw('long.png', { ...content, rows: rows('a long name '.repeat(40)) });
    expect(named.info).toMatchObject({ width: plain.info.width, height: plain.info.height });
    expect(long.info).toMatchObject({ width: plain.info.width, height: plain.info.height });
    expect(readFileSync(named.path).equals(readFileSync(plain.path))).toBe(false);
  });

  it('draws the same bytes each time, whole', async () => {
    const content = sheet(2, 48, 1, { label: 'anger', prob: 1, right: true });
    const [first, second] = [await draw('a.png', content), await draw('b.png', content)];
    expect(readFileSync(first.path).equals(readFileSync(second.path))).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('refuses nothing at all, faces of another size, and rows of another length', async () => {
    const content = sheet(1, 48, 1, { label: 'anger' });
    const path = join(folder, 'none.png');
    await expect(writeContactSheet(path, { ...content, rows: [] })).rejects.toThrow('no faces to draw');
    await expect(writeContactSheet(path, { ...content, columns: ['one'] })).rejects.toThrow(
      'row 0 has 2 faces, expected 1',
    );
    const bad = sheet(1, 48, 3, { label: 'anger' });
    bad.rows[0]!.faces[0]!.channels = 1;
    await expect(writeContactSheet(path, bad)).rejects.toThrow('6912 bytes, expected 48 x 48 x 1');
    expect(readdirSync(folder)).not.toContain('none.png');
  });
});

describe('outlined text', () => {
  const style = { sizePx: 13, weight: 400, color: '#123456' } as const;

  it('needs no font where it is drawn', () => {
    const svg = outlineText('happiness 87 %', 4, 20, style);
    expect(svg).toMatch(/^<path fill="#123456" d="M[-\d. MLQCZ]+"\/>$/);
  });

  it('is as wide as its letters, digits all alike', () => {
    expect(textWidth('111', style)).toBeCloseTo(textWidth('888', style), 10);
    expect(textWidth('ab', style)).toBeCloseTo(textWidth('a', style) + textWidth('b', style), 10);
    expect(textWidth('a', { ...style, sizePx: 26 })).toBeCloseTo(2 * textWidth('a', style), 10);
  });

  it('shows a question mark for letters that the font has not', () =>
    expect(outlineText('\u4e2d', 0, 0, style)).toBe(outlineText('?', 0, 0, style)));

  it('is shortened, or broken between words, to fit', () => {
    expect(fitText('happiness', 1000, style)).toBe('happiness');
    const short = fitText('happiness', 40, style);
    expect(short).toMatch(/^hap\w*…$/);
    expect(textWidth(short, style)).toBeLessThanOrEqual(40);
    const lines = wrapText('one two three four', textWidth('one two', style), style);
    expect(lines).toEqual(['one two', 'three', 'four']);
  });
});
