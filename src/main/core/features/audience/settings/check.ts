import { DemifaceError } from '../../../../../common/error.ts';
import { message, type CodedMessage } from '../../../../../messages/message.ts';
import type { AudienceSettings, OpenSpan, Site, Zone } from '../../../../ipc/contract/audience.ts';
import { isTimeZone } from '../../../platform/time/local-time.ts';
import { minuteOf } from '../time/opening-hours.ts';
import { refusedUse } from './refused-use.ts';

/**
 * What the form alone does not tell.
 * @throws DemifaceError `usage` with what is wrong or refused, and why
 */
export function checkSettings({ people, measures, sites, cameras }: AudienceSettings): void {
  const refused = refusedUse(people, measures);
  if (refused) throw new DemifaceError('usage', refused);
  if (!measures.includes('count')) throw new DemifaceError('usage', message('counting.facesAlways'));
  checkUnique(sites, (id) => message('counting.sameSite', { id }));
  checkUnique(cameras, (id) => message('counting.sameCamera', { id }));
  for (const site of sites) checkSite(site);
  for (const { name, site, zones } of cameras) {
    if (!sites.some(({ id }) => id === site))
      throw new DemifaceError('usage', message('counting.cameraWithoutSite', { name }));
    checkUnique(zones, (id) => message('counting.sameZone', { camera: name, id }));
    for (const zone of zones) checkZone(zone);
  }
}

function checkSite({ name, timeZone, opening }: Site): void {
  if (!isTimeZone(timeZone))
    throw new DemifaceError('usage', message('counting.noTimeZone', { site: name, timeZone }));
  for (const spans of opening) checkSpans(name, spans);
}

function checkSpans(site: string, spans: readonly OpenSpan[]): void {
  const sorted = [...spans].sort((a, b) => minuteOf(a.from) - minuteOf(b.from));
  sorted.forEach(({ from, to }, i) => {
    if (minuteOf(from) >= minuteOf(to))
      throw new DemifaceError('usage', message('counting.openingBackward', { site, from, to }));
    const before = sorted[i - 1];
    if (before && minuteOf(before.to) > minuteOf(from))
      throw new DemifaceError(
        'usage',
        message('counting.openingOverlap', {
          site,
          from: before.from,
          to: before.to,
          nextFrom: from,
          nextTo: to,
        }),
      );
  });
}

function checkZone({ name, kind, points, entranceSides }: Zone): void {
  if (kind !== 'entrance') return;
  if (entranceSides.length === 0)
    throw new DemifaceError('usage', message('counting.noEntranceSide', { name }));
  const beyond = entranceSides.find((side) => side >= points.length);
  if (beyond !== undefined)
    throw new DemifaceError(
      'usage',
      message('counting.noSuchSide', { name, sides: points.length, side: beyond + 1 }),
    );
}

function checkUnique(things: readonly { id: string }[], problem: (id: string) => CodedMessage): void {
  const ids = new Set<string>();
  for (const { id } of things) {
    if (ids.has(id)) throw new DemifaceError('usage', problem(id));
    ids.add(id);
  }
}
