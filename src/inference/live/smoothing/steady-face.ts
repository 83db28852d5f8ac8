import type { Card } from '../../../artifact/card.ts';
import type { Task } from '../../../artifact/labels.ts';
import type { Cover } from '../../occlusion/occlusion.ts';
import type { ClassReading } from '../../runtime/class-reading.ts';
import type { LiveFace } from '../../prediction/live-frame.ts';
import type { SteadyAge } from './steady-age.ts';
import { createSteadyAge } from './steady-age.ts';
import type { SteadyClass } from './steady-class.ts';
import { createSteadyClass } from './steady-class.ts';
import type { SteadyCover } from './steady-cover.ts';
import { createSteadyCover } from './steady-cover.ts';

/** What is shown of a face, apart from where it is. */
export type ShownFace = Omit<LiveFace, 'track' | 'box' | 'score' | 'isSeen' | 'onThisFrame'>;

/** All that is known of one followed face. */
export interface SteadyFace {
  readonly cover: SteadyCover;
  /** What a model said of it; `outputs` is one row. */
  add(card: Card, outputs: Float32Array, atMs: number): void;
  /** How often a task was read, and when last. */
  readingsOf(task: Task): { n: number; lastMs: number };
  /** What to show: changes at most twice a second, but for what was not there before. */
  shown(atMs: number): ShownFace;
}

/** Faces change their expression, but neither gender nor age while they are followed. */
const HALF_LIFE_MS = { expression: 400, gender: 20_000, age: 20_000 };
/** A shown value stays for so long. */
const STAYS_MS = 500;

/** @param fixed what a person says is hidden; null: as the recogniser says */
export function createSteadyFace(fixed: Cover | null): SteadyFace {
  const cover = createSteadyCover();
  const gender = createSteadyClass(HALF_LIFE_MS.gender);
  const age = createSteadyAge(HALF_LIFE_MS.age);
  const lastMs: Record<Task, number> = { expression: -Infinity, gender: -Infinity, age: -Infinity };
  let emotion = createSteadyClass(HALF_LIFE_MS.expression);
  let emotionOf: string | undefined;
  let said: ShownFace | undefined;
  let saidMs = -Infinity;

  const now = () => snapshot(fixed ?? cover.cover, { emotion, gender, age });
  return {
    cover,
    add(card, outputs, atMs) {
      lastMs[card.task as Task] = atMs;
      if (card.task === 'age') age.add(card, outputs[0]!, atMs);
      else if (card.task === 'gender') gender.add(card, outputs, atMs);
      else {
        // What another student said of another half is no part of this vote.
        if (emotionOf !== card.visible) emotion = createSteadyClass(HALF_LIFE_MS.expression);
        emotionOf = card.visible;
        emotion.add(card, outputs, atMs);
      }
    },
    readingsOf(task) {
      const { n } = { expression: emotion, gender, age }[task];
      return { n, lastMs: lastMs[task] };
    },
    shown(atMs) {
      if (!said || atMs - saidMs >= STAYS_MS) {
        said = now();
        saidMs = atMs;
      } else said = { ...now(), ...said }; // what is new joins what stays
      return said;
    },
  };
}

interface Voted {
  emotion: SteadyClass;
  gender: SteadyClass;
  age: SteadyAge;
}

function snapshot(hidden: Cover | null, { emotion, gender, age }: Voted): ShownFace {
  const told = ({ reading }: SteadyClass): ClassReading | undefined =>
    reading && { ...reading, sure: reading.sure && hidden !== null };
  const [feeling, sex] = [told(emotion), told(gender)];
  return {
    hidden,
    ...(feeling && { emotion: feeling }),
    ...(sex && { gender: sex }),
    ...(age.reading && { ageYears: age.reading }),
  };
}
