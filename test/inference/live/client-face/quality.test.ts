import { describe, expect, it } from 'vitest';

import { cropCodes, isUsable, placeCodes } from '../../../../src/inference/live/client-face/quality.ts';

const SIZE = 72;
const frame = { width: 640, height: 480 };
const crop = (level: (x: number, y: number) => number) =>
  Uint8Array.from({ length: SIZE * SIZE }, (_, i) => level(i % SIZE, Math.floor(i / SIZE)));
/** Stripes of three pixels: sharp edges. */
const stripes = (dark: number, bright: number) => crop((x) => (Math.floor(x / 3) % 2 === 0 ? dark : bright));

describe('quality', () => {
  it('reports where the face is too small, too fast or cut off', () => {
    const box = { x: 100, y: 100, width: 100, height: 100 };
    expect(placeCodes(box, frame, 0)).toEqual([]);
    expect(placeCodes({ ...box, width: 20, height: 20 }, frame, 9)).toEqual(['moving', 'too-small']);
    expect(placeCodes({ ...box, x: -30 }, frame, 0)).toEqual(['cut-off']);
    expect(placeCodes({ ...box, y: 400 }, frame, 0)).toEqual(['cut-off']);
  });

  it('reports what is wrong with the light, of the half that the model sees', () => {
    expect(cropCodes(stripes(80, 160), SIZE, 'lower')).toEqual([]);
    expect(cropCodes(stripes(5, 25), SIZE, 'lower')).toEqual(['too-dark']);
    expect(cropCodes(stripes(230, 250), SIZE, 'lower')).toEqual(['too-bright']);
    const dark = crop((x, y) => (y < SIZE / 2 ? 5 : Math.floor(x / 3) % 2 === 0 ? 80 : 160));
    expect(cropCodes(dark, SIZE, 'lower')).toEqual([]);
    const side = crop((x) => (Math.floor(x / 3) % 2 === 0 ? 0.5 : 1) * (x < SIZE / 2 ? 60 : 240));
    expect(cropCodes(side, SIZE, 'full')).toEqual(['uneven-light']);
  });

  it('reports where the face is blurred', () => {
    const smooth = crop((x) => 120 + 40 * Math.sin((2 * Math.PI * x) / SIZE));
    expect(cropCodes(smooth, SIZE, 'lower')).toEqual(['blurred']);
  });

  it('is usable with hints alone', () => {
    expect(isUsable([])).toBe(true);
    expect(isUsable(['uneven-light'])).toBe(true);
    expect(isUsable(['uneven-light', 'too-dark'])).toBe(false);
  });
});
