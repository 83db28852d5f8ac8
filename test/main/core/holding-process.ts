/** Holds the folder it is given until it is killed. */
import { lockHome } from '../../../src/main/core/platform/lock-home.ts';

const home = await lockHome(process.argv[2]!);
process.stdout.write('held\n');
setInterval(() => home.folder, 60_000);
