import type { Card } from '../../../artifact/card.ts';
import { customTitle } from '../../../artifact/model-place.ts';
import type { Occlusion } from '../../occlusion/occlusion.ts';
import { VISIBLE_UNDER } from '../../occlusion/occlusion.ts';
import type { CustomPrediction, CustomTask } from '../../prediction/custom-tasks.ts';
import type { ClassPrediction } from '../../runtime/class-prediction.ts';
import type { LiveFace } from '../../prediction/live-frame.ts';
import type { SmoothedAge } from './smoothed-age.ts';
import { createSmoothedAge } from './smoothed-age.ts';
import type { SmoothedClass } from './smoothed-class.ts';
import { createSmoothedClass } from './smoothed-class.ts';
import type { SmoothedCustom } from './smoothed-custom.ts';
import { createSmoothedCustom } from './smoothed-custom.ts';
import type { SmoothedOcclusion } from './smoothed-occlusion.ts';
import { createSmoothedOcclusion } from './smoothed-occlusion.ts';

/** What is shown of a face, apart from where it is. */
export type ShownFace = Omit<LiveFace, 'track' | 'box' | 'score' | 'isSeen' | 'onThisFrame'>;

/** All that is known of one followed face. */
export interface SmoothedFace {
  readonly occlusion: SmoothedOcclusion;
  /** Prediction of a model for it; `outputs` is one row. */
  add(card: Card, outputs: Float32Array, atMs: number): void;
  /** How often a model's task was read, and when last. */
  predictionsOf(card: Card): { n: number; lastMs: number };
  /** What to show: changes at most twice a second, but for what was not there before. */
  shown(atMs: number): ShownFace;
}

/** Faces change their expression, but neither gender nor age while they are followed. */
const HALF_LIFE_MS = { expression: 400, gender: 20_000, age: 20_000, custom: 400 };
/** A shown value stays for so long. */
const STAYS_MS = 500;

/**
 * @param fixed the occlusion that the user gave; null: predicted by the occlusion classifier
 * @param customTasks tasks of the user's own
 */
export function createSmoothedFace(
  fixed: Occlusion | null,
  customTasks: readonly CustomTask[] = [],
): SmoothedFace {
  const occlusion = createSmoothedOcclusion();
  const gender = createSmoothedClass(HALF_LIFE_MS.gender);
  const age = createSmoothedAge(HALF_LIFE_MS.age);
  const custom = createSmoothedCustom(customTasks, HALF_LIFE_MS.custom);
  const lastMs = new Map<string, number>();
  let expression = createSmoothedClass(HALF_LIFE_MS.expression);
  let expressionOf: string | undefined;
  let held: ShownFace | undefined;
  let heldMs = -Infinity;

  const now = (): ShownFace => {
    const settled = fixed ?? occlusion.settled;
    const visible = VISIBLE_UNDER[settled ?? occlusion.likeliest];
    const predicted = snapshot(settled, { expression, gender, age });
    return customTasks.length > 0
      ? { ...predicted, custom: custom.now(visible, settled !== null) }
      : predicted;
  };
  return {
    occlusion,
    add(card, outputs, atMs) {
      lastMs.set(keyOf(card), atMs);
      if (card.task === 'age') age.add(card, outputs[0]!, atMs);
      else if (card.task === 'gender') gender.add(card, outputs, atMs);
      else if (card.task === 'custom') custom.add(card, outputs, atMs);
      else {
        // Predictions of another student of another half are no part of this vote.
        if (expressionOf !== card.visible) expression = createSmoothedClass(HALF_LIFE_MS.expression);
        expressionOf = card.visible;
        expression.add(card, outputs, atMs);
      }
    },
    predictionsOf(card) {
      const n = countOf(card, { expression, gender, age, custom });
      return { n, lastMs: lastMs.get(keyOf(card)) ?? -Infinity };
    },
    shown(atMs) {
      if (!held || atMs - heldMs >= STAYS_MS) {
        held = now();
        heldMs = atMs;
      } else held = joined(now(), held); // what is new joins what stays
      return held;
    },
  };
}

interface Voted {
  expression: SmoothedClass;
  gender: SmoothedClass;
  age: SmoothedAge;
}

/** Tasks of the user's own are told apart by title. */
function keyOf(card: Card): string {
  return card.task === 'custom' ? `custom.${customTitle(card)}` : card.task;
}

function countOf(
  card: Card,
  { expression, gender, age, custom }: Voted & { custom: SmoothedCustom },
): number {
  switch (card.task) {
    case 'custom':
      return custom.countOf(card);
    case 'age':
      return age.n;
    case 'gender':
      return gender.n;
    default:
      return expression.n;
  }
}

function joined(now: ShownFace, held: ShownFace): ShownFace {
  const both = { ...now, ...held };
  if (!now.custom) return both;
  const kept = ({ title, model }: CustomPrediction) =>
    held.custom?.find((one) => one.title === title && one.model === model && one.prediction !== null);
  return { ...both, custom: now.custom.map((one) => kept(one) ?? one) };
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
