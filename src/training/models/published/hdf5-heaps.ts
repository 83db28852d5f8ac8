import type { FileHandle } from 'node:fs/promises';

/** Of a collection of the global heap, where HDF5 keeps texts (file format specification, III.E). */
const SIGNATURE = Buffer.from('GCOL');
/** Signature, version, three reserved bytes, size. */
const HEAD = 16;
/** An object's index, count of references, four reserved bytes, size. */
const OBJECT_HEAD = 16;
const BLOCK = 16 * 1024 * 1024;

/**
 * Whether every object of a file's global heap lies within its collection. The library reads on for ever where one does
 * not. Only heaps with sizes of eight bytes are looked at, as all that Keras writes are.
 */
export async function areHeapsSound(file: FileHandle): Promise<boolean> {
  const { size } = await file.stat();
  const block = Buffer.alloc(Math.min(BLOCK, size));
  // Blocks overlap by a head, so that none is cut.
  for (let at = 0; at < size; at += BLOCK - HEAD) {
    const { bytesRead } = await file.read(block, 0, block.length, at);
    const found = block.subarray(0, bytesRead);
    for (let i = found.indexOf(SIGNATURE); i >= 0; i = found.indexOf(SIGNATURE, i + 1)) {
      if (i + HEAD > found.length || found.readUInt32LE(i + 4) !== 1) continue; // version 1, reserved 0
      const bytes = Number(found.readBigUInt64LE(i + 8));
      if (at + i + bytes > size || !(await isSound(file, at + i, bytes))) return false;
    }
  }
  return true;
}

async function isSound(file: FileHandle, at: number, bytes: number): Promise<boolean> {
  const head = Buffer.alloc(OBJECT_HEAD);
  for (let place = HEAD; place + OBJECT_HEAD <= bytes;) {
    await file.read(head, 0, OBJECT_HEAD, at + place);
    const size = Number(head.readBigUInt64LE(8));
    if (head.readUInt16LE(0) === 0) return size <= bytes - place; // what is free, to the end
    place += OBJECT_HEAD + Math.ceil(size / 8) * 8;
    if (place > bytes) return false;
  }
  return true;
}
