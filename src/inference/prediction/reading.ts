import type { Card } from '../../artifact/card.ts';
import { yearsOf } from '../../artifact/years.ts';
import type { Cover } from '../occlusion/occlusion.ts';
import type { ClassReading } from '../runtime/class-reading.ts';
import { classReading } from '../runtime/class-reading.ts';
import type { Box } from '../runtime/picture.ts';

export interface AgeReading {
  value: number;
  /** The true age lies between for 80 % of faces. */
  low: number;
  high: number;
}

/** All that is read of one face; what no model reads is left out. */
export interface FaceReading {
  /** In pixels of the picture. */
  box: Box;
  /** How sure it is that this is a face; 1 where a person said so. */
  score: number;
  hidden: Cover;
  /** Of a clip: whose face it is, as in `LiveFace`. */
  track?: number;
  emotion?: ClassReading;
  gender?: ClassReading;
  ageYears?: AgeReading;
}

/**
 * Adds what a model's output row says to the reading of a face.
 * @param certain whether what hides the face is beyond doubt; else no label is sure
 */
export function addReading(face: FaceReading, card: Card, outputs: Float32Array, certain = true): void {
  if (card.task === 'age') {
    face.ageYears = ageReading(card, outputs[0]!);
    return;
  }
  const reading = classReading(card, outputs);
  const told = { ...reading, sure: reading.sure && certain };
  if (card.task === 'gender') face.gender = told;
  else face.emotion = told;
}

/** What the output of an age model says; nobody is younger than 0. */
export function ageReading(card: Card, output: number): AgeReading {
  const value = yearsOf(card, output);
  const { low, high } = card.ageInterval ?? { low: 0, high: 0 };
  return { value: Math.max(0, value), low: Math.max(0, value + low), high: Math.max(0, value + high) };
}
