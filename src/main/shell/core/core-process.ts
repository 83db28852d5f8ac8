import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { utilityProcess } from 'electron';

import { pinnedNodePath } from '../../../../scripts/pinned-node.mjs';
import { makeFolder } from '../../../common/files/make-folder.ts';
import { cacheFolder } from '../../../artifact/places.ts';
import type { FromCore, ToCore } from '../../ipc/wire.ts';

/** A core that was started. */
export interface CoreConnection {
  /** Where it runs, for the log. */
  readonly kind: 'utility' | 'child';
  post(message: ToCore): void;
  kill(): void;
}

interface Listeners {
  onMessage: (message: FromCore) => void;
  onEnd: (code: number | null) => void;
}

/** Node-API 10 modules need it, and it runs TypeScript as it is. */
const NODE_MAJOR = 24;

/**
 * Starts the core: as a utility process where Electron's own Node can load the native modules, else as a child under a
 * Node that can.
 * @param entry its first file
 * @param node a Node 24; needed where Electron's is older
 */
export function startCore(
  { entry, node, args }: { entry: string; node: string | undefined; args: readonly string[] },
  { onMessage, onEnd }: Listeners,
): CoreConnection {
  if (Number(process.versions.node.split('.')[0]) >= NODE_MAJOR) {
    const core = utilityProcess.fork(entry, [...args], { serviceName: 'demiface core', stdio: 'inherit' });
    core.on('message', onMessage);
    core.on('exit', onEnd);
    return { kind: 'utility', post: (message) => core.postMessage(message), kill: () => core.kill() };
  }
  if (node === undefined) throw new Error(`Node ${NODE_MAJOR} is needed for the core; none was named`);
  const core = fork(entry, [...args], {
    execPath: node,
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // What Node has compiled once it keeps: its start is what the window waits for.
    env: {
      ...compileCache(),
      ...process.env,
      ELECTRON_RUN_AS_NODE: undefined,
      NODE_OPTIONS: undefined,
    },
  });
  core.on('message', (message) => onMessage(message as FromCore));
  core.on('exit', onEnd);
  core.on('error', () => onEnd(null));
  return {
    kind: 'child',
    post: (message) => core.connected && core.send(message),
    kill: () => core.kill('SIGKILL'),
  };
}

/** Not where its folder cannot be made: Node would try for ever. */
function compileCache(): NodeJS.ProcessEnv {
  const folder = join(cacheFolder(), 'compiled');
  try {
    makeFolder(folder);
    return { NODE_COMPILE_CACHE: folder };
  } catch {
    return {};
  }
}

/** The Node 24 of the lockfile beside the app's source; undefined where there is none, as in a packaged app, whose Electron is new enough. */
export function nodeBeside(appFolder: string): string | undefined {
  const named = process.env['DEMIFACE_NODE'];
  if (named !== undefined) return named;
  const pinned = pinnedNodePath(appFolder);
  return existsSync(pinned) ? pinned : undefined;
}
