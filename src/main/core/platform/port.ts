import type { FromCore, ToCore } from '../../ipc/wire.ts';

/** The way to the shell, whichever kind of process the core runs as. */
export interface Port {
  post(message: FromCore): void;
  onMessage(listener: (message: ToCore) => void): void;
  /** The shell is gone. */
  onClose(listener: () => void): void;
}

/** What Electron puts on `process` in a utility process. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): void;
}

export function portToShell(): Port {
  const { parentPort } = process as { parentPort?: ParentPort };
  if (parentPort)
    return {
      post: (message) => parentPort.postMessage(message),
      onMessage: (listener) => parentPort.on('message', ({ data }) => listener(data as ToCore)),
      onClose: () => {}, // Electron ends a utility process with its app.
    };
  if (!process.send) throw new Error('the core is started by the shell');
  return {
    // The end of the shell is handled by onClose: a failed send must not end the core before it has written.
    post: (message) => process.connected && process.send!(message, () => {}),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToCore)),
    onClose: (listener) => process.on('disconnect', listener),
  };
}
