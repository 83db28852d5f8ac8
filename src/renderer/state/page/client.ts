import type { ChannelName, EventName, Events, Payload, Refusal, Result } from '../../../main/ipc/contract.ts';

/** What the rest refused, with the words for a person in `message`. */
export class RequestRefused extends Error {
  readonly code: Refusal['code'];
  readonly reason: Refusal['reason'];

  constructor({ code, message, reason }: Refusal) {
    super(message);
    this.code = code;
    this.reason = reason;
  }
}

/** @throws RequestRefused */
export async function request<C extends ChannelName>(channel: C, payload: Payload<C>): Promise<Result<C>> {
  const answer = await window.demiface.request(channel, payload);
  if ('refused' in answer) throw new RequestRefused(answer.refused);
  return answer.ok;
}

/** @returns ends the listening */
export function listen<E extends EventName>(event: E, heard: (payload: Events[E]) => void): () => void {
  return window.demiface.on(event, heard);
}
