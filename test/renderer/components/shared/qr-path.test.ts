import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import sharp from 'sharp';
import { expect, test } from 'vitest';

import { qrPath } from '../../../../src/renderer/components/shared/qr-path.ts';
import { needs } from '../../../support/needs.ts';
import { pythonWith } from '../../../support/python.ts';

const found = pythonWith(['zxing-cpp==3.1.1', 'pillow==13.0.0']);

test(
  'ZXing reads the text of a pairing from the drawn code',
  needs('lack' in found ? found.lack : ''),
  async () => {
    const text = `https://192.168.1.20:8765/#code=012345&sha256=${'9F'.repeat(32)}`;
    const { side, path } = qrPath(text);
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" width="${4 * side}" height="${4 * side}"><rect width="${side}" height="${side}" fill="#fff"/><path d="${path}"/></svg>`;
    const folder = mkdtempSync(join(tmpdir(), 'demiface-qr-'));
    try {
      const file = join(folder, 'code.png');
      await sharp(Buffer.from(svg)).png().toFile(file);
      const program =
        'import sys, zxingcpp\nfrom PIL import Image\nprint(zxingcpp.read_barcode(Image.open(sys.argv[1])).text)';
      const { python } = found as { python: string };
      expect(execFileSync(python, ['-c', program, file], { encoding: 'utf8' }).trim()).toBe(text);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
);
