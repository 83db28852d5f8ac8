import { isDeepStrictEqual } from 'node:util';

import type { AudienceCamera, Measure, Site } from '../../../../ipc/contract/audience.ts';

/** What is counted at one camera. */
export interface CountingPlan {
  camera: AudienceCamera;
  site: Site;
  measures: readonly Measure[];
}

/** Whether faces that are followed by one plan can be followed on by the other: only names, opening hours or how the picture is shown differ. */
export function countsAlike(one: CountingPlan, other: CountingPlan): boolean {
  return isDeepStrictEqual(countedBy(one), countedBy(other));
}

function countedBy({ camera, site, measures }: CountingPlan) {
  const { device } = camera;
  return {
    ...{ camera: camera.id, site: site.id, timeZone: site.timeZone, measures },
    device: [device.id, device.width, device.height],
    zones: camera.zones.map((zone) => ({ ...zone, name: '' })),
  };
}
