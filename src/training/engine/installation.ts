import { execFile } from 'node:child_process';
import { createWriteStream, existsSync, readdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { openPromise } from 'yauzl';

import { landFolder, PARTIAL } from '../../common/files/atomic.ts';
import { DemifaceError } from '../../common/error.ts';
import { makeFolder } from '../../common/files/make-folder.ts';
import { downloadWheel } from '../../common/files/pip-wheel.ts';
import { cacheFolder } from '../../artifact/places.ts';
import type { CodedMessage } from '../../messages/message.ts';
import { message } from '../../messages/message.ts';
import { ensurePrograms } from './system-packages.ts';

const run = promisify(execFile);
const require = createRequire(import.meta.url);

const TENSORFLOW_VERSION = '2.21.0';
const WHEEL_SHA256 = '2b847d217b02ee7731ed91431daf3250daa0196c3c94614d23be27232e6e5b6c';
const NODE_API_VERSION = 8;

const packageFolder = dirname(require.resolve('@tensorflow/tfjs-node-gpu/package.json'));
const packageVersion = (require('@tensorflow/tfjs-node-gpu/package.json') as { version: string }).version;

/** Where the addon that we build lives: outside node_modules, named by the versions that went into it. */
function builtFolder(): string {
  const name = `tensorflow-${TENSORFLOW_VERSION}-binding-${packageVersion}-${process.platform}-${process.arch}`;
  return join(cacheFolder(), 'engine', name);
}

/** The addon's file if one is installed: by the package's own installer, or built by us. */
export function findAddon(): string | undefined {
  const installed = join(packageFolder, 'lib', `napi-v${NODE_API_VERSION}`, 'tfjs_binding.node');
  const built = join(builtFolder(), 'tfjs_binding.node');
  return [installed, built].find((path) => existsSync(path));
}

/** Name of the little addon that lies beside the one we build (quiet.c). */
export const MUTE_ADDON = 'quiet.node';

/** True if a process of its own can load the addon: a broken library must not take this process along. */
export async function canLoadAddon(addon: string): Promise<boolean> {
  try {
    await run(process.execPath, ['-e', `require(${JSON.stringify(addon)})`], { timeout: 120_000 });
    return true;
  } catch {
    return false;
  }
}

export interface InstallOptions {
  note: (message: CodedMessage) => void;
  /** Builds again even if an addon is there. */
  repair?: boolean;
  signal?: AbortSignal;
}

/**
 * Brings TensorFlow's library and the addon that binds it: by the package's own installer, and where that
 * cannot download its library, built against the TensorFlow wheel (a minute, once per machine).
 * @returns the addon's file
 * @throws DemifaceError `engine` or `missing` when neither way works here
 */
export async function installTensorFlow(options: InstallOptions): Promise<string> {
  const present = findAddon();
  if (present !== undefined && options.repair !== true) return present;
  if (present !== undefined && (await canLoadAddon(present))) {
    options.note(message('engine.whole'));
    return present;
  }
  options.note(message('engine.ownInstaller'));
  const installed = await runOwnInstaller(options);
  if (installed !== undefined) return installed;
  options.note(message('engine.wheel'));
  return buildAgainstWheel(options);
}

async function runOwnInstaller({ signal }: InstallOptions): Promise<string | undefined> {
  const bin = join(packageFolder, '..', '..', '.bin');
  const env = { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` };
  try {
    await run(process.execPath, ['scripts/install.js', 'gpu', 'download'], {
      cwd: packageFolder,
      env,
      timeout: 15 * 60_000,
      ...(signal ? { signal } : {}),
    });
  } catch {
    if (signal?.aborted) throw new DemifaceError('interrupted', message('engine.setUpStopped'));
  }
  const addon = join(packageFolder, 'lib', `napi-v${NODE_API_VERSION}`, 'tfjs_binding.node');
  if (existsSync(addon) && (await canLoadAddon(addon))) return addon;
  for (const leftover of ['lib', 'deps'])
    rmSync(join(packageFolder, leftover), { recursive: true, force: true });
  return undefined;
}

async function buildAgainstWheel(options: InstallOptions): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new DemifaceError(
      'engine',
      message('engine.noLibrary', { platform: process.platform, arch: process.arch }),
    );
  await ensurePrograms(
    [
      { probe: ['c++', '--version'], debianPackage: 'g++' },
      { probe: ['cc', '--version'], debianPackage: 'gcc' },
      { probe: ['python3', '-m', 'pip', '--version'], debianPackage: 'python3-pip' },
    ],
    options.note,
  );
  const target = builtFolder();
  const work = join(dirname(target), `.${basename(target)}-${process.pid}${PARTIAL}`);
  makeFolder(work);
  removeAbandoned(dirname(target));
  try {
    const wheel = await tensorflowWheel(work, options);
    options.note(message('engine.unpacking'));
    await unpack(wheel, work);
    rmSync(wheel);
    options.note(message('engine.compiling'));
    await compile(work, options.signal);
    rmSync(join(work, 'include'), { recursive: true });
    if (!(await canLoadAddon(join(work, 'tfjs_binding.node'))))
      throw new DemifaceError('engine', message('engine.notLoading'));
    landFolder(work, target);
  } catch (error) {
    rmSync(work, { recursive: true, force: true });
    if (options.signal?.aborted) throw new DemifaceError('interrupted', message('engine.setUpStopped'));
    if (error instanceof DemifaceError) throw error;
    throw new DemifaceError('engine', message('engine.buildFailed', { error: lastLine(error) }), {
      cause: error,
    });
  }
  options.note(message('engine.ready'));
  return join(target, 'tfjs_binding.node');
}

/** Deletes what set-ups that no longer run have left behind. */
function removeAbandoned(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = /-(\d+)\.partial$/.exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}

async function tensorflowWheel(work: string, { note, signal }: InstallOptions): Promise<string> {
  note(message('engine.downloading'));
  const pinned = {
    requirement: `tensorflow-cpu==${TENSORFLOW_VERSION}`,
    sha256: WHEEL_SHA256,
    platform: 'manylinux_2_27_x86_64',
    pythonVersion: '311',
  };
  const wheel = await downloadWheel(work, pinned, signal);
  if (wheel === undefined) throw new DemifaceError('engine', message('engine.noWheel'));
  return wheel;
}

const LIBRARY = /^tensorflow\/(libtensorflow_(?:cc|framework)\.so\.2)$/;
const HEADER = /^tensorflow\/(include\/(?:tensorflow\/(?:c|core\/platform|tsl)|tsl|xla\/tsl)\/.*\.h)$/;

async function unpack(wheel: string, work: string): Promise<void> {
  const zip = await openPromise(wheel);
  try {
    for await (const entry of zip.eachEntry()) {
      const name = LIBRARY.exec(entry.fileName)?.[1] ?? HEADER.exec(entry.fileName)?.[1];
      if (name === undefined) continue;
      const path = join(work, name);
      makeFolder(dirname(path));
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
    }
  } finally {
    zip.close();
  }
}

async function compile(work: string, signal: AbortSignal | undefined): Promise<void> {
  const headers = (require('node-api-headers') as { include_dir: string }).include_dir;
  const args = ['-O2', '-shared', '-fPIC', `-DNAPI_VERSION=${NODE_API_VERSION}`, '-I', headers];
  const include = ['-std=c++17', '-I', join(work, 'include'), '-I', packageFolder];
  const sources = ['tfjs_backend.cc', 'tfjs_binding.cc'].map((name) => join(packageFolder, 'binding', name));
  const libraries = ['libtensorflow_cc.so.2', 'libtensorflow_framework.so.2'].map((name) => join(work, name));
  const output = ['-Wl,-rpath,$ORIGIN', '-o', join(work, 'tfjs_binding.node')];
  const options = signal ? { signal } : {};
  await run('c++', [...args, ...include, ...sources, ...libraries, ...output], options);
  const quiet = join(import.meta.dirname, 'quiet.c');
  await run('cc', [...args, quiet, '-o', join(work, MUTE_ADDON)], options);
}

function lastLine(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string };
  const lines = (stderr?.trim() || message || String(error)).split('\n');
  return lines.find((line) => /error/i.test(line)) ?? lines.at(-1) ?? 'no reason given';
}
