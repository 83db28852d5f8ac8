/** What a session sends to a VR program and receives from it (docs/streams.md). */
import type { CodedMessage } from '../../../messages/message.ts';

export interface StreamSettings {
  websocket: {
    isOn: boolean;
    /** IPv4 address of this machine; one beside 127.0.0.1 is served with TLS. */
    address: string;
    port: number;
    /** Web pages that may connect beside the example scene, such as `https://scene.example`. */
    origins: string[];
  };
  osc: {
    isOn: boolean;
    /** IPv4 address of the VR program, within the local network. Nothing is accepted from any other. */
    address: string;
    port: number;
    /** Where answers of the VR program arrive. */
    listenPort: number;
  };
  lsl: {
    isOn: boolean;
    /** `machine`: not announced beyond this machine. */
    scope: 'machine' | 'network';
    /** Looks for a stream of heart rate. */
    heartRate: boolean;
  };
}

export type StreamTransport = 'websocket' | 'osc' | 'lsl';

/** `waiting`: it is on, and opens with the next session. `failed`: `problem` is the reason. */
export type TransportCondition = 'off' | 'waiting' | 'open' | 'failed';

interface TransportState {
  condition: TransportCondition;
  problem: CodedMessage | null;
}

/** A VR program, or an observer that only records. */
export interface StreamClient {
  id: number;
  name: string;
  role: 'scene' | 'observer';
  isConnected: boolean;
  /** A heartbeat came within the last second. */
  isAlive: boolean;
  /** It shows its safe scene; null while it has not reported it. */
  isSafe: boolean | null;
}

/** What a client needs to pair, while the code is valid. */
export interface Pairing {
  /** Six digits, good for one client. */
  code: string;
  /** ISO 8601, UTC. */
  expiresAt: string;
  /** An address that holds the code and the fingerprint; shown as a QR code. */
  text: string;
}

export interface StreamsState {
  /** Streams are open from the begin of a session to its end. */
  isOpen: boolean;
  /** A session is open whose consent does not allow streams: none opens. */
  isUncovered: boolean;
  /** The test message that was sent last, and who has acknowledged it; null: none was sent in this session. */
  test: { isWaiting: boolean; answers: { client: number; afterMs: number }[] } | null;
  /** IPv4 addresses of this machine, 127.0.0.1 first. */
  addresses: string[];
  websocket: TransportState & {
    /** Null while it is not open. */
    url: string | null;
    /** SHA-256 of the certificate, in pairs of hexadecimal digits; null without TLS. */
    fingerprint: string | null;
    /** Null while no code is valid: it expired, or too many wrong ones were tried. */
    pairing: Pairing | null;
    clients: StreamClient[];
  };
  osc: TransportState & {
    /** Null until the VR program has sent something. */
    client: StreamClient | null;
    /** Packets that could not be read. */
    malformed: number;
  };
  lsl: TransportState & {
    isInstalled: boolean;
    /** Somebody receives the expression stream. */
    hasConsumers: boolean;
    /** Name of the stream of heart rate; null while there is none. */
    heartRate: string | null;
  };
}
