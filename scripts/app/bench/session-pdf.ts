/** How long the report of a session of an hour takes until it is a PDF; `demiface bench session --pdf` runs it. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import {
  addSampleClient,
  SAMPLE_PASSPHRASE,
} from '../../../src/main/core/features/session/report/bench/sample-client.ts';
import { pickSave } from '../dialogs.ts';
import { resultOf } from '../launch.ts';
import { openStage } from '../stage.ts';

const stage = await openStage((text) => process.stderr.write(`${text}\n`));
/** Nothing is saved into the home of the app. */
const folder = mkdtempSync(join(tmpdir(), 'demiface-bench-'));
try {
  const ref = await addSampleClient(stage.home);
  const open = await stage.launch();
  try {
    await resultOf(
      open.ask('clients.unlock', { proof: { kind: 'passphrase', passphrase: SAMPLE_PASSPHRASE } }),
    );
    for (const form of ['page', 'long'] as const) {
      const path = join(folder, `${form}.pdf`);
      const token = await pickSave(open, path);
      const start = performance.now();
      await resultOf(open.ask('session.savePdf', { ...ref, form, language: 'en', path: token }));
      const ms = (performance.now() - start).toFixed(0);
      process.send?.(`PDF, ${form}: ${ms} ms, ${(statSync(path).size / 1024).toFixed(0)} kB`);
    }
  } finally {
    await open.close();
  }
} finally {
  stage.close();
  rmSync(folder, { recursive: true, force: true });
}
process.disconnect?.();
