import type { Ladder, LadderStep } from '../../../main/ipc/contract.ts';

/** Changes of a ladder that is edited; each gives a new one. */

export const withStep = (ladder: Ladder, at: number, change: Partial<LadderStep>): Ladder => ({
  ...ladder,
  steps: ladder.steps.map((step, i) => (i === at ? { ...step, ...change } : step)),
});

export const withNewStep = (ladder: Ladder): Ladder => ({
  ...ladder,
  steps: [...ladder.steps, { title: '', hint: '' }],
});

export const withoutStep = (ladder: Ladder, at: number): Ladder => ({
  ...ladder,
  steps: ladder.steps.toSpliced(at, 1),
});

/** @returns the same ladder where the step would leave it */
export function withStepMoved(ladder: Ladder, at: number, by: -1 | 1): Ladder {
  const to = at + by;
  if (to < 0 || to >= ladder.steps.length) return ladder;
  return { ...ladder, steps: ladder.steps.toSpliced(at, 1).toSpliced(to, 0, ladder.steps[at]!) };
}

/** Whether it can be saved: a title, and a title for each of its steps. */
export const isComplete = ({ title, steps }: Ladder): boolean =>
  title.trim() !== '' && steps.length > 0 && steps.every((step) => step.title.trim() !== '');
