/** Constraints for a camera. */
/** What is requested of a camera that predicts. */
export const CAMERA_SIZE = { width: 1280, height: 720 };

export interface CameraOptions {
  /** As the browser names it; null: whichever comes first. */
  deviceId: string | null;
  width: number;
  height: number;
}

/** Frames a second that are requested. */
const FRAME_RATE = 30;

/**
 * Opens a camera; never a microphone. The caller stops its track.
 * @throws DOMException as `getUserMedia` does
 */
export async function openCamera({ deviceId, width, height }: CameraOptions): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: {
      ...(deviceId === null ? {} : { deviceId: { exact: deviceId } }),
      width: { ideal: width },
      height: { ideal: height },
      frameRate: { ideal: FRAME_RATE },
    },
  });
}

/** A camera that is plugged in. */
export interface CameraDevice {
  id: string;
  /** Empty until a camera was allowed once. */
  label: string;
}

/** As `devicesBeside`; where the browser names none, the one that it opens first. @throws as `openCamera` */
export async function namedDevices(): Promise<CameraDevice[]> {
  const devices = await cameraDevices();
  if (devices.length === 0 || devices.some(({ id }) => id !== '')) return devices;
  const stream = await openCamera({ deviceId: null, width: 640, height: 480 });
  try {
    return await devicesBeside(stream);
  } finally {
    for (const track of stream.getVideoTracks()) track.stop();
  }
}

/**
 * The cameras that are plugged in. Electron may name none of them to a page that may not use microphones: then the one that
 * gives a stream.
 */
export async function devicesBeside(stream: MediaStream | null): Promise<CameraDevice[]> {
  const devices = await cameraDevices();
  const [track] = stream?.getVideoTracks() ?? [];
  const id = track?.getSettings().deviceId;
  return id && devices.every((device) => device.id === '') ? [{ id, label: track.label }] : devices;
}

/** The cameras that are plugged in, now. */
export async function cameraDevices(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
