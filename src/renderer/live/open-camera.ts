/** What is asked of a camera. */
export interface CameraWish {
  /** As the browser names it; null: whichever comes first. */
  deviceId: string | null;
  width: number;
  height: number;
}

/** Frames a second that are asked for. */
const FRAME_RATE = 30;

/**
 * Opens a camera; never a microphone. The caller stops its track.
 * @throws DOMException as `getUserMedia` does
 */
export async function openCamera({ deviceId, width, height }: CameraWish): Promise<MediaStream> {
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

/** As `cameraDevices`, with their ids, which a browser may tell only once a camera was opened. @throws as `openCamera` */
export async function namedDevices(): Promise<CameraDevice[]> {
  const devices = await cameraDevices();
  if (devices.every(({ id }) => id !== '')) return devices;
  const stream = await openCamera({ deviceId: null, width: 640, height: 480 });
  for (const track of stream.getVideoTracks()) track.stop();
  return cameraDevices();
}

/** The cameras that are plugged in, now. */
export async function cameraDevices(): Promise<CameraDevice[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices
    .filter(({ kind }) => kind === 'videoinput')
    .map(({ deviceId, label }) => ({ id: deviceId, label }));
}
