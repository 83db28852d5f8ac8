import { contextBridge, ipcRenderer, webUtils } from 'electron';

import type {
  Bridge,
  ChannelName,
  DropPurpose,
  EventName,
  Payload,
  PickedPath,
  Refusal,
  Result,
} from '../ipc/contract.ts';
import { CHANNELS, EVENTS } from '../ipc/contract.ts';
import { guardClipboard } from './clipboard-guard.ts';
import { DROPPED, eventName, requestName } from '../ipc/wire.ts';

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
    const onEvent = (_: unknown, payload: unknown) => listener(payload as never);
    ipcRenderer.on(eventName(event), onEvent);
    return () => ipcRenderer.off(eventName(event), onEvent);
  },
  dropped<P extends DropPurpose>(file: File, purpose: P) {
    const path = pathOf(file);
    if (path === '') return Promise.resolve(null);
    return ipcRenderer.invoke(DROPPED, path, purpose) as Promise<PickedPath<P>>;
  },
};

/** Empty for what a script made: Chromium has the path only of files that came from the system. */
function pathOf(file: File): string {
  try {
    if (webUtils as typeof webUtils | undefined) return webUtils.getPathForFile(file);
    // Older runtimes: the getter of real files, never a property that a page put on an object.
    const path: unknown = Object.getOwnPropertyDescriptor(File.prototype, 'path')?.get?.call(file);
    return typeof path === 'string' ? path : '';
  } catch {
    return '';
  }
}

guardClipboard(window);
contextBridge.exposeInMainWorld('demiface', bridge);
