import type { Page } from 'playwright-core';
import sharp from 'sharp';

import { clipFiles } from './fake-webcam.ts';

const SIZE = { width: 640, height: 480 };

/** A camera of the machine, as the browser lists it. */
export interface FakeCamera {
  id: string;
  label: string;
  /** What it shows, a picture after the other, as JPEG. */
  pictures: readonly Buffer[];
}

/** The shipped clip's person. @param side by side with itself, so often */
export async function clipPictures(side: 1 | 2): Promise<Buffer[]> {
  const [width, height] = [SIZE.width / side, SIZE.height / side];
  return Promise.all(
    clipFiles().map(async (name) => {
      const one = await sharp(name).resize(width, height).toBuffer();
      const places = Array.from({ length: side }, (_, i) => ({
        input: one,
        left: i * width,
        top: Math.floor((SIZE.height - height) / 2),
      }));
      const wall = { ...SIZE, channels: 3 as const, background: '#9a927f' };
      return sharp({ create: wall }).composite(places).jpeg({ quality: 90 }).toBuffer();
    }),
  );
}

/** The background of the clip's camera, without a person. */
export async function emptyRoom(): Promise<Buffer> {
  const beside = { left: 0, top: 0, width: 140, height: 105 };
  return sharp(clipFiles()[0]).extract(beside).resize(SIZE.width, SIZE.height).jpeg().toBuffer();
}

/** Cameras that can be pulled out, plugged in, and hang, in place of the machine's: Chromium itself plays one file at most. */
export async function putInCameras(page: Page, cameras: readonly FakeCamera[]): Promise<void> {
  const encoded = cameras.map(({ pictures, ...camera }) => ({
    ...camera,
    pictures: pictures.map((picture) => picture.toString('base64')),
  }));
  await page.evaluate(makeCameras, { encoded, size: SIZE });
  await page.evaluate(replaceMediaDevices);
}

/** A camera within the page. */
interface PageCamera {
  label: string;
  isIn: boolean;
  isHung: boolean;
  open: Set<MediaStreamTrack>;
  play: () => MediaStream;
}

/** Runs in the page, as the next: neither may use anything of this file. Leaves the cameras at the page's window. */
async function makeCameras({
  encoded,
  size,
}: {
  encoded: readonly { id: string; label: string; pictures: readonly string[] }[];
  size: { width: number; height: number };
}): Promise<void> {
  const FRAMES_PER_PICTURE = 15;
  const cameras = new Map<string, PageCamera>();
  for (const { id, label, pictures } of encoded) {
    const blobs = pictures.map((text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
    const images = await Promise.all(blobs.map((bytes) => createImageBitmap(new Blob([bytes]))));
    const play = () => {
      const canvas = Object.assign(document.createElement('canvas'), size);
      const context = canvas.getContext('2d')!;
      let frame = 0;
      const draw = () => {
        if (camera.isHung) return;
        context.drawImage(images[Math.floor(frame++ / FRAMES_PER_PICTURE) % images.length]!, 0, 0);
      };
      draw();
      const stream = canvas.captureStream(30);
      const [track] = stream.getVideoTracks();
      track!.getSettings = () => ({ ...size, deviceId: id });
      camera.open.add(track!);
      const clock = setInterval(
        () => (track!.readyState === 'live' ? draw() : clearInterval(clock)),
        1000 / 30,
      );
      return stream;
    };
    const camera: PageCamera = { label, isIn: true, isHung: false, open: new Set(), play };
    cameras.set(id, camera);
  }
  Object.assign(window, { fakeCameras: cameras });
}

function replaceMediaDevices(): void {
  const { fakeCameras: cameras } = window as unknown as { fakeCameras: Map<string, PageCamera> };
  const media = navigator.mediaDevices;
  media.enumerateDevices = () =>
    Promise.resolve(
      [...cameras]
        .filter(([, { isIn }]) => isIn)
        .map(([deviceId, { label }]) => ({ deviceId, label, kind: 'videoinput' }) as MediaDeviceInfo),
    );
  media.getUserMedia = async (constraints) => {
    const { deviceId } = constraints!.video as { deviceId?: { exact: string } };
    const wanted = deviceId?.exact ?? [...cameras].find(([, { isIn }]) => isIn)?.[0];
    const camera = wanted === undefined ? undefined : cameras.get(wanted);
    if (!camera?.isIn) throw new DOMException('not there', 'OverconstrainedError');
    while (camera.isHung) await new Promise((resolve) => setTimeout(resolve, 100));
    return camera.play();
  };
  const plugCamera = (id: string, isIn: boolean) => {
    const camera = cameras.get(id)!;
    camera.isIn = isIn;
    if (!isIn) for (const track of camera.open) track.stop();
    camera.open.clear();
    media.dispatchEvent(new Event('devicechange'));
  };
  const hangCamera = (id: string, isHung: boolean) => {
    cameras.get(id)!.isHung = isHung;
  };
  Object.assign(window, { plugCamera, hangCamera });
}

/** Pulls a camera out, or plugs it in again. */
export async function plugCamera(page: Page, id: string, isIn: boolean): Promise<void> {
  await page.evaluate(
    ([id, isIn]) =>
      (window as unknown as { plugCamera: (id: string, isIn: boolean) => void }).plugCamera(id, isIn),
    [id, isIn] as const,
  );
}

/** Lets a camera give no more pictures while it stays plugged in, or go on. */
export async function hangCamera(page: Page, id: string, isHung: boolean): Promise<void> {
  await page.evaluate(
    ([id, isHung]) =>
      (window as unknown as { hangCamera: (id: string, isHung: boolean) => void }).hangCamera(id, isHung),
    [id, isHung] as const,
  );
}
