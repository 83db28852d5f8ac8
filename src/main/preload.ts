import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type { Bridge, ChannelName, EventName, Payload, Result, Refusal } from './ipc/contract.ts';
import { CHANNELS, EVENTS } from './ipc/contract.ts';
import { eventName, requestName } from './ipc/wire.ts';

/** All that a page can do: ask on a channel of the contract, listen to an event of the contract. */
const bridge: Bridge = {
  request<C extends ChannelName>(channel: C, payload: Payload<C>) {
    if (!Object.hasOwn(CHANNELS, channel))
      return Promise.resolve({ refused: { code: 'payload', message: 'no such channel' } });
    return ipcRenderer.invoke(requestName(channel), payload) as Promise<
      { ok: Result<C> } | { refused: Refusal }
    >;
  },
  on(event: EventName, listener: (payload: never) => void) {
    if (!Object.hasOwn(EVENTS, event)) throw new Error('no such event');
    const heard = (_: unknown, payload: unknown) => listener(payload as never);
    ipcRenderer.on(eventName(event), heard);
    return () => ipcRenderer.off(eventName(event), heard);
  },
  // Older runtimes have no webUtils; there a file says its path itself.
  pathOf: (file: File) =>
    (webUtils as typeof webUtils | undefined)?.getPathForFile(file) ??
    (file as File & { path?: string }).path ??
    '',
};

contextBridge.exposeInMainWorld('demiface', bridge);
