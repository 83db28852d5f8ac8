import type { PathToken, Payload } from '../../../main/ipc/contract.ts';
import { shared } from '../../messages/index.ts';
import { request, RequestRefused } from './client.ts';
import { notices } from './notices.svelte.ts';

/** Opens a save dialog and writes there. What is refused can be tried again at the same place, which need not be chosen again. */
export async function saveFile(
  question: Payload<'app.pickSave'>,
  write: (place: PathToken<'save'>) => Promise<void>,
): Promise<void> {
  await notices.attempt(async () => {
    const picked = await request('app.pickSave', question);
    if (picked !== null) await writeAt(picked.token, write);
  });
}

async function writeAt(
  place: PathToken<'save'>,
  write: (place: PathToken<'save'>) => Promise<void>,
): Promise<void> {
  try {
    await write(place);
  } catch (error) {
    const isOpen = !(error instanceof RequestRefused && error.code === 'payload');
    const again = { text: shared.again, run: () => void writeAt(place, write) };
    notices.refuse(error, isOpen ? again : undefined);
  }
}
