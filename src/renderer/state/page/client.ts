import { textOf } from '../../messages/coded.ts';
import type { ChannelName, EventName, Events, Payload, Refusal, Result } from '../../../main/ipc/contract.ts';

/** What the rest refused, with the words for a person in `message`. */
export class RequestRefused extends Error {
  readonly code: Refusal['code'];

  constructor({ code, message }: Refusal) {
    super(textOf(message));
    this.code = code;
  }
}

/** @throws RequestRefused */
export async function request<C extends ChannelName>(channel: C, payload: Payload<C>): Promise<Result<C>> {
  const answer = await window.demiface.request(channel, payload);
  if ('refused' in answer) throw new RequestRefused(answer.refused);
  return answer.ok;
}

/** @returns ends the listening */
export function listen<E extends EventName>(event: E, listener: (payload: Events[E]) => void): () => void {
  return window.demiface.on(event, listener);
}
