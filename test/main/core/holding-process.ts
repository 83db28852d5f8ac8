/** Holds the folder it is given until it is killed. */
import { holdHome } from '../../../src/main/core/platform/hold-home.ts';

const home = await holdHome(process.argv[2]!);
process.stdout.write('held\n');
setInterval(() => home.folder, 60_000);
