import { createHash } from 'node:crypto';
import { closeSync, existsSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { z } from 'zod';

import { landFile } from '../../common/files/atomic.ts';
import { CodedError, DemifaceError, messageOf } from '../../common/error.ts';
import { message } from '../../messages/message.ts';

export const epochSchema = z.object({
  epoch: z.int(),
  /** Mean over the epoch's steps. */
  loss: z.number(),
  /** Of the epoch's last step. */
  rate: z.number(),
  /** On the model-selection pictures. */
  metrics: z.record(z.string(), z.number()),
  /** Of what the epoch was taught, such as anchors that had no triplet. */
  figures: z.record(z.string(), z.number()).readonly(),
  imagesPerSecond: z.number(),
});
export type EpochRecord = z.infer<typeof epochSchema>;

const stateSchema = z.object({
  format: z.literal(1),
  stage: z.string(),
  /** Where to go on: the epoch, and within it the batch. */
  epoch: z.int(),
  batch: z.int(),
  /** Of the epoch under way. */
  lossSum: z.number(),
  schedule: z.object({ rate: z.number(), lowest: z.number().nullable(), waited: z.int() }),
  /** Validation error of the weights kept as best; null before the first epoch's end or where the last are taken. */
  bestError: z.number().nullable(),
  history: z.array(epochSchema),
  threads: z.int(),
  precision: z.enum(['float32', 'mixed']).default('float32'),
});
export type CheckpointState = z.infer<typeof stateSchema>;

const headerSchema = z.object({
  state: stateSchema,
  tensors: z.array(z.object({ name: z.string(), length: z.int().nonnegative() })),
});

/** Everything that decides how a stage goes on. Random numbers need no place here: they follow from seed and step. */
export interface Checkpoint {
  state: CheckpointState;
  tensors: ReadonlyMap<string, Float32Array>;
}

const MAGIC = Buffer.from('DEMIFACE-CKPT-1\n');
const DIGEST_BYTES = 32;

/**
 * Writes a checkpoint in one file, there whole or not at all: magic, header length, header (JSON), float32 tensors,
 * SHA-256 of all before it.
 * @throws DemifaceError `disk`
 */
export function writeCheckpoint(path: string, { state, tensors }: Checkpoint): void {
  const entries = [...tensors].map(([name, values]) => ({ name, length: values.length }));
  const header = Buffer.from(JSON.stringify({ state, tensors: entries }));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(header.byteLength);
  landFile(path, (fd) => {
    const hash = createHash('sha256');
    const write = (data: Uint8Array) => {
      hash.update(data);
      for (let at = 0; at < data.byteLength;) at += writeSync(fd, data, at);
    };
    for (const part of [MAGIC, length, header]) write(part);
    for (const values of tensors.values())
      write(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
    writeSync(fd, hash.digest());
  });
}

/**
 * @returns undefined if there is none
 * @throws DemifaceError `corrupt` if it is damaged
 */
export function readCheckpoint(path: string): Checkpoint | undefined {
  if (!existsSync(path)) return undefined;
  const fd = openSync(path, 'r');
  try {
    return parseCheckpoint(fd);
  } catch (error) {
    throw new DemifaceError(
      'corrupt',
      message('training.checkpointDamaged', { path, error: messageOf(error) }),
      { cause: error },
    );
  } finally {
    closeSync(fd);
  }
}

/**
 * Where a stage stands, without its tensors and unchecked: for a look at what is under way.
 * @returns undefined if there is no checkpoint, or none that can be read
 */
export function peekCheckpoint(path: string): CheckpointState | undefined {
  try {
    const fd = openSync(path, 'r');
    try {
      const start = Buffer.alloc(MAGIC.byteLength + 4);
      if (readSync(fd, start) < start.byteLength || !MAGIC.equals(start.subarray(0, MAGIC.byteLength)))
        return undefined;
      const header = Buffer.alloc(Math.min(start.readUInt32LE(MAGIC.byteLength), fstatSync(fd).size));
      readSync(fd, header);
      return parseHeader(header).state;
    } finally {
      closeSync(fd);
    }
  } catch {
    return undefined;
  }
}

function parseCheckpoint(fd: number): Checkpoint {
  const hash = createHash('sha256');
  const size = fstatSync(fd).size;
  let position = 0;
  const read = (bytes: number): Uint8Array<ArrayBuffer> => {
    if (position + bytes > size) throw new CodedError(message('training.endsEarly'));
    const data = new Uint8Array(bytes);
    for (let at = 0; at < bytes;) at += readSync(fd, data, at, bytes - at, position + at);
    position += bytes;
    hash.update(data);
    return data;
  };
  if (!MAGIC.equals(read(MAGIC.byteLength))) throw new CodedError(message('training.noCheckpoint'));
  const headerBytes = new DataView(read(4).buffer).getUint32(0, true);
  const header = parseHeader(read(headerBytes));
  const tensors = new Map(
    header.tensors.map(({ name, length }) => [name, new Float32Array(read(4 * length).buffer)]),
  );
  const expected = hash.copy().digest();
  if (!expected.equals(read(DIGEST_BYTES)) || position !== size)
    throw new CodedError(message('training.otherChecksum'));
  return { state: header.state, tensors };
}

function parseHeader(bytes: Uint8Array<ArrayBuffer>): z.infer<typeof headerSchema> {
  try {
    return headerSchema.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  } catch (error) {
    throw new CodedError(message('training.noHeader'), { cause: error });
  }
}
