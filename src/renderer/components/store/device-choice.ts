import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import type { CameraDevice } from '../../live/open-camera.ts';

/** Which device a camera opens: none that is named is the one that comes first. */
const openedBy = (device: string, devices: readonly CameraDevice[]) => device || devices[0]?.id;

/** Who looks through a device already: each face there would count twice. */
export function alsoUsedBy(
  device: string,
  others: readonly AudienceCamera[],
  devices: readonly CameraDevice[],
): AudienceCamera | undefined {
  const opened = openedBy(device, devices);
  if (opened === undefined) return undefined;
  return others.find((other) => openedBy(other.device.id, devices) === opened);
}

/** For one more camera: a device that nobody looks through yet; empty, whichever comes first, where there is no choice. */
export function freeDevice(others: readonly AudienceCamera[], devices: readonly CameraDevice[]): string {
  if (others.length === 0) return '';
  return devices.find(({ id }) => id !== '' && !alsoUsedBy(id, others, devices))?.id ?? '';
}
