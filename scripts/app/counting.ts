import type { AudienceCamera, AudienceSettings } from '../../src/main/ipc/contract.ts';
import type { LaunchedApp } from './launch.ts';
import { resultOf } from './launch.ts';

/** Sets counting up: open day and night, at these cameras. @returns what is saved */
export async function setUpCounting(
  ask: LaunchedApp['ask'],
  cameras: readonly Pick<AudienceCamera, 'id' | 'name'>[] = [],
): Promise<AudienceSettings> {
  const settings = await resultOf(ask('audience.settings', {}));
  const sites = settings.sites.map((site) => ({
    ...site,
    opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  }));
  const device = { id: '', width: 640, height: 480, isMirrored: false };
  const all = cameras.map((camera) => ({ ...camera, site: sites[0]!.id, device, zones: [] }));
  return resultOf(
    ask('audience.set', { settings: { ...settings, sites, cameras: all, purposes: ['visitor-numbers'] } }),
  );
}
