import { describe, expect, it } from 'vitest';

import { evaluationSetOf } from '../../../src/training/reproduce/evaluation-set.ts';
import { madePrepared } from '../stages/made-stage.ts';

describe('the pictures that cells are measured on', () => {
  it('are the test split, or the validation split where there is none', () => {
    const three = evaluationSetOf(madePrepared({ train: 6, val: 4, test: 3 }));
    expect(three).toMatchObject({ split: 'test', pictures: 3, ofSplit: 3 });
    expect(three.prepared.pictures.map(({ split }) => split)).toEqual([
      ...Array<string>(6).fill('train'),
      ...Array<string>(4).fill('val'),
      ...Array<string>(3).fill('test'),
    ]);
    expect(evaluationSetOf(madePrepared({ train: 6, val: 4 }))).toMatchObject({ split: 'val', pictures: 4 });
    expect(() => evaluationSetOf(madePrepared({ train: 6 }))).toThrow(
      expect.objectContaining({ code: 'missing' }),
    );
  });

  it('are drawn by name, whatever their order, and no two splits get the same hash', () => {
    const prepared = madePrepared({ train: 6, test: 40 });
    const drawn = evaluationSetOf(prepared, 10);
    expect(drawn).toMatchObject({ pictures: 10, ofSplit: 40 });
    const files = ({ prepared: { pictures } }: typeof drawn) =>
      pictures.filter(({ split }) => split === 'test').map(({ file }) => file);
    expect(new Set(files(drawn)).size).toBe(10);
    const turned = evaluationSetOf({ ...prepared, pictures: prepared.pictures.toReversed() }, 10);
    expect(files(turned).sort()).toEqual(files(drawn).sort());
    expect(evaluationSetOf(prepared, 40).fingerprint).toBe(evaluationSetOf(prepared).fingerprint);
    expect(drawn.fingerprint).not.toBe(evaluationSetOf(prepared).fingerprint);
  });

  it('are others once a label, a content, or a copy in training is another', () => {
    const prepared = madePrepared({ train: 6, test: 4 });
    const before = evaluationSetOf(prepared).fingerprint;
    const with_ = (row: number, change: object) => ({
      ...prepared,
      pictures: prepared.pictures.map((picture) =>
        picture.row === row ? { ...picture, ...change } : picture,
      ),
    });
    for (const change of [{ expression: 7 }, { gender: 7 }, { ageYears: 7 }, { contentId: 'content0' }])
      expect(evaluationSetOf(with_(8, change)).fingerprint, JSON.stringify(change)).not.toBe(before);
    expect(evaluationSetOf(with_(0, { contentId: 'content8' })).fingerprint).not.toBe(before);
    expect(evaluationSetOf(with_(0, { expression: 7 })).fingerprint).toBe(before);
  });
});
