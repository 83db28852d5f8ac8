/** Set-up shared by every command: runs on any Node from 20 on, needs nothing installed, skips what is done. */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { pinnedNodePath } from './pinned-node.mjs';

export const root = join(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '..');
const stamp = join(root, 'node_modules', '.demiface-setup');
const NODE_MAJOR = 24;
/** Of a child that a signal ended. */
const EXIT_CODES = { SIGINT: 130, SIGABRT: 134, SIGKILL: 137, SIGSEGV: 139, SIGTERM: 143 };
/** These a person sent. */
const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

function fail(message) {
  process.stderr.write(`error: missing: ${message}\n`);
  process.exit(1);
}

const sha256 = (data) => createHash('sha256').update(data).digest('hex');

/** Installs the packages of the lockfile unless they are there already; two commands at once install them once. */
export function installPackages() {
  const lock = sha256(readFileSync(join(root, 'package-lock.json')));
  const isInstalled = () => existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;
  if (isInstalled()) return;
  alone(() => {
    if (!isInstalled()) runNpm(lock);
  });
}

/** Runs the work while no other process does: two `npm ci` in one folder leave it damaged. */
function alone(work) {
  const file = join(tmpdir(), `demiface-setup-${sha256(root).slice(0, 16)}`);
  for (let isTold = false; !hold(file); isTold = true) {
    if (!isTold) process.stderr.write(`Waiting for another set-up of this folder (${file}) …\n`);
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
  }
  process.once('exit', () => rmSync(file, { force: true }));
  work();
  rmSync(file, { force: true });
}

/** Whether the file names this process now; that of a process which has ended is removed. */
function hold(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (error.code !== 'EEXIST') throw error;
  }
  try {
    const owner = Number(readFileSync(file, 'utf8'));
    // A file without a number is just being written, unless it is old.
    if (owner > 0 ? !isAlive(owner) : statSync(file).mtimeMs < Date.now() - 10_000)
      rmSync(file, { force: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  return false;
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function runNpm(lock) {
  process.stderr.write('Installing packages (once, about half a minute) …\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, error, stderr } = spawnSync(npm, ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'pipe'],
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (error) fail(`npm cannot be started (${error.message}); install it with Node: apt-get install -y npm`);
  if (status !== 0)
    fail(`npm ci failed: ${stderr.split('\n').slice(0, 4).join(' ').trim() || `exit code ${status}`}`);
  writeFileSync(stamp, lock);
}

/** The Node that everything runs on: the pinned one from the lockfile, else this one if it is new enough. */
export function pinnedNode() {
  const pinned = pinnedNodePath(root);
  if (existsSync(pinned)) return pinned;
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) return process.execPath;
  return fail(
    `Node ${process.versions.node} found, ${NODE_MAJOR} or newer expected on ${process.platform} ${process.arch}`,
  );
}

/** Lets this process, its threads and its children keep what Node compiles: every later start takes half the time. */
export function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= join(root, 'node_modules', '.cache', 'compiled');
  module.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);
}

/**
 * Runs a program of node_modules or a file of ours on the pinned Node and ends with its exit code.
 * @param isTied the child is given a channel and ends when this process does, even killed (src/cli/index.ts)
 */
export function runOnPinnedNode(args, { isTied = false } = {}) {
  keepCompiled();
  const node = pinnedNode();
  const path = `${join(node, '..')}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`;
  const stdio = isTied ? ['inherit', 'inherit', 'inherit', 'ipc'] : 'inherit';
  const child = spawn(node, args, { stdio, env: { ...process.env, PATH: path } });
  child.on('error', (error) => fail(`Node cannot be started: ${error.message}`));
  child.on('exit', (status, signal) => {
    if (signal !== null && !STOP_SIGNALS.includes(signal))
      process.stderr.write(
        `error: killed: the process was ended by ${signal}, often because memory ran out: close other programs or lower the batch size, then start again\n`,
      );
    process.exit(status ?? EXIT_CODES[signal] ?? 1);
  });
  // This process waits until the child has ended cleanly. A terminal's Ctrl-C reaches the child by itself.
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGTERM'));
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill('SIGTERM'));
}
