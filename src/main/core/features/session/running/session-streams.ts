import type { Streams } from '../streams/streams.ts';

/** The streams to VR programs, as far as a session needs them. No method but `open` and `close` waits for the network. */
export type SessionStreams = Pick<
  Streams,
  'open' | 'close' | 'isOpen' | 'isSceneSafe' | 'send' | 'onIncoming' | 'onJoined'
> & {
  stop(): Pick<ReturnType<Streams['stop']>, 'onChange' | 'end'>;
};
