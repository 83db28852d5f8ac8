import type { PreparedSet } from '../datasets/prepared.ts';
import { drawnOrder } from '../sources/seeded.ts';
import type { PreparedPart } from './join-pictures.ts';

/** More pictures of the old kind make a retraining longer and keep hardly more. */
const MAX_REHEARSED = 1000;
const DRAW_SEED = 1;

/** Training pictures of a data set to rehearse; copies come together. */
export function rehearsed(prepared: PreparedSet): PreparedPart {
  const train = prepared.pictures.filter(({ split }) => split === 'train');
  return { pixels: prepared, pictures: drawnOrder(train, DRAW_SEED).slice(0, MAX_REHEARSED) };
}
