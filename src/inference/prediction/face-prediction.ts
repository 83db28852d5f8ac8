import type { Card } from '../../artifact/card.ts';
import { customTitle } from '../../artifact/model-place.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { Occlusion } from '../occlusion/occlusion.ts';
import type { ClassPrediction } from '../runtime/class-prediction.ts';
import { classPrediction } from '../runtime/class-prediction.ts';
import type { Box } from '../runtime/picture.ts';
import type { CustomPrediction } from './custom-tasks.ts';

export interface AgePrediction {
  value: number;
  /** The true age lies between for 80 % of faces. */
  low: number;
  high: number;
}

/** All that is read of one face; what no model reads is left out. */
export interface FacePrediction {
  /** In pixels of the picture. */
  box: Box;
  /** How sure it is that this is a face; 1 where a person marked it. */
  score: number;
  occlusion: Occlusion;
  /** Of a clip: whose face it is, as in `LiveFace`. */
  track?: number;
  expression?: ClassPrediction;
  gender?: ClassPrediction;
  ageYears?: AgePrediction;
  /** For the tasks of the user's own, by title; left out where there are none. */
  custom?: readonly CustomPrediction[];
}

/**
 * Adds a model's output row to the prediction of a face.
 * @param certain whether the occlusion is certain; else no label is confident
 */
export function addPrediction(face: FacePrediction, card: Card, outputs: Float32Array, certain = true): void {
  if (card.task === 'age') {
    face.ageYears = agePrediction(card, outputs[0]!);
    return;
  }
  const reading = classPrediction(card, outputs);
  const prediction = { ...reading, confident: reading.confident && certain };
  if (card.task === 'gender') face.gender = prediction;
  else if (card.task === 'custom')
    face.custom = [...(face.custom ?? []), { title: customTitle(card), model: card.name, prediction }];
  else face.expression = prediction;
}

/** The age that an age model's output stands for; nobody is younger than 0. */
export function agePrediction(card: Card, output: number): AgePrediction {
  const value = yearsOf(card, output);
  const { low, high } = card.ageInterval ?? { low: 0, high: 0 };
  return { value: Math.max(0, value), low: Math.max(0, value + low), high: Math.max(0, value + high) };
}
