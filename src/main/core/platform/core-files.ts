import { writeFileSync } from 'node:fs';

/** Which mappings of the memory go into a core file, as bits (core(5)); child processes inherit it. */
const FILTER = '/proc/self/coredump_filter';

/** No part of the memory, which may hold a key or the code of a client, goes into the core file of a crash. Linux alone has this. */
export function keepMemoryOutOfCoreFiles(): void {
  if (process.platform !== 'linux') return;
  try {
    writeFileSync(FILTER, '0');
  } catch (error) {
    console.error(`core files would hold memory: ${(error as Error).message}`);
  }
}
