import type { Bridge } from '../../src/main/ipc/contract.ts';

declare global {
  /** Within `page.evaluate`. */
  interface Window {
    readonly demiface: Bridge;
  }
}
