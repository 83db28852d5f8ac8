import { DemifaceError } from '../../../../../common/error.ts';
import type { AudienceSettings, OpenSpan, Site, Zone } from '../../../../ipc/contract/audience.ts';
import { isTimeZone } from '../../../platform/time/local-time.ts';
import { minuteOf } from '../time/opening-hours.ts';
import { refusedUse } from './refused-use.ts';

/**
 * What the form alone does not tell.
 * @throws DemifaceError `usage` that says what is wrong or refused, and why
 */
export function checkSettings({ people, measures, sites, cameras }: AudienceSettings): void {
  const refused = refusedUse(people, measures);
  if (refused) throw new DemifaceError('usage', refused);
  if (!measures.includes('count'))
    throw new DemifaceError('usage', 'faces are always counted; only age and gender can be left out');
  checkUnique('site', sites);
  checkUnique('camera', cameras);
  for (const site of sites) checkSite(site);
  for (const { name, site, zones } of cameras) {
    if (!sites.some(({ id }) => id === site))
      throw new DemifaceError('usage', `camera ${name} belongs to a site that is not set up`);
    checkUnique(`zone of camera ${name}`, zones);
    for (const zone of zones) checkZone(zone);
  }
}

function checkSite({ name, timeZone, opening }: Site): void {
  if (!isTimeZone(timeZone))
    throw new DemifaceError(
      'usage',
      `site ${name}: ${timeZone} is no time zone; expected one such as Europe/Berlin`,
    );
  for (const spans of opening) checkSpans(name, spans);
}

function checkSpans(site: string, spans: readonly OpenSpan[]): void {
  const sorted = [...spans].sort((a, b) => minuteOf(a.from) - minuteOf(b.from));
  sorted.forEach(({ from, to }, i) => {
    if (minuteOf(from) >= minuteOf(to))
      throw new DemifaceError(
        'usage',
        `site ${site}: opening hours ${from} to ${to} end before they begin; hours past midnight belong to the next day`,
      );
    const before = sorted[i - 1];
    if (before && minuteOf(before.to) > minuteOf(from))
      throw new DemifaceError(
        'usage',
        `site ${site}: opening hours ${before.from} to ${before.to} and ${from} to ${to} overlap`,
      );
  });
}

function checkZone({ name, kind, points, entranceSides }: Zone): void {
  if (kind !== 'entrance') return;
  if (entranceSides.length === 0)
    throw new DemifaceError(
      'usage',
      `zone ${name} is an entrance, but none of its sides is marked as the way in`,
    );
  const beyond = entranceSides.find((side) => side >= points.length);
  if (beyond !== undefined)
    throw new DemifaceError(
      'usage',
      `zone ${name} has ${points.length} sides, but side ${beyond + 1} is marked as the way in`,
    );
}

function checkUnique(what: string, things: readonly { id: string }[]): void {
  const ids = new Set<string>();
  for (const { id } of things) {
    if (ids.has(id)) throw new DemifaceError('usage', `two ${what}s have the same id ${id}`);
    ids.add(id);
  }
}
