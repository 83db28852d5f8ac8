import type { StreamClient, StreamsState } from '../../../main/ipc/contract.ts';

/**
 * How the VR program of the open session stands. `uncovered`: a stream is on, and the consent does not allow it;
 * `none`: no program has come yet; `lost`: it was there and is cut off; `silent`: it is connected and does not answer.
 */
export type VrState = 'off' | 'uncovered' | 'failed' | 'none' | 'lost' | 'silent' | 'safe' | 'connected';

export function vrState({ isUncovered, websocket, osc, lsl }: StreamsState): VrState {
  if (isUncovered && [websocket, osc, lsl].some(({ condition }) => condition !== 'off')) return 'uncovered';
  const transports = [websocket, osc].filter(({ condition }) => condition !== 'off');
  if (transports.length === 0) return 'off';
  const scenes = [...websocket.clients, ...(osc.client ? [osc.client] : [])].filter(
    ({ role }) => role === 'scene',
  );
  const connected = scenes.filter(({ isConnected }) => isConnected);
  if (connected.length > 0) return connectedState(connected);
  if (scenes.length > 0) return 'lost';
  return transports.every(({ condition }) => condition === 'failed') ? 'failed' : 'none';
}

function connectedState(scenes: readonly StreamClient[]): VrState {
  if (scenes.some(({ isAlive }) => !isAlive)) return 'silent';
  return scenes.every(({ isSafe }) => isSafe === true) ? 'safe' : 'connected';
}
