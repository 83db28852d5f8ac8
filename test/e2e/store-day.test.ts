import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, describe, expect, it } from 'vitest';

import { fakeWebcam } from '../../scripts/app/fake-webcam.ts';
import { until } from '../../scripts/app/launch.ts';
import type { AudienceSettings } from '../../src/main/ipc/contract.ts';
import { needsElectron, testWindow } from '../support/window.ts';
import { errorOf } from '../../src/common/error.ts';

const MINUTES = 60_000;

/** What a store operator does: each step goes on from the one before. The webcam shows the shipped clip. */
describe('a day in the store', { ...needsElectron(), timeout: 4 * MINUTES }, () => {
  /** Outside the home, in which no picture may be. */
  let outside: string;
  const open = testWindow(async ({ start }) => {
    outside = mkdtempSync(join(tmpdir(), 'demiface-webcam-'));
    await start({ args: await fakeWebcam(join(outside, 'webcam.mjpeg')) });
  });

  const settings = async (): Promise<AudienceSettings> => {
    const answer = await open.ask('audience.settings', {});
    if ('refused' in answer) throw errorOf(answer.refused.message);
    return answer.ok;
  };
  const tryCamera = () =>
    open.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ video: true }).then(
        (stream) => {
          stream.getTracks().forEach((track) => track.stop());
          return 'granted';
        },
        (error: DOMException) => error.name,
      ),
    );
  const tags = () => open.page.locator('video ~ svg text').allTextContents();

  afterAll(() => {
    rmSync(outside, { recursive: true });
  });

  it('the camera is refused while nobody has said what faces are counted for, the microphone always', async () => {
    expect(await tryCamera()).toBe('NotAllowedError');
    const { cameras: _, ...begun } = await settings();
    const sites = begun.sites.map((site) => ({
      ...site,
      name: 'Main street',
      opening: Array.from({ length: 7 }, () => [{ from: '00:00', to: '24:00' }]),
    }));
    const purposes = ['visitor-numbers' as const];
    const saved = await open.ask('audience.set', { settings: { ...begun, sites, purposes, k: 5 } });
    expect(saved).toMatchObject({ ok: { purposes } });
    await until(async () => (await tryCamera()) === 'granted');
    const sound = await open.page.evaluate(() =>
      navigator.mediaDevices.getUserMedia({ audio: true }).then(
        () => 'granted',
        (error: DOMException) => error.name,
      ),
    );
    expect(sound).toBe('NotAllowedError');
  });

  it('a camera is set up, with a zone drawn over its picture', async () => {
    const { page } = open;
    await page.keyboard.press('3');
    await page.getByRole('button', { name: 'Add camera' }).first().dblclick(); // as some always do
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Entrance');
    await dialog.getByRole('button', { name: 'Add private' }).click();
    const corner = dialog.getByRole('button', { name: /^Corner 1 of Private/ });
    await corner.focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press('ArrowLeft');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await until(async () => (await settings()).cameras.length === 1);
    const [camera] = (await settings()).cameras;
    expect(camera).toMatchObject({ name: 'Entrance', zones: [{ kind: 'private' }] });
    expect(camera!.zones[0]!.points[0]!.x).toBeCloseTo(0.25, 6);
  });

  it('a face behind a private zone is not seen; without the zone it is, with age, and never a feeling', async () => {
    const { page } = open;
    const [camera] = (await settings()).cameras;
    const all = [0, 1].flatMap((x) => [x, 1 - x].map((y) => ({ x, y })));
    const zones = camera!.zones.map((zone) => ({ ...zone, points: all }));
    await open.ask('audience.saveCamera', { camera: { ...camera!, zones } });
    await page.getByRole('button', { name: 'Start all cameras' }).click();
    await page.getByText(/frames\/s/).waitFor();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await page.locator('video ~ svg path').count()).toBe(0);

    await open.ask('audience.saveCamera', { camera: { ...camera!, zones: [] } });
    await until(async () => (await tags()).some((tag) => /\d\d-\d\d|65\+|under 18/.test(tag)));
    for (const tag of await tags())
      expect(tag).toMatch(/^(man|woman|not sure|under 18|[\d+ ·-]|mask|headset)+$/);
  });

  it('a camera that is unplugged is shown as such, and comes back by itself', async () => {
    const { page } = open;
    await page.evaluate(() => {
      const video = document.querySelector('video')!;
      (video.srcObject as MediaStream).getVideoTracks()[0]!.stop();
    });
    await page.getByText('The camera was unplugged').waitFor();
    await page.getByText(/frames\/s/).waitFor();
  });

  it('other views can be looked at meanwhile; the counts are there when it is stopped', async () => {
    const { page } = open;
    await page.keyboard.press('7');
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await page.keyboard.press('3');
    await until(async () => (await tags()).length > 0);
    await page.getByRole('button', { name: 'Stop all cameras' }).click();
    await page.getByText('The camera is off').waitFor();
  });

  it('leaves no picture and no row of a person anywhere', async () => {
    await open.close();
    const pictures = filesBelow(open.home).filter((file) => holdsPicture(readFileSync(file)));
    expect(pictures).toEqual([]);
    await open.start();
    const { cameras } = await settings();
    expect(cameras).toHaveLength(1);
    expect(cameras[0]!.device.id).not.toBe(''); // It keeps to its device after a restart.
  });
});

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile());
}

/** JPEG, PNG, WebP, or a second of raw picture: nothing else that the app writes is so large. */
function holdsPicture(bytes: Buffer): boolean {
  const marks = [Buffer.from([0xff, 0xd8, 0xff]), Buffer.from('\x89PNG', 'latin1'), Buffer.from('WEBP')];
  return marks.some((mark) => bytes.includes(mark));
}
