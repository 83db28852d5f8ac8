import { z } from 'zod';
import type { RawData, WebSocket } from 'ws';

import { jsonOf } from '../../../../../../common/json.ts';
import { RateLimit } from '../rate-limit.ts';
import type { IncomingMessage, OutgoingMessage } from '../stream-message.ts';
import { incomingMessage, STREAM_VERSION } from '../stream-message.ts';

/** Why a server ends a connection; the close reason is the key (docs/streams.md). */
const CLOSE_CODES = {
  'session-ended': 1001,
  'settings-changed': 1012,
  'wrong-code': 4401,
  'wrong-token': 4402,
  'no-code': 4403,
  'pair-timeout': 4408,
  'too-many-clients': 4409,
  disconnected: 4410,
  'too-fast': 4429,
} as const;
export type CloseReason = keyof typeof CLOSE_CODES;

/** No message of ours is longer, and none of a client's needs to be. */
export const MAX_MESSAGE_BYTES = 4096;
/** A peer that does not answer that it was closed is cut after this. */
export const CUT_MS = 500;
/** How long a socket may take to pair. */
const PAIR_MS = 5000;
/** Of a client, a second and at once. */
const RATE = [60, 120] as const;
/** Beyond so many bytes on their way, readings are left out: they would be old when they arrive. */
const SLOW_BYTES = 16 * 1024;
/** Beyond so many the client does not read at all: it is cut off, and has to connect again. */
const STUCK_BYTES = 1024 ** 2;

const version = z.literal(STREAM_VERSION);
const firstMessage = z.discriminatedUnion('type', [
  z.object({
    v: version,
    type: z.literal('pair'),
    code: z.string().max(20),
    name: z.string().min(1).max(60),
    role: z.enum(['scene', 'observer']).default('scene'),
  }),
  z.object({ v: version, type: z.literal('resume'), token: z.string().max(100) }),
]);
export type FirstMessage = z.infer<typeof firstMessage>;
const versioned = z.object({ v: version });

export interface SocketHooks {
  /** What came of a socket's first message: it is paired, or closed. */
  onFirst: (message: FirstMessage) => boolean;
  onMessage: (message: IncomingMessage) => void;
  /** @param isGoodbye the client closed the connection itself */
  onClose: (isGoodbye: boolean) => void;
}

/** Reads a client's messages: paired first, no more than the rate, each of the schema; all others are answered with why not. */
export function readSocket(socket: WebSocket, hooks: SocketHooks): void {
  const rate = new RateLimit(...RATE);
  let isPaired = false;
  const timeout = setTimeout(() => closeSocket(socket, 'pair-timeout'), PAIR_MS);
  socket.on('message', (data, isBinary) => {
    if (socket.readyState !== socket.OPEN) return; // Closed by us; the rest is on its way.
    if (!rate.take()) return closeSocket(socket, 'too-fast');
    const given = isBinary ? undefined : jsonOf(textOf(data));
    if (isPaired) {
      const { success, data: message, error } = incomingMessage.safeParse(given);
      const { error: versionError } = versioned.safeParse(given);
      return success && !versionError ? hooks.onMessage(message) : refuse(socket, versionError ?? error!);
    }
    const { success, data: first, error } = firstMessage.safeParse(given);
    if (!success) return refuse(socket, error);
    isPaired = hooks.onFirst(first);
    if (isPaired) clearTimeout(timeout);
  });
  socket.on('close', (code) => {
    clearTimeout(timeout);
    hooks.onClose(!closedByUs.has(socket) && (code === 1000 || code === 1001));
  });
  socket.on('error', () => socket.terminate()); // A message that is too long, or no WebSocket frame.
}

/** @param isAlive whether its heartbeat came; readings wait for nobody */
export function sendTo(
  socket: WebSocket,
  json: string,
  type: OutgoingMessage['type'],
  isAlive: boolean,
): void {
  if (socket.readyState !== socket.OPEN) return;
  if (socket.bufferedAmount > STUCK_BYTES) return socket.terminate();
  if (type === 'expression' && (!isAlive || socket.bufferedAmount > SLOW_BYTES)) return;
  socket.send(json, () => {}); // A failure is reported by `close`.
}

/** Its answer may have the code of a goodbye, and is none. */
const closedByUs = new WeakSet<WebSocket>();

export function closeSocket(socket: WebSocket, reason: CloseReason): void {
  closedByUs.add(socket);
  socket.close(CLOSE_CODES[reason], reason);
  const cut = setTimeout(() => socket.terminate(), CUT_MS);
  socket.once('close', () => clearTimeout(cut));
}

/** Reports to the author of a client what is wrong with a message. */
function refuse(socket: WebSocket, { issues: [issue] }: z.ZodError): void {
  const reason = `${issue!.path.join('.') || 'message'}: ${issue!.message}`;
  socket.send(JSON.stringify({ v: STREAM_VERSION, type: 'refused', reason }), () => {});
}

function textOf(data: RawData): string {
  return (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as ArrayBuffer)).toString('utf8');
}
