/** Pictures of every view and its main states, in both themes and two sizes, with drawn faces and made-up runs. */
import { cpSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { openStore } from '../../../src/main/core/platform/store/store.ts';
import type { Language } from '../../../src/renderer/messages/language.ts';
import { LANGUAGES } from '../../../src/renderer/messages/language.ts';
import { fakeWebcam } from '../fake-webcam.ts';
import type { LaunchedApp } from '../launch.ts';
import { resultOf } from '../launch.ts';
import { writeMadeFaces } from '../made-faces.ts';
import { ROOT } from '../root.ts';
import { openStage } from '../stage.ts';
import { AUDIT_SHOTS } from './audit-shots.ts';
import { Camera } from './camera.ts';
import { DATA_SHOTS } from './data-shots.ts';
import { afternoonZone, fillAudience } from './fill-audience.ts';
import { fillLab } from './fill-lab.ts';
import { LAB_SHOTS } from './lab-shots.ts';
import { FIRST_SHOTS, FRAME_SHOTS, MODEL_SHOTS } from './other-shots.ts';
import type { Scene, Shot } from './shot.ts';
import { STORE_SETTINGS_SHOTS } from './store-settings-shots.ts';
import { INSIGHTS_SHOTS, KIOSK_SHOTS, RECORDINGS_SHOTS, STORE_SHOTS } from './store-shots.ts';

const HELP = `Usage: npm run screenshots [-- [--language de] <folder>]

Pictures of every view into a folder (runs/screenshots), each in light and dark, 1280 and 1920 pixels wide.
It starts the app in a window of its own and trains a few small runs: about five minutes.`;

const note = (text: string) => process.stderr.write(`${text}\n`);

async function main(folder: string, language: Language): Promise<void> {
  const stage = await openStage(note, language);
  const camera = new Camera(folder);
  let open: LaunchedApp | undefined;
  try {
    const faces = join(stage.home, 'faces', 'drawn');
    const lost = join(stage.home, 'faces', 'second-camera');
    await writeMadeFaces(faces, [900, 160, 160]);
    cpSync(faces, lost, { recursive: true });
    const scene = (): Scene => ({ open: open!, faces, lost });
    const takeAll = async (shots: readonly Shot[]) => {
      for (const { name, go } of shots) {
        note(name);
        try {
          await go(scene());
          await camera.take(open!, name);
        } catch (error) {
          // The others are still wanted.
          note(`error: ${name} was not taken: ${(error as Error).message.split('\n')[0]}`);
          process.exitCode = 1;
        }
      }
    };
    open = await stage.launch();
    await takeAll(FIRST_SHOTS);
    await open.close();
    fillLab(openStore(stage.database));
    const webcam = await fakeWebcam(join(stage.home, 'webcam.mjpeg'));
    open = await stage.launch(webcam);
    await takeAll([...DATA_SHOTS, ...LAB_SHOTS, ...MODEL_SHOTS]);
    await takeAll([...STORE_SETTINGS_SHOTS, ...AUDIT_SHOTS]);
    const before = await resultOf(open.ask('audience.settings', {}));
    const sites = before.sites.map((site) => ({ ...site, timeZone: afternoonZone() }));
    const settings = await resultOf(open.ask('audience.set', { settings: { ...before, sites } }));
    await open.close();
    await fillAudience(openStore(stage.database), settings);
    open = await stage.launch(webcam);
    await takeAll([...STORE_SHOTS, ...INSIGHTS_SHOTS, ...RECORDINGS_SHOTS, ...FRAME_SHOTS]);
    await open.close();
    open = await stage.launch([...webcam, '--kiosk']);
    await takeAll(KIOSK_SHOTS);
    note(`${camera.taken} pictures are in ${folder}`);
  } finally {
    await open?.close();
    stage.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' }, language: { type: 'string', default: 'en' } },
});
const language = LANGUAGES.find((one) => one === values.language);
if (values.help || !language) note(HELP);
else await main(resolve(positionals[0] ?? join(ROOT, 'runs', 'screenshots')), language);
