import type { CodedMessage } from '../../../../../messages/message.ts';
import type { StreamSettings, StreamsState, StreamTransport } from '../../../../ipc/contract.ts';
import { ownAddresses } from './addresses.ts';
import { isLiblslInstalled } from './lsl/install-liblsl.ts';
import type { LslTransport } from './lsl/lsl-transport.ts';
import type { OscTransport } from './osc/osc-transport.ts';
import type { WebsocketTransport } from './websocket/websocket-transport.ts';

/** What is open, by its name. */
export interface OpenTransports {
  websocket?: WebsocketTransport;
  osc?: OscTransport;
  lsl?: LslTransport;
}

/** Why a transport could not be opened, or ended by itself. */
export type Problems = Partial<Record<StreamTransport, CodedMessage>>;

export interface StreamSession {
  /** Begin of the session on the clock of `performance.now()`: times are sent since then. */
  readonly startedMs: number;
  /** The client's consent covers streams; without it nothing is opened. */
  readonly hasConsent: boolean;
}

interface Held {
  session: StreamSession | null;
  settings: StreamSettings;
  opened: OpenTransports;
  problems: Problems;
  /** Programs that are paired over WebSocket. */
  clients: StreamsState['websocket']['clients'];
  test: StreamsState['test'];
}

/** The streams as the page shows them. */
export function streamsState({ session, settings, opened, problems, clients, test }: Held): StreamsState {
  const { websocket, osc, lsl } = opened;
  const condition = (name: StreamTransport): Pick<StreamsState['osc'], 'condition' | 'problem'> => {
    const found = name === 'websocket' ? websocket?.problem : null;
    const problem = problems[name] ?? found ?? null;
    if (!settings[name].isOn) return { condition: 'off', problem: null };
    if (problem) return { condition: 'failed', problem };
    return { condition: opened[name] ? 'open' : 'waiting', problem: null };
  };
  return {
    isOpen: session !== null,
    isUncovered: session?.hasConsent === false,
    test,
    addresses: ownAddresses(),
    websocket: {
      ...condition('websocket'),
      url: websocket?.url ?? null,
      fingerprint: websocket?.fingerprint ?? null,
      pairing: websocket?.pairing() ?? null,
      clients,
    },
    osc: { ...condition('osc'), client: osc?.client() ?? null, malformed: osc?.malformed ?? 0 },
    lsl: {
      ...condition('lsl'),
      isInstalled: isLiblslInstalled(),
      hasConsumers: lsl?.hasConsumers ?? false,
      heartRate: lsl?.heartRate ?? null,
    },
  };
}
