import { CodedError, DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { unknownOperation } from './onnx-operations.ts';
import type { ValueMetadata } from './onnx-runtime.ts';
import { InferenceSession, Tensor } from './onnx-runtime.ts';

/** A network that ONNX Runtime holds. The caller disposes it. */
export interface Network {
  /** Side of the pictures that it takes, in pixels. */
  readonly size: number;
  /** Numbers that it gives for each picture. */
  readonly outputs: number;
  /**
   * @param pictures [n, size, size, 3] in the network's range
   * @returns [n, outputs], as they leave the last layer
   */
  run(pictures: Float32Array): Promise<Float32Array>;
  dispose(): Promise<void>;
}

export interface NetworkOptions {
  /** Threads within one run; several networks side by side fill the cores better than threads do. */
  threads?: number;
}

/**
 * @param onnx content of a file that our exporter wrote
 * @throws Error if it is none; a run throws DemifaceError `corrupt` where the network gives other numbers than it states
 */
export async function openNetwork(onnx: Uint8Array, { threads = 1 }: NetworkOptions = {}): Promise<Network> {
  const unknown = unknownOperation(onnx);
  if (unknown !== undefined) throw new CodedError(message('model.foreignOperation', { operation: unknown }));
  const session = await InferenceSession.create(onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    logSeverityLevel: 3, // errors only: standard error is ours
  });
  const sides = (values: readonly ValueMetadata[], name: string) => {
    const found = values.find((value) => value.name === name);
    return found?.isTensor ? found.shape.map(Number) : [];
  };
  const [, size = 0] = sides(session.inputMetadata, 'pictures');
  const [, outputs = 0] = sides(session.outputMetadata, 'output');
  return {
    size,
    outputs,
    async run(pictures) {
      const n = pictures.length / (size * size * 3);
      const input = new Tensor('float32', pictures, [n, size, size, 3]);
      const { output } = await session.run({ pictures: input }, ['output']);
      return checked(output!.data, n * outputs);
    },
    dispose: () => session.release(),
  };
}

/** @throws DemifaceError `corrupt` */
function checked(output: ArrayLike<unknown>, expected: number): Float32Array {
  if (!(output instanceof Float32Array) || output.length !== expected)
    throw new DemifaceError('corrupt', message('model.otherOutputs', { found: output.length, expected }));
  // One sum is quicker than asking each: what is not finite does not leave it.
  if (!Number.isFinite(output.reduce((sum, value) => sum + value, 0)))
    throw new DemifaceError('corrupt', message('model.notFinite'));
  return output;
}
