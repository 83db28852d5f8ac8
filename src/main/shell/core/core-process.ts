import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { pinnedNodePath } from '../../../../scripts/pinned-node.mjs';
import { makeFolder } from '../../../common/files/make-folder.ts';
import { cacheFolder } from '../../../artifact/places.ts';
import type { FromCore, ToCore } from '../../ipc/wire.ts';

/** A core that was started. */
export interface CoreConnection {
  post(message: ToCore): void;
  kill(): void;
}

interface Listeners {
  onMessage: (message: FromCore) => void;
  onEnd: (code: number | null) => void;
}

/**
 * Starts the core as a child under the pinned Node, packaged or not: Electron's own Node runs no core and no job.
 * @param entry its first file
 * @param node the pinned Node
 * @throws Error where there is none
 */
export function startCore(
  { entry, node, args }: { entry: string; node: string | undefined; args: readonly string[] },
  { onMessage, onEnd }: Listeners,
): CoreConnection {
  if (node === undefined) throw new Error('the pinned Node is needed for the core; none was found');
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

/** What the core is started from. */
export interface CorePlace {
  /** Holds `src`, `resources`, `node_modules` and the pinned Node: the project, or what a package carries beside its asar. */
  readonly folder: string;
  /** Undefined where there is none. */
  readonly node: string | undefined;
}

/** A packaged app runs what it carries and nothing that the environment names. */
export function corePlace(app: { isPackaged: boolean; getAppPath(): string }, resources: string): CorePlace {
  const folder = app.isPackaged ? join(resources, 'core') : app.getAppPath();
  const named = app.isPackaged ? undefined : process.env['DEMIFACE_NODE'];
  const pinned = pinnedNodePath(folder);
  return { folder, node: named ?? (existsSync(pinned) ? pinned : undefined) };
}
