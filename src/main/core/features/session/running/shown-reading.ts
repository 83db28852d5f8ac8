import { forEachInSlices } from '../../../../../common/slices.ts';
import type { Card } from '../../../../../artifact/card.ts';
import type { Band, BandProb } from '../../../../../inference/live/client-face/bands.ts';
import { shownBand } from '../../../../../inference/live/client-face/bands.ts';
import { createRibbon } from '../../../../../inference/live/client-face/ribbon.ts';
import type { SessionReading } from '../../../../ipc/contract/session.ts';
import type { MeasuredMoment } from '../recording/measured-moment.ts';

/**
 * What a screen shows of one moment.
 * @param ribbon null where it has a gap
 * @param talkingSinceMs when the talking began; of a moment as it was kept, those before it are marked too
 */
export function shownReading(
  { atMs, isSeen, isUsable, isTalking, quality }: MeasuredMoment,
  ribbon: readonly BandProb[] | null,
  card: Pick<Card, 'confidenceThreshold'>,
  talkingSinceMs = isTalking ? atMs : null,
): SessionReading {
  const values = isUsable && ribbon ? ribbon : [];
  const shown = values.length > 0 ? shownBand(values, card) : null;
  return {
    atMs,
    isSeen,
    isUsable,
    talkingSinceMs,
    quality: [...quality],
    ribbon: values.map(({ key, prob }) => ({ name: key, value: prob })),
    answer: shown?.confident ? shown.key : null,
  };
}

/**
 * Of moments as they were kept, in order of time: smoothed as they were when they were measured. Others have a turn meanwhile.
 * @param every which of them: the first, then each n-th
 */
export async function shownReadings(
  moments: Iterable<MeasuredMoment>,
  every: number,
  bands: readonly Band[],
  card: Pick<Card, 'confidenceThreshold'>,
): Promise<SessionReading[]> {
  const ribbon = createRibbon(bands);
  const readings: SessionReading[] = [];
  await forEachInSlices(moments, (moment, i) => {
    if (moment.centered) ribbon.add(moment.centered, moment.atMs);
    if (i % every === 0) readings.push(shownReading(moment, ribbon.at(moment.atMs), card));
  });
  return readings;
}
