import type { Retraining } from '../../../main/ipc/contract.ts';
import { slotName } from '../../messages/names.ts';

/** `Expression, lower half visible`, or with the name of a person's own task. */
export function goalName({ task, title, visible }: Retraining['goal']): string {
  return slotName({ task, visible, ...(title !== null && { title }) });
}
