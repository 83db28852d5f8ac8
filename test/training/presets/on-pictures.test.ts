import { describe, expect, it } from 'vitest';

import {
  findPreset,
  headOf,
  onLayout,
  onPictures,
  withSettings,
} from '../../../src/training/presets/index.ts';
import type { LabeledPicture } from '../../../src/training/sources/types.ts';

const picture = (labels: Partial<LabeledPicture>): LabeledPicture => ({
  ...{ name: 'a.png', file: 'a.png', split: 'train' },
  ...labels,
});

describe('a head has the classes of the pictures', () => {
  const preset = onLayout(findPreset('compact-expression-lower'), 'folder');

  it('in the order of the task, whatever theirs', () => {
    const fitted = onPictures(
      preset,
      [4, 1, 0, 1].map((expression) => picture({ expression })),
    );
    expect(headOf(fitted)).toEqual({ task: 'expression', labels: ['neutral', 'happiness', 'anger'] });
    expect(withSettings(fitted, [])).toEqual(fitted);
    expect(onPictures(fitted, [picture({ expression: 7 })])).toBe(fitted);
  });

  it('all of them where all are there, in a published data set, and where one class is left to be refused', () => {
    const all = Array.from({ length: 8 }, (_, expression) => picture({ expression }));
    expect(onPictures(preset, all)).toBe(preset);
    expect(onPictures(preset, all.slice(0, 1))).toBe(preset);
    const published = findPreset('compact-expression-lower');
    expect(onPictures(published, all.slice(0, 3))).toBe(published);
  });

  it('of a task of its own those that they name', () => {
    const custom = findPreset('compact-custom-full');
    expect(() => headOf(custom)).toThrow();
    const fitted = onPictures(
      custom,
      ['size 10', 'size 2', 'size 10'].map((name) => picture({ custom: name })),
    );
    expect(headOf(fitted)).toEqual({ task: 'custom', labels: ['size 2', 'size 10'] });
  });
});
