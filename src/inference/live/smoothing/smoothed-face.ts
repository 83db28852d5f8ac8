import type { Card } from '../../../artifact/card.ts';
import type { Task } from '../../../artifact/labels.ts';
import type { Occlusion } from '../../occlusion/occlusion.ts';
import type { ClassPrediction } from '../../runtime/class-prediction.ts';
import type { LiveFace } from '../../prediction/live-frame.ts';
import type { SmoothedAge } from './smoothed-age.ts';
import { createSmoothedAge } from './smoothed-age.ts';
import type { SmoothedClass } from './smoothed-class.ts';
import { createSmoothedClass } from './smoothed-class.ts';
import type { SmoothedOcclusion } from './smoothed-occlusion.ts';
import { createSmoothedOcclusion } from './smoothed-occlusion.ts';

/** What is shown of a face, apart from where it is. */
export type ShownFace = Omit<LiveFace, 'track' | 'box' | 'score' | 'isSeen' | 'onThisFrame'>;

/** All that is known of one followed face. */
export interface SmoothedFace {
  readonly occlusion: SmoothedOcclusion;
  /** Prediction of a model for it; `outputs` is one row. */
  add(card: Card, outputs: Float32Array, atMs: number): void;
  /** How often a task was read, and when last. */
  predictionsOf(task: Task): { n: number; lastMs: number };
  /** What to show: changes at most twice a second, but for what was not there before. */
  shown(atMs: number): ShownFace;
}

/** Faces change their expression, but neither gender nor age while they are followed. */
const HALF_LIFE_MS = { expression: 400, gender: 20_000, age: 20_000 };
/** A shown value stays for so long. */
const STAYS_MS = 500;

/** @param fixed the occlusion that the user gave; null: predicted by the occlusion classifier */
export function createSmoothedFace(fixed: Occlusion | null): SmoothedFace {
  const occlusion = createSmoothedOcclusion();
  const gender = createSmoothedClass(HALF_LIFE_MS.gender);
  const age = createSmoothedAge(HALF_LIFE_MS.age);
  const lastMs: Record<Task, number> = { expression: -Infinity, gender: -Infinity, age: -Infinity };
  let expression = createSmoothedClass(HALF_LIFE_MS.expression);
  let expressionOf: string | undefined;
  let held: ShownFace | undefined;
  let heldMs = -Infinity;

  const now = () => snapshot(fixed ?? occlusion.settled, { expression, gender, age });
  return {
    occlusion,
    add(card, outputs, atMs) {
      lastMs[card.task as Task] = atMs;
      if (card.task === 'age') age.add(card, outputs[0]!, atMs);
      else if (card.task === 'gender') gender.add(card, outputs, atMs);
      else {
        // Predictions of another student of another half are no part of this vote.
        if (expressionOf !== card.visible) expression = createSmoothedClass(HALF_LIFE_MS.expression);
        expressionOf = card.visible;
        expression.add(card, outputs, atMs);
      }
    },
    predictionsOf(task) {
      const { n } = { expression, gender, age }[task];
      return { n, lastMs: lastMs[task] };
    },
    shown(atMs) {
      if (!held || atMs - heldMs >= STAYS_MS) {
        held = now();
        heldMs = atMs;
      } else held = { ...now(), ...held }; // what is new joins what stays
      return held;
    },
  };
}

interface Voted {
  expression: SmoothedClass;
  gender: SmoothedClass;
  age: SmoothedAge;
}

function snapshot(occlusion: Occlusion | null, { expression, gender, age }: Voted): ShownFace {
  const predictionOf = ({ reading }: SmoothedClass): ClassPrediction | undefined =>
    reading && { ...reading, confident: reading.confident && occlusion !== null };
  const [expressionNow, genderNow] = [predictionOf(expression), predictionOf(gender)];
  return {
    occlusion,
    ...(expressionNow && { expression: expressionNow }),
    ...(genderNow && { gender: genderNow }),
    ...(age.reading && { ageYears: age.reading }),
  };
}
