import { isAbsolute } from 'node:path';

import { ipcMain } from 'electron';
import type { IpcMainInvokeEvent } from 'electron';

import { messageOf } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import type { ChannelName, DropPurpose, Payload, PickedPath, Refusal, Result } from './contract.ts';
import { CHANNELS } from './contract.ts';
import { payloadFault } from './payload-fault.ts';
import { PAYLOADS } from './payloads.ts';
import { Refused } from './refused.ts';
import { DROPPED, requestName } from './wire.ts';

/** Requests that are answered at once. A page of ours has a few dozen; a flood would take the memory of shell and core. */
const MAX_IN_FLIGHT = 1000;
/** Letters of a refusal's reason: a form names every key that it does not have. */
const LONGEST_REASON = 300;

/** Channels whose payloads hold bytes. */
const WITH_BYTES: ReadonlySet<ChannelName> = new Set([
  'audience.frame',
  'live.frame',
  'live.saveSnapshot',
  'retrain.frame',
  'session.frame',
]);

/** Answers a valid request. @throws Refused */
export type Handler = <C extends ChannelName>(channel: C, payload: Payload<C>) => Promise<Result<C>>;

/**
 * Every channel is registered here alone, its sender and its payload are checked here, and what fails is
 * refused with a code.
 * @param isOurs whether a request comes from our own page
 */
export function registerChannels(isOurs: (event: IpcMainInvokeEvent) => boolean, answer: Handler): void {
  let inFlight = 0;
  for (const channel of Object.keys(CHANNELS) as ChannelName[])
    ipcMain.handle(requestName(channel), async (event, payload: unknown) => {
      if (!isOurs(event)) return refused('sender', message('app.foreignPage'));
      const fault = payloadFault(payload, WITH_BYTES.has(channel));
      if (fault !== null) return refused('payload', message('app.wrongRequest', { channel, fault }));
      const parsed = PAYLOADS[channel].safeParse(payload);
      if (!parsed.success) {
        const [issue] = parsed.error.issues;
        const fault = `${issue!.path.join('.') || 'payload'}: ${issue!.message}`.slice(0, LONGEST_REASON);
        return refused('payload', message('app.wrongRequest', { channel, fault }));
      }
      if (inFlight >= MAX_IN_FLIGHT) return refused('busy', message('app.tooManyRequests'));
      inFlight++;
      try {
        return { ok: await answer(channel, parsed.data) };
      } catch (error) {
        if (error instanceof Refused) return { refused: error.refusal };
        return refused('internal', messageOf(error));
      } finally {
        inFlight--;
      }
    });
}

/** What a dropped file or folder may be used for. */
const DROP_PURPOSES: readonly DropPurpose[] = ['open-folder', 'clip'];

/**
 * The way of dropped files: the preload script resolves their paths, and the page gets a token.
 * @param hand makes the token
 */
export function registerDrops(
  isOurs: (event: IpcMainInvokeEvent) => boolean,
  hand: (path: string, purpose: DropPurpose) => PickedPath<DropPurpose>,
): void {
  ipcMain.handle(DROPPED, (event, path: unknown, purpose: unknown) => {
    const isPath = typeof path === 'string' && isAbsolute(path) && !path.includes('\0');
    const known = DROP_PURPOSES.find((one) => one === purpose);
    return isOurs(event) && isPath && known ? hand(path, known) : null;
  });
}

function refused(code: Refusal['code'], reason: Refusal['message']): { refused: Refusal } {
  return { refused: { code, message: reason } };
}
