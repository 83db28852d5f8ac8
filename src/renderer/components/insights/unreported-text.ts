import { printable } from '../../../common/printable.ts';
import type { UnreportedDays } from '../../../main/ipc/contract.ts';
import { daySpan } from '../../messages/days.ts';
import { insights as words, listText } from '../../messages/index.ts';

/** Which cameras and days an answer is without; null if none. @param k of the settings that it was made by */
export function unreportedText({
  unreported,
  k,
}: {
  unreported: readonly UnreportedDays[];
  k: number;
}): string | null {
  if (unreported.length === 0) return null;
  const parts = [...new Set(unreported.map(({ camera }) => camera))].map((camera) => {
    const spans = unreported.filter((other) => other.camera === camera);
    return words.unreported.part({
      camera: printable(camera),
      days: listText(spans.map(({ firstDay, lastDay }) => daySpan(firstDay, lastDay))),
    });
  });
  return words.unreported.text({ cameras: listText(parts), k });
}

/** Which cameras observed nothing while others did; null if none. */
export function neverObservedText({ neverObserved }: { neverObserved: readonly string[] }): string | null {
  if (neverObserved.length === 0) return null;
  return words.neverObserved({ cameras: listText(neverObserved.map(printable)), n: neverObserved.length });
}
