import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

import { expect, it } from 'vitest';

import {
  predictionsPath,
  readPredictions,
  writePredictions,
} from '../../../src/training/release/predictions-file.ts';
import { cardFigures } from '../../../src/training/release/card-figures.ts';
import { madeCard } from '../../artifact/made-model.ts';
import { scratchFolder } from '../../support/made-data.ts';
import { madePredictions } from './made-predictions.ts';

const card = madeCard();
const predictions = madePredictions({ selection: 300, reported: 200 });

function written() {
  const path = predictionsPath(scratchFolder(), card);
  writePredictions(path, card, predictions);
  return path;
}

it('holds all that the figures of a card need', () => {
  const read = readPredictions(written(), card);
  expect(read).toEqual(predictions);
  expect(cardFigures(card, read)).toEqual(cardFigures(card, predictions));
});

it('holds names, labels and numbers alone', () => {
  const [header, first] = gunzipSync(readFileSync(written())).toString().split('\n');
  expect(header).toBe('set,name,label,ageYears,copy,logit.male,logit.female,group.race,group.light');
  expect(first).toMatch(/^selection,"s, ""0""\.jpg",(male|female),\d+,(bytes|near)?,-?[\d.]+,0,[012],light$/);
});

it('holds years for age', () => {
  const age = madeCard({ task: 'age', labels: null, ageScale: { mean: 1, std: 1 } });
  const path = join(scratchFolder(), 'age.csv.gz');
  const aged = predictions.reported.map((prediction) => ({ ...prediction, truth: 31, outputs: [30.25] }));
  const told = { ...predictions, selection: [], reported: aged };
  writePredictions(path, age, told);
  expect(readPredictions(path, age)).toEqual(told);
});

it('names the row that is wrong', () => {
  const path = written();
  const spoil = (change: (text: string) => string) => {
    rmSync(path, { force: true });
    writePredictions(path, card, predictions);
    writeFileSync(path, gzipSync(change(gunzipSync(readFileSync(path)).toString())));
    return () => readPredictions(path, card);
  };
  expect(spoil((text) => text.replace(/,(male|female),/, ',child,'))).toThrow("row 1 has the label 'child'");
  expect(spoil((text) => text.replace(/,(-?[\d.]+),0,/, ',much,0,'))).toThrow(
    "row 1 has 'much' as logit.male",
  );
  expect(spoil((text) => text.replace(/^test,/m, 'val,'))).toThrow('found the sets val, test');
  writeFileSync(path, 'no gzip');
  expect(() => readPredictions(path, card)).toThrow(/incorrect header/);
  expect(() => readPredictions(`${path}.none`, card)).toThrow('is not there');
});
