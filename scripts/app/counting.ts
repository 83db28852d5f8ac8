import type { AudienceCamera, AudienceSettings } from '../../src/main/ipc/contract.ts';
import type { LaunchedApp } from './launch.ts';
import { resultOf } from './launch.ts';

/** These cameras in the place of all that there are. @returns what is saved */
export async function setCameras(
  ask: LaunchedApp['ask'],
  cameras: readonly AudienceCamera[],
): Promise<AudienceSettings> {
  let saved = await resultOf(ask('audience.settings', {}));
  for (const { id } of saved.cameras)
    if (!cameras.some((camera) => camera.id === id))
      saved = await resultOf(ask('audience.removeCamera', { id }));
  for (const camera of cameras) saved = await resultOf(ask('audience.saveCamera', { camera }));
  return saved;
}

/** Sets counting up: open day and night, at these cameras. @returns what is saved */
export async function setUpCounting(
  ask: LaunchedApp['ask'],
  cameras: readonly Pick<AudienceCamera, 'id' | 'name'>[] = [],
): Promise<AudienceSettings> {
  const { cameras: _, ...settings } = await resultOf(ask('audience.settings', {}));
  const sites = settings.sites.map((site) => ({
    ...site,
    opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
  }));
  await resultOf(ask('audience.set', { settings: { ...settings, sites, purposes: ['visitor-numbers'] } }));
  const device = { id: '', width: 640, height: 480, isMirrored: false };
  return setCameras(
    ask,
    cameras.map((camera) => ({ ...camera, site: sites[0]!.id, device, zones: [] })),
  );
}
