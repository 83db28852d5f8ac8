import type { CoreChannel, CorePayload, EventName, Events, Refusal, Result } from './contract.ts';

/** What the shell and the core say to each other, over whatever joins them. */
export type ToCore =
  | { kind: 'request'; id: number; channel: CoreChannel; payload: CorePayload<CoreChannel> }
  /** Finish what is being written and end. */
  | { kind: 'close' };

export type FromCore =
  | { kind: 'ready' }
  /** The store cannot be opened; nothing but `store.repair` is answered. */
  | { kind: 'unusable'; problem: Refusal }
  | { kind: 'result'; id: number; result: Result<CoreChannel> }
  | { kind: 'refused'; id: number; refusal: Refusal }
  | { kind: 'event'; event: EventName; payload: Events[EventName] };

/** Where the window's channels and events pass. */
export const requestName = (channel: string) => `demiface:request:${channel}`;
/** Where the preload script registers what was dropped. Not a channel: a page cannot send on it. */
export const DROPPED = 'demiface:dropped';
export const eventName = (event: string) => `demiface:event:${event}`;
