import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Where the list of written files lies while tests run: the user's own stays as it is. */
export const TEST_HOME = join(tmpdir(), `demiface-test-home-${process.pid}`);

export default () => () => rmSync(TEST_HOME, { recursive: true, force: true });
