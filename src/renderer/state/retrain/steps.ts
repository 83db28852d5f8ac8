import type { Retraining } from '../../../main/ipc/contract.ts';

export const STEPS = ['goal', 'pictures', 'check', 'training', 'result'] as const;
export type Step = (typeof STEPS)[number];

/** Nothing of the pictures stands in the way of training. */
export function isChecked({ check }: Retraining): boolean {
  return check !== null && check.findings.every(({ level, isRepaired }) => level !== 'blocks' || isRepaired);
}

/** Whether a step can be opened. @param retraining null: it is begun only now */
export function isReachable(step: Step, retraining: Retraining | null): boolean {
  if (step === 'goal') return true;
  if (retraining === null || retraining.damage) return false;
  if (step === 'pictures') return true;
  if (step === 'check') return retraining.source !== null;
  if (step === 'training') return isChecked(retraining) || retraining.run !== null;
  return retraining.comparison !== null;
}

/** Whether there is nothing left to do at a step. */
export function isDone(step: Step, retraining: Retraining | null): boolean {
  if (retraining === null) return false;
  switch (step) {
    case 'goal':
      return true;
    case 'pictures':
      return retraining.source !== null;
    case 'check':
      return isChecked(retraining);
    case 'training':
      return retraining.comparison !== null;
    case 'result':
      return retraining.decision !== null;
  }
}

/** Where a person goes on: the first step with something left to do; from the pictures only by themselves. */
export function nextStep(retraining: Retraining | null): Step {
  if (retraining?.source && retraining.check === null && retraining.run === null) return 'pictures';
  return STEPS.find((step) => !isDone(step, retraining)) ?? 'result';
}

/** Neither being trained nor trained: its pictures can still be changed. */
export function isOpen({ state }: Retraining): boolean {
  return state === 'draft' || state === 'stopped' || state === 'failed';
}
