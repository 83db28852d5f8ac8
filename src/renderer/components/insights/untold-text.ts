import { printable } from '../../../common/printable.ts';
import type { UntoldDays } from '../../../main/ipc/contract.ts';
import { daySpan } from '../../messages/days.ts';
import { insights as words, listText } from '../../messages/index.ts';

/** Which cameras and days an answer is without; null if none. @param k of the settings that it was made by */
export function untoldText({ untold, k }: { untold: readonly UntoldDays[]; k: number }): string | null {
  if (untold.length === 0) return null;
  const parts = [...Map.groupBy(untold, ({ camera }) => camera)].map(([camera, spans]) =>
    words.untold.part({
      camera: printable(camera),
      days: listText(spans.map(({ firstDay, lastDay }) => daySpan(firstDay, lastDay))),
    }),
  );
  return words.untold.text({ cameras: listText(parts), k });
}
