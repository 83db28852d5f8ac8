import {
  adds,
  addsMost,
  addsSignificantly,
  growth,
  halvesApart,
  LEAST_GROWTH,
  LEAST_LOSS,
  loss,
  MUCH,
  upperHalfWins,
  wonBack,
} from './claim-checks.ts';
import type { Check, Group } from './claim-checks.ts';

/** The four claims that a reproduction of the paper is judged by, each in parts that figures can decide. */

export interface Rule {
  says: string;
  groups: readonly Group[];
  checks: (group: Group) => readonly Check[];
  /** Whether so many checks are enough. */
  enough: (held: number, of: number) => boolean;
  /** Fewer checks than these bear nothing out, whatever they say. */
  least: number;
  /** The teacher is compared with the student, which says nothing of the method unless both see the same crop. */
  needsSameCrop?: true;
}

const EXPRESSION: readonly Group[] = [
  { dataset: 'affectnet', task: 'expression', metric: 'accuracy' },
  { dataset: 'ferplus', task: 'expression', metric: 'accuracy' },
];
const GENDER: Group = { dataset: 'utkface', task: 'gender', metric: 'accuracy' };
const AGE: Group = { dataset: 'utkface', task: 'age', metric: 'maeYears' };

const HALVES = ['lower', 'upper'] as const;

const every = (held: number, of: number): boolean => held === of;
const most = (held: number, of: number): boolean => held > of / 2;
const fiveOfSix = (held: number, of: number): boolean => held >= (of * 5) / 6;

export const CLAIMS: readonly { says: string; rules: readonly Rule[] }[] = [
  {
    says: 'A teacher that learned from whole faces reads half-visible faces far worse.',
    rules: [
      {
        says: `Its accuracy falls by ${LEAST_LOSS} points or more, on either half.`,
        groups: [...EXPRESSION, GENDER],
        enough: every,
        least: 1,
        checks: () => HALVES.map((half) => loss(half)),
      },
      {
        says: `Its error in years grows to ${LEAST_GROWTH} times or more, on either half.`,
        groups: [AGE],
        enough: every,
        least: 1,
        checks: () => HALVES.map((half) => growth(half)),
      },
    ],
  },
  {
    says: 'Fine-tuning on half-visible faces wins most of it back.',
    rules: [
      {
        says: 'In most pairs, a student wins back more than half of what its teacher lost.',
        needsSameCrop: true,
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: ({ metric }) => HALVES.map((half) => wonBack(half, metric)),
      },
    ],
  },
  {
    says: 'The mouth tells expression; the eyes and the forehead tell age and gender.',
    rules: [
      {
        says: `Expression is read much better (${MUCH} points or more) from the lower half, by teachers and students.`,
        groups: EXPRESSION,
        enough: every,
        least: 1,
        checks: () => [halvesApart('teacher'), halvesApart('student')],
      },
      {
        says: 'Students read gender and age from the upper half as well or better, in five of six pairs at least.',
        groups: [GENDER, AGE],
        enough: fiveOfSix,
        least: 6,
        checks: ({ metric }) => [upperHalfWins(metric)],
      },
    ],
  },
  {
    says: 'Distillation mostly adds a little; the concatenation mostly adds most, and significantly.',
    rules: [
      {
        says: 'In most pairs, a distilled student is significantly better than the student before distillation.',
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: (group) => [adds('standard', group), adds('triplet', group)],
      },
      {
        says: 'In most cases, the concatenation is better than either distilled student.',
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: (group) => [addsMost(group)],
      },
      {
        says: 'In most cases, the accuracy of the concatenation is significantly better than the student’s.',
        groups: [...EXPRESSION, GENDER],
        enough: most,
        least: 3,
        checks: (group) => [addsSignificantly(group)],
      },
    ],
  },
];
