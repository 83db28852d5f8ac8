import { describe, expect, it } from 'vitest';

import { EXPRESSIONS, VISIBLE } from '../../../../src/artifact/labels.ts';
import { readOnnxModel } from '../../../../src/artifact/model-folder.ts';
import { shippedModels } from '../../../../src/artifact/places.ts';
import { bandProbs, bandsOf, shownBand } from '../../../../src/inference/live/client-face/bands.ts';

const selection = { n: 1, threshold: null, perClass: [] };
const keysOf = (weakLabels: string[]) => bandsOf({ weakLabels, selection }).map(({ key }) => key);

describe('bands', () => {
  it.each(VISIBLE)(
    'of the shipped model for %s faces hold each expression once, and no weak one alone',
    (visible) => {
      const { card } = readOnnxModel(`${shippedModels()}/expression.${visible}`);
      const bands = bandsOf(card);
      expect(bands.flatMap(({ labels }) => labels).sort()).toEqual([...EXPRESSIONS].sort());
      for (const { key } of bands) expect(card.weakLabels).not.toContain(key);
    },
  );

  it('join weak negative expressions beside those that stand alone', () => {
    expect(keysOf([])).toEqual([...EXPRESSIONS]);
    expect(keysOf(['fear'])).toContain('other-negative');
    expect(keysOf(['sadness', 'disgust', 'fear', 'contempt'])).toEqual([
      ...['neutral', 'happiness', 'surprise', 'anger', 'other-negative'],
    ]);
    expect(keysOf(['sadness', 'anger', 'disgust', 'fear', 'contempt'])).toEqual([
      ...['neutral', 'happiness', 'surprise', 'negative'],
    ]);
  });

  it('show no negative expression of a model without figures', () => {
    expect(bandsOf({ weakLabels: [] }).map(({ key }) => key)).toEqual([
      ...['neutral', 'happiness', 'surprise', 'negative'],
    ]);
  });

  it('are not sure below the threshold of the card, by the probability of the whole band', () => {
    const bands = bandsOf({ weakLabels: ['sadness', 'fear'], selection });
    const probs = bandProbs(bands, [0.3, 0, 0, 0.35, 0, 0, 0.35, 0]);
    expect(probs.reduce((sum, { prob }) => sum + prob, 0)).toBeCloseTo(1, 10);
    expect(shownBand(probs, { confidenceThreshold: 0.65 })).toMatchObject({
      ...{ key: 'other-negative', confident: true },
    });
    expect(shownBand(probs, { confidenceThreshold: 0.75 }).confident).toBe(false);
  });
});
