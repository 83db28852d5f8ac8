import type { Bridge } from '../main/ipc/contract.ts';

declare global {
  interface Window {
    readonly demiface: Bridge;
  }
}
