import { buffer } from 'node:stream/consumers';
import { crc32, deflateRawSync, gzipSync } from 'node:zlib';

import { pack } from 'tar-stream';

/** Files of a made data set, by path. */
export type Tree = Record<string, Buffer | string>;

export async function asTar(tree: Tree): Promise<Buffer> {
  const tar = pack();
  for (const [name, bytes] of Object.entries(tree)) tar.entry({ name }, bytes);
  tar.finalize();
  return buffer(tar);
}

export async function asTarGz(tree: Tree): Promise<Buffer> {
  return gzipSync(await asTar(tree));
}

/** Deflated entries and the list at the end; nothing more is needed of a zip. */
export function asZip(tree: Tree): Buffer {
  const parts: Buffer[] = [];
  const list: Buffer[] = [];
  let at = 0;
  for (const [path, content] of Object.entries(tree)) {
    const name = Buffer.from(path);
    const bytes = Buffer.from(content as Buffer);
    const stored = deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(0x800, 2); // names are UTF-8
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(stored.length, 14);
    fields.writeUInt32LE(bytes.length, 18);
    fields.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, name, stored]);
    list.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), fields, place, name]));
    parts.push(local);
    at += local.length;
  }
  const directory = Buffer.concat(list);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(list.length, 8);
  end.writeUInt16LE(list.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...parts, directory, end]);
}
