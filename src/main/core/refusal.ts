import { DemifaceError } from '../../artifact/error.ts';
import type { Refusal } from '../ipc/contract.ts';

/** An error as it crosses: ours with its code, any other as a fault of ours. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof DemifaceError) return { code: error.code, message: error.message };
  return { code: 'internal', message: error instanceof Error ? error.message : String(error) };
}
