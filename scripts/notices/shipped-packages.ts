import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { z } from 'zod';

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** As the package states it, an SPDX expression in most; null where it states none. */
  readonly license: string | null;
  /** Its license files, as they are. */
  readonly texts: readonly string[];
}

const LICENSE_FILE = /^(licen[cs]e|copying|notice|third.?party.?notices)/i;

const Lock = z.object({
  packages: z.record(z.string(), z.object({ dev: z.boolean().optional(), version: z.string().optional() })),
});
const Stated = z.object({
  name: z.string(),
  version: z.string(),
  license: z.union([z.string(), z.object({ type: z.string() }).transform(({ type }) => type)]).optional(),
});

/**
 * The packages of the lockfile that run with the program, less those of other platforms, which are not installed.
 * @param root folder of `package-lock.json` and `node_modules`
 * @returns sorted by name, each name and version once
 */
export function shippedPackages(root: string): ShippedPackage[] {
  const { packages } = Lock.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const found = new Map<string, ShippedPackage>();
  for (const [path, { dev }] of Object.entries(packages)) {
    const folder = join(root, path);
    if (path === '' || dev === true || !existsSync(join(folder, 'package.json'))) continue;
    const { name, version, license } = Stated.parse(
      JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
    );
    const texts = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && LICENSE_FILE.test(entry.name))
      .map((entry) => readFileSync(join(folder, entry.name), 'utf8').trim());
    found.set(`${name} ${version}`, { name, version, license: license ?? null, texts });
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}
