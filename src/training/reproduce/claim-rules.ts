import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import {
  adds,
  gainsMost,
  gainsSignificantly,
  growth,
  lowerBeatsUpper,
  MIN_ERROR_GROWTH,
  MIN_LOSS_POINTS,
  loss,
  MUCH_BETTER_POINTS,
  upperHalfIsBetter,
  recoversAccuracy,
} from './claim-checks.ts';
import type { Check, Group } from './claim-checks.ts';

/** The four claims that a reproduction of the paper is judged by, each in parts that figures can decide. */

export interface Rule {
  statement: CodedMessage;
  groups: readonly Group[];
  checks: (group: Group) => readonly Check[];
  /** Whether so many checks are enough. */
  enough: (held: number, of: number) => boolean;
  /** Fewer checks than these bear nothing out, whatever they say. */
  least: number;
  /** The teacher is compared with the student, which is no evidence for the method unless both see the same crop. */
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

export const CLAIMS: readonly { statement: CodedMessage; rules: readonly Rule[] }[] = [
  {
    statement: message('tables.halvesAreWorse'),
    rules: [
      {
        statement: message('tables.accuracyFalls', { points: MIN_LOSS_POINTS }),
        groups: [...EXPRESSION, GENDER],
        enough: every,
        least: 1,
        checks: () => HALVES.map((half) => loss(half)),
      },
      {
        statement: message('tables.errorGrows', { times: MIN_ERROR_GROWTH }),
        groups: [AGE],
        enough: every,
        least: 1,
        checks: () => HALVES.map((half) => growth(half)),
      },
    ],
  },
  {
    statement: message('tables.tuningWinsBack'),
    rules: [
      {
        statement: message('tables.moreThanHalf'),
        needsSameCrop: true,
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: ({ metric }) => HALVES.map((half) => recoversAccuracy(half, metric)),
      },
    ],
  },
  {
    statement: message('tables.halvesTellTasks'),
    rules: [
      {
        statement: message('tables.lowerTellsExpression', { points: MUCH_BETTER_POINTS }),
        groups: EXPRESSION,
        enough: every,
        least: 1,
        checks: () => [lowerBeatsUpper('teacher'), lowerBeatsUpper('student')],
      },
      {
        statement: message('tables.upperTellsGenderAndAge'),
        groups: [GENDER, AGE],
        enough: fiveOfSix,
        least: 6,
        checks: ({ metric }) => [upperHalfIsBetter(metric)],
      },
    ],
  },
  {
    statement: message('tables.distillationAdds'),
    rules: [
      {
        statement: message('tables.distilledIsBetter'),
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: (group) => [adds('standard', group), adds('triplet', group)],
      },
      {
        statement: message('tables.ensembleIsBest'),
        groups: [...EXPRESSION, GENDER, AGE],
        enough: most,
        least: 3,
        checks: (group) => [gainsMost(group)],
      },
      {
        statement: message('tables.ensembleIsBetter'),
        groups: [...EXPRESSION, GENDER],
        enough: most,
        least: 3,
        checks: (group) => [gainsSignificantly(group)],
      },
    ],
  },
];
