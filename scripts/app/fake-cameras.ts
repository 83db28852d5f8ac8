import type { Page } from 'playwright-core';
import sharp from 'sharp';

import { clipFiles } from './fake-webcam.ts';

const SIZE = { width: 640, height: 480 };

/** A camera of the machine, as the browser tells of it. */
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
        ...{ input: one, left: i * width, top: Math.floor((SIZE.height - height) / 2) },
      }));
      const wall = { ...SIZE, channels: 3 as const, background: '#9a927f' };
      return sharp({ create: wall }).composite(places).jpeg({ quality: 90 }).toBuffer();
    }),
  );
}

/** What the clip's camera shows where nobody sits. */
export async function emptyRoom(): Promise<Buffer> {
  const beside = { left: 0, top: 0, width: 140, height: 105 };
  return sharp(clipFiles()[0]).extract(beside).resize(SIZE.width, SIZE.height).jpeg().toBuffer();
}

/** Cameras that can be pulled out, plugged in, and hang, in place of the machine's: Chromium itself plays one file at most. */
export async function putInCameras(page: Page, cameras: readonly FakeCamera[]): Promise<void> {
  const told = cameras.map(({ pictures, ...camera }) => ({
    ...camera,
    pictures: pictures.map((picture) => picture.toString('base64')),
  }));
  await page.evaluate(
    async ({ told, size }) => {
      const FRAMES_PER_PICTURE = 15;
      interface Camera {
        label: string;
        isIn: boolean;
        isHung: boolean;
        open: Set<MediaStreamTrack>;
      }
      const cameras = new Map<string, Camera>();
      const films = new Map<string, ImageBitmap[]>();
      for (const { id, label, pictures } of told) {
        cameras.set(id, { label, isIn: true, isHung: false, open: new Set() });
        const blobs = pictures.map((text) => Uint8Array.from(atob(text), (char) => char.charCodeAt(0)));
        films.set(id, await Promise.all(blobs.map((bytes) => createImageBitmap(new Blob([bytes])))));
      }
      const film = (id: string): MediaStream => {
        const canvas = Object.assign(document.createElement('canvas'), size);
        const context = canvas.getContext('2d')!;
        const pictures = films.get(id)!;
        let frame = 0;
        const draw = () => {
          if (cameras.get(id)!.isHung) return;
          context.drawImage(pictures[Math.floor(frame++ / FRAMES_PER_PICTURE) % pictures.length]!, 0, 0);
        };
        draw();
        const stream = canvas.captureStream(30);
        const [track] = stream.getVideoTracks();
        track!.getSettings = () => ({ ...size, deviceId: id });
        cameras.get(id)!.open.add(track!);
        const clock = setInterval(
          () => (track!.readyState === 'live' ? draw() : clearInterval(clock)),
          1000 / 30,
        );
        return stream;
      };
      const media = navigator.mediaDevices;
      media.enumerateDevices = () =>
        Promise.resolve(
          [...cameras]
            .filter(([, { isIn }]) => isIn)
            .map(([deviceId, { label }]) => ({ deviceId, label, kind: 'videoinput' }) as MediaDeviceInfo),
        );
      media.getUserMedia = async (asked) => {
        const { deviceId } = asked!.video as { deviceId?: { exact: string } };
        const wanted = deviceId?.exact ?? [...cameras].find(([, { isIn }]) => isIn)?.[0];
        if (wanted === undefined || !cameras.get(wanted)?.isIn)
          throw new DOMException('not there', 'OverconstrainedError');
        while (cameras.get(wanted)!.isHung) await new Promise((resolve) => setTimeout(resolve, 100));
        return film(wanted);
      };
      const plug = (id: string, isIn: boolean) => {
        const camera = cameras.get(id)!;
        camera.isIn = isIn;
        if (!isIn) for (const track of camera.open) track.stop();
        camera.open.clear();
        media.dispatchEvent(new Event('devicechange'));
      };
      const hang = (id: string, isHung: boolean) => {
        cameras.get(id)!.isHung = isHung;
      };
      Object.assign(window, { plugCamera: plug, hangCamera: hang });
    },
    { told, size: SIZE },
  );
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
