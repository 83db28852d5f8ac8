import { isDeepStrictEqual } from 'node:util';

import type { Task } from '../../../../../artifact/labels.ts';
import { DemifaceError } from '../../../../../common/error.ts';
import { message } from '../../../../../messages/message.ts';
import type { AudienceCamera, AudienceSettings, Measure, Site } from '../../../../ipc/contract/audience.ts';

/** What is counted at one camera. */
export interface CountingPlan {
  camera: AudienceCamera;
  site: Site;
  measures: readonly Measure[];
}

/** @throws DemifaceError `missing` if the camera is not set up; `usage` if nothing may be counted */
export function countingPlan(
  { cameras, sites, measures, purposes }: AudienceSettings,
  id: string,
): CountingPlan {
  const camera = cameras.find((known) => known.id === id);
  if (!camera) throw new DemifaceError('missing', message('counting.cameraGone'));
  if (purposes.length === 0) throw new DemifaceError('usage', message('counting.noPurpose'));
  return { camera, site: sites.find((known) => known.id === camera.site)!, measures };
}

/** The tasks of an audience, never expressions. Gender needs the age, too: a child's is not kept. */
export function countedTasks({ measures }: Pick<AudienceSettings, 'measures'>): Task[] {
  if (measures.includes('gender')) return ['gender', 'age'];
  return measures.includes('age') ? ['age'] : [];
}

/** Whether faces that are followed by one plan can be followed on by the other: only names, opening hours or how the picture is shown differ. */
export function countsAlike(one: CountingPlan, other: CountingPlan): boolean {
  return isDeepStrictEqual(countedBy(one), countedBy(other));
}

function countedBy({ camera, site, measures }: CountingPlan) {
  const { device } = camera;
  return {
    camera: camera.id,
    site: site.id,
    timeZone: site.timeZone,
    measures,
    device: [device.id, device.width, device.height],
    zones: camera.zones.map((zone) => ({ ...zone, name: '' })),
  };
}
