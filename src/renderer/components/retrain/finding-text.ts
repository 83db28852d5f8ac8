import type { RetrainFinding } from '../../../main/ipc/contract.ts';
import { printable } from '../../../common/printable.ts';
import { listText, retrain } from '../../messages/index.ts';
import { labelName } from '../../messages/names.ts';

/** Names of one sentence. */
const MOST = 4;

interface Values {
  n: number;
  classes: string;
  persons: string;
}

/** What a check has found, in a sentence. */
export function findingText({ code, n, classes, persons }: RetrainFinding): string {
  const words = retrain.check;
  const named = classes.map(({ label, n: count }) =>
    words.ofClass({ label: printable(labelName(label)), n: count }),
  );
  const text: string | ((values: Values) => string) = words.finding[code];
  return typeof text === 'string'
    ? text
    : text({ n, classes: some(named), persons: some(persons.map(printable)) });
}

function some(names: readonly string[]): string {
  return names.length <= MOST
    ? listText(names)
    : retrain.check.some({ names: names.slice(0, MOST).join(', '), n: names.length - MOST });
}
