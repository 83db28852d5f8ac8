import { homedir, platform } from 'node:os';
import { join, resolve } from 'node:path';

import { DemifaceError } from '../common/error.ts';
import { message } from '../messages/message.ts';

/** An empty name is a slip, such as of a variable that is not set, and must not lead to the person's own folder. */
function chosenFolder(variable: 'DEMIFACE_CACHE' | 'DEMIFACE_HOME'): string | undefined {
  const chosen = process.env[variable];
  if (chosen?.trim() === '') throw new DemifaceError('usage', message('files.emptyVariable', { variable }));
  return chosen === undefined ? undefined : resolve(chosen);
}

/** Folder for what can be made again (prepared pictures, engine parts). `DEMIFACE_CACHE` moves it. @throws DemifaceError `usage` */
export function cacheFolder(): string {
  const chosen = chosenFolder('DEMIFACE_CACHE');
  if (chosen !== undefined) return chosen;
  if (platform() === 'win32')
    return join(process.env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local'), 'demiface', 'cache');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Caches', 'demiface');
  return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'demiface');
}

/** Folder for the app's own data (runs, models, database). `DEMIFACE_HOME` moves it. @throws DemifaceError `usage` */
export function homeFolder(): string {
  const chosen = chosenFolder('DEMIFACE_HOME');
  if (chosen !== undefined) return chosen;
  if (platform() === 'win32')
    return join(process.env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming'), 'demiface');
  if (platform() === 'darwin') return join(homedir(), 'Library', 'Application Support', 'demiface');
  return join(process.env['XDG_DATA_HOME'] ?? join(homedir(), '.local', 'share'), 'demiface');
}

/** Folder of what comes with the program: models, detectors, a sample clip. */
export function resourcesFolder(): string {
  return join(import.meta.dirname, '..', '..', 'resources');
}

/** Folder of the models that ship, one folder each, named `<task>.<visible>`. */
export function shippedModels(): string {
  return join(resourcesFolder(), 'models');
}

/** A folder of pictures, one a second of a clip. */
export function shippedClip(): string {
  return join(resourcesFolder(), 'clip');
}
