import { englishText } from '../../src/messages/english.ts';
import { ensurePrograms } from '../../src/training/engine/system-packages.ts';

/** Libraries that Electron links to and a plain Debian lacks, each with its package. */
const LIBRARIES = [
  ['libgtk-3.so.0', 'libgtk-3-0'],
  ['libnss3.so', 'libnss3'],
  ['libasound.so.2', 'libasound2'],
  ['libgbm.so.1', 'libgbm1'],
] as const;

/**
 * Makes sure that an Electron starts here; with a virtual display for tests, if requested.
 * @throws DemifaceError `missing` with the line that installs what is missing
 */
export async function ensureWindowSystem(
  program: string,
  note: (text: string) => void,
  { virtualDisplay = false } = {},
): Promise<void> {
  if (process.platform !== 'linux') return;
  const libraries = LIBRARIES.map(([library, debianPackage]) => ({
    probe: ['sh', '-c', `ldd "$0" | grep -q "${library} => /"`, program] as const,
    debianPackage,
  }));
  const display = [
    { probe: ['sh', '-c', 'command -v Xvfb'] as const, debianPackage: 'xvfb' },
    { probe: ['sh', '-c', 'command -v xauth'] as const, debianPackage: 'xauth' },
  ];
  await ensurePrograms([...libraries, ...(virtualDisplay ? display : [])], (text) => note(englishText(text)));
}
