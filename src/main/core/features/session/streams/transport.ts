import type { IncomingMessage, OutgoingMessage } from './stream-message.ts';

/** Someone who receives: a VR program, or an observer. */
export interface Receiver {
  readonly id: number;
  readonly name: string;
  readonly role: 'scene' | 'observer';
}

export interface TransportListeners {
  onMessage: (from: Receiver, message: IncomingMessage) => void;
  /** A scene can be reached now: it is new, or it is back. */
  onJoined: () => void;
  /** The state that is shown changed. */
  onChange: () => void;
}

/** A way to send to receivers and to hear from them. No method throws or waits for the network. */
export interface Transport {
  send(message: OutgoingMessage): void;
  close(reason: 'session-ended' | 'settings-changed'): Promise<void>;
}
