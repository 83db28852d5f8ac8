import { insights as words } from '../../messages/index.ts';
import type { NoFigures } from '../../../main/ipc/contract.ts';

/** Why nothing is shown. @param k of the settings that the answer was made by */
export function noFiguresText(why: NonNullable<NoFigures>, k: number): string {
  return why === 'unobserved' ? words.noFigures.unobserved : words.noFigures.unreported({ k });
}

/** In the place of a panel's figures; null where an answer has some. */
export function noFiguresIn(answer: {
  noFigures: NoFigures;
  k: number;
}): { title: string; text: string } | null {
  const { noFigures, k } = answer;
  return noFigures && { title: words.noFigures.title, text: noFiguresText(noFigures, k) };
}
