import type { FromCore, ToCore } from '../../ipc/wire.ts';

/** The way to the shell, whose child the core is. */
export interface Port {
  post(message: FromCore): void;
  onMessage(listener: (message: ToCore) => void): void;
  /** The shell is gone. */
  onClose(listener: () => void): void;
}

export function portToShell(): Port {
  if (!process.send) throw new Error('the core is started by the shell');
  return {
    // The end of the shell is handled by onClose: a failed send must not end the core before it has written.
    post: (message) => process.connected && process.send!(message, () => {}),
    onMessage: (listener) => process.on('message', (message) => listener(message as ToCore)),
    onClose: (listener) => process.on('disconnect', listener),
  };
}
