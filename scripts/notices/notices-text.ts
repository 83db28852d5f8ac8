import type { ShippedPackage } from './shipped-packages.ts';

const RULE = '-'.repeat(80);

/**
 * One text of all licenses; packages under the very same text share it.
 * @param page licenses of what is bundled into the page, as the build writes them
 */
export function noticesText(packages: readonly ShippedPackage[], page: string): string {
  const byText = new Map<string, string[]>();
  for (const { name, version, license, texts } of packages) {
    const text =
      texts.join('\n\n') || `License: ${license} (text at spdx.org/licenses; the package holds none)`;
    byText.set(text, [...(byText.get(text) ?? []), `${name} ${version} (${license ?? 'see below'})`]);
  }
  const parts = [...byText].map(([text, names]) => `${names.join('\n')}\n\n${text}`);
  const head =
    'Demiface contains the following packages. Electron and Chromium state theirs in LICENSES.chromium.html beside the program.';
  return [head, ...parts, `Part of the page:\n\n${page.trim()}`].join(`\n\n${RULE}\n\n`) + '\n';
}
