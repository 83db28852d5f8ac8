import type { TestProject } from 'vitest/node';

import { buildApp } from '../../scripts/app/build.ts';
import { bringElectron } from '../../scripts/app/electron.ts';
import { ensureWindowSystem } from '../../scripts/app/system.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The Electron that windows are tested in; empty where there is none, with the reason. */
    electron: { program: string; reason: string };
  }
}

/** Builds the app and brings an Electron and a virtual display before the first test; without them tests of windows are skipped. */
export default async function setup(project: TestProject): Promise<void> {
  const note = (text: string) => console.error(text);
  await buildApp(note); // A page that cannot be built is a fault, not a lack.
  try {
    const { program } = await bringElectron(note);
    await ensureWindowSystem(program, note, { virtualDisplay: true });
    project.provide('electron', { program, reason: '' });
  } catch (error) {
    const reason = (error as Error).message;
    note(`Windows are not tested: ${reason}`);
    project.provide('electron', { program: '', reason });
  }
}
