/**
 * The VR program of `demiface bench stream`: pairs over WebSocket, listens to OSC, acknowledges every stop on the way that it
 * came, answers every reading with a marker, and reports when each came. Shares no code with the core.
 */
import { createSocket } from 'node:dgram';

export interface ClientOptions {
  readonly url: string;
  readonly code: string;
  readonly oscPort: number;
  readonly answerPort: number;
}
/** Seconds of `process.hrtime`. */
export type FromClient =
  { kind: 'ready' } | { kind: 'stop'; transport: 'websocket' | 'osc'; id: string; atS: number };

const { url, code, oscPort, answerPort } = JSON.parse(process.argv[2]!) as ClientOptions;
const nowS = () => Number(process.hrtime.bigint()) / 1e9;
const say = (message: FromClient) => process.send!(message);

const padded = (text: string) => Buffer.from(text.padEnd(4 * Math.ceil((text.length + 1) / 4), '\0'));
const osc = createSocket('udp4').bind(oscPort, '127.0.0.1');
const answer = (address: string, text?: string) =>
  osc.send(
    Buffer.concat([padded(address), ...(text === undefined ? [padded(',')] : [padded(',s'), padded(text)])]),
    answerPort,
    '127.0.0.1',
  );
osc.on('message', (packet) => {
  if (!packet.toString('latin1').startsWith('/demiface/stop\0')) return;
  const atS = nowS();
  const id = packet.toString('latin1', 16 + 4, 16 + 4 + 36);
  answer('/demiface/acknowledge', id);
  say({ kind: 'stop', transport: 'osc', id, atS });
});

const socket = new WebSocket(url);
const send = (message: object) => socket.send(JSON.stringify({ v: 1, ...message }));
socket.onopen = () => send({ type: 'pair', code, name: 'Bench', role: 'scene' });
socket.onmessage = ({ data }) => {
  const message = JSON.parse(data as string) as { type: string; id: string; capturedAtMs: number };
  if (message.type === 'expression') return send({ type: 'marker', name: String(message.capturedAtMs) });
  if (message.type === 'paired') return say({ kind: 'ready' });
  if (message.type !== 'stop') return;
  const atS = nowS();
  send({ type: 'acknowledge', id: message.id });
  say({ kind: 'stop', transport: 'websocket', id: message.id, atS });
};
setInterval(() => {
  if (socket.readyState === WebSocket.OPEN) send({ type: 'heartbeat' });
  answer('/demiface/heartbeat');
}, 250);
process.on('disconnect', () => process.exit(0));
