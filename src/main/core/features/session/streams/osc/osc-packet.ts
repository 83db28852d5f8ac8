import { decode, encode, Message } from 'node-osc';

import { incomingMessage, STREAM_EXPRESSIONS } from '../stream-message.ts';
import type { IncomingMessage, OutgoingMessage } from '../stream-message.ts';

type Argument = { type: 'i' | 'f' | 's'; value: number | string };
const int = (value: number): Argument => ({ type: 'i', value: Math.round(value) });
const float = (value: number): Argument => ({ type: 'f', value });
const text = (value: string): Argument => ({ type: 's', value });
const flag = (value: boolean): Argument => int(value ? 1 : 0);

/** A message as an OSC 1.0 packet; times in milliseconds since the begin of the session. */
export function oscPacket(message: OutgoingMessage, startedMs: number): Buffer {
  return encode(new Message(`/demiface/${message.type}`, ...argumentsOf(message, startedMs)));
}

function argumentsOf(message: OutgoingMessage, startedMs: number): Argument[] {
  switch (message.type) {
    case 'expression': {
      const { capturedMs, probs, label, confidence, isUsable, isTalking } = message;
      return [
        int(capturedMs - startedMs),
        text(label ?? ''),
        float(confidence),
        flag(isUsable),
        flag(isTalking),
        // Without a reading there are none: the receiver sees it by their number.
        ...(probs ? STREAM_EXPRESSIONS.map((expression) => float(probs[expression])) : []),
      ];
    }
    case 'step':
      return [int(message.index), text(message.name)];
    case 'marker':
      return [text(message.name), ...(message.id === undefined ? [] : [text(message.id)])];
    case 'session':
      return [text(message.state)];
    case 'stop':
      return [text(message.id), text(message.reason)];
    case 'heartbeat':
      return [];
  }
}

/** Names of the fields that the arguments of an incoming message are, in their order. */
const FIELDS: Readonly<Record<IncomingMessage['type'], readonly string[]>> = {
  acknowledge: ['id'],
  'step-reached': ['index'],
  marker: ['name'],
  suds: ['value'],
  heartbeat: ['isSafe'],
};
const PREFIX = '/demiface/';
/** No message that we read is longer. */
const MAX_BYTES = 1024;

/** The messages of a packet, a bundle's one after the other. @returns null if any of it cannot be read */
export function readOscPacket(packet: Buffer): IncomingMessage[] | null {
  if (packet.length > MAX_BYTES) return null;
  try {
    return messagesOf(decode(packet) as Decoded);
  } catch {
    return null;
  }
}

type Decoded =
  | { oscType: 'message'; address: string; args: { value: unknown }[] }
  | { oscType: 'bundle'; elements: Decoded[] };

/** @throws ZodError if a message is not of the schema */
function messagesOf(decoded: Decoded): IncomingMessage[] {
  if (decoded.oscType === 'bundle') return decoded.elements.flatMap(messagesOf);
  const type = decoded.address.startsWith(PREFIX) ? decoded.address.slice(PREFIX.length) : '';
  const fields = Object.hasOwn(FIELDS, type) ? FIELDS[type as IncomingMessage['type']] : [];
  const entries = fields.slice(0, decoded.args.length).map((field, i) => {
    const { value } = decoded.args[i]!;
    // OSC 1.0 has no booleans among its types, and many programs send floats only.
    if (field === 'isSafe') return [field, value === true || value === 1];
    return [field, typeof value === 'number' && Number.isFinite(value) ? Math.round(value) : value];
  });
  return [incomingMessage.parse({ type, ...Object.fromEntries(entries) })];
}
