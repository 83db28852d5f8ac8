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
import { fillSessions } from './fill-sessions.ts';
import { SESSION_FIRST_SHOTS, SESSION_SHOTS } from './session-shots.ts';
import type { Scene, Shot } from './shot.ts';
import { STORE_SETTINGS_SHOTS } from './store-settings-shots.ts';
import { INSIGHTS_SHOTS, KIOSK_SHOTS, RECORDINGS_SHOTS, STORE_SHOTS } from './store-shots.ts';

const HELP = `Usage: npm run screenshots [-- [--language de] [--part session] <folder>]

Pictures of every view into a folder (runs/screenshots), each in light and dark, 1280 and 1920 pixels wide; of one part alone: first, session, lab or store.
It starts the app in a window of its own and trains a few small runs: about five minutes.`;

/** The second window of a session. */
const displayOf = (open: LaunchedApp): LaunchedApp => ({
  ...open,
  page: open.app.windows().find((page) => page.url().endsWith('#session-display'))!,
});

const note = (text: string) => process.stderr.write(`${text}\n`);

const PARTS = ['first', 'session', 'lab', 'store'] as const;
type Part = (typeof PARTS)[number];

async function main(folder: string, language: Language, parts: ReadonlySet<Part>): Promise<void> {
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
      for (const { name, go, isDisplay } of shots) {
        note(name);
        try {
          await go(scene());
          if (isDisplay) await camera.takeDisplay(displayOf(open!), name);
          else await camera.take(open!, name);
        } catch (error) {
          // The others are still wanted.
          note(`error: ${name} was not taken: ${(error as Error).message.split('\n')[0]}`);
          process.exitCode = 1;
        }
      }
    };
    const webcam = await fakeWebcam(join(stage.home, 'webcam.mjpeg'));
    const launched = async (args: readonly string[], ...lists: (readonly Shot[])[]) => {
      open = await stage.launch(args);
      await takeAll(lists.flat());
    };
    if (parts.has('first')) await launched([], FIRST_SHOTS);
    if (parts.has('session')) {
      await open?.close();
      await launched([], SESSION_FIRST_SHOTS);
      await open?.close();
      await fillSessions(stage.home, language);
      await launched(webcam, SESSION_SHOTS);
    }
    await open?.close();
    if (parts.has('lab')) {
      fillLab(openStore(stage.database));
      await launched(webcam, DATA_SHOTS, LAB_SHOTS, MODEL_SHOTS);
      await open?.close();
    }
    if (parts.has('store')) {
      await launched(webcam, STORE_SETTINGS_SHOTS, AUDIT_SHOTS);
      const { cameras: _, ...before } = await resultOf(open!.ask('audience.settings', {}));
      const sites = before.sites.map((site) => ({ ...site, timeZone: afternoonZone() }));
      const settings = await resultOf(open!.ask('audience.set', { settings: { ...before, sites } }));
      await open?.close();
      await fillAudience(openStore(stage.database), settings);
      await launched(webcam, STORE_SHOTS, INSIGHTS_SHOTS, RECORDINGS_SHOTS, FRAME_SHOTS);
      await open?.close();
      await launched([...webcam, '--kiosk'], KIOSK_SHOTS);
    }
    note(`${camera.taken} pictures are in ${folder}`);
  } finally {
    await open?.close();
    stage.close();
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    help: { type: 'boolean', short: 'h' },
    language: { type: 'string', default: 'en' },
    part: { type: 'string' },
  },
});
const language = LANGUAGES.find((one) => one === values.language);
const part = PARTS.find((one) => one === values.part);
if (values.help || !language || (values.part !== undefined && !part)) note(HELP);
else {
  const folder = resolve(positionals[0] ?? join(ROOT, 'runs', 'screenshots'));
  await main(folder, language, new Set(part ? [part] : PARTS));
}
