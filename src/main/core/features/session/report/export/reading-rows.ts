import { EXPRESSIONS } from '../../../../../../artifact/labels.ts';
import { yieldToEventLoop } from '../../../../../../common/yield-to-event-loop.ts';
import { queryAll } from '../../../../platform/store/sync.ts';
import type { ClientFile } from '../../clients/files/client-files.ts';
import type { MeasuredMoment } from '../../recording/measured-moment.ts';
import { momentOf } from '../../recording/measured-moment.ts';
import type { Cell } from './tables.ts';

/** Readings that are taken from the file at once: between two slices the rest of the core has its turn. */
const SLICE = 2000;
const NOTHING = EXPRESSIONS.map(() => null);

/** A session's readings in slices, in order of time and of their columns. */
export async function* readingRows(file: ClientFile, session: number): AsyncGenerator<Cell[][]> {
  for (let fromMs = 0; ;) {
    const rows = queryAll(
      file,
      file.db
        .selectFrom('readings')
        .select(['at_ms', 'is_seen', 'is_usable', 'is_talking', 'quality', 'raw', 'centered', 'step'])
        .where('session', '=', session)
        .where('at_ms', '>=', fromMs)
        .orderBy('at_ms')
        .limit(SLICE),
    );
    yield rows.map((row) => cells(momentOf(row)));
    if (rows.length < SLICE) return;
    fromMs = rows.at(-1)!.at_ms + 1;
    await yieldToEventLoop(undefined);
  }
}

function cells(moment: MeasuredMoment): Cell[] {
  const { atMs, step, isSeen, isUsable, isTalking, quality, raw, centered } = moment;
  return [
    ...[atMs, step === null ? null : step + 1, Number(isSeen), Number(isUsable), Number(isTalking)],
    quality.join(' '),
    ...(raw ?? NOTHING),
    ...(centered ?? NOTHING),
  ];
}
