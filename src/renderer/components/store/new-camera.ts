import type { AudienceCamera, AudienceSettings } from '../../../main/ipc/contract.ts';

/** A camera that is not set up yet. */
export function newCamera({ sites }: AudienceSettings): AudienceCamera {
  return {
    id: crypto.randomUUID(),
    name: '',
    site: sites[0]!.id,
    device: { id: '', width: 640, height: 480, isMirrored: false },
    zones: [],
  };
}
