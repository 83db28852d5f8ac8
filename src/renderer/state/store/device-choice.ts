import type { AudienceCamera } from '../../../main/ipc/contract.ts';
import type { CameraDevice } from '../../live/open-camera.ts';

/** Who looks through a device already: each face there would count twice. */
export function cameraUsingDevice(
  device: string,
  others: readonly AudienceCamera[],
): AudienceCamera | undefined {
  return others.find((other) => other.device.id !== '' && other.device.id === device);
}

/** The devices that no other camera uses. */
export function freeDevices(
  others: readonly AudienceCamera[],
  devices: readonly CameraDevice[],
): CameraDevice[] {
  return devices.filter(({ id }) => id !== '' && !cameraUsingDevice(id, others));
}
