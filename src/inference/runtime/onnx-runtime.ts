import type { InferenceSession as Session } from 'onnxruntime-node';

/**
 * ONNX Runtime, the one place where it is loaded. Its builds tell their maker about every session: they keep a number
 * for the machine and a database of events under the home folder and upload them, unless this stands in the environment
 * before the library is loaded.
 */
process.env['ORT_DISABLE_TELEMETRY'] = '1';

export const { InferenceSession, Tensor } = await import('onnxruntime-node');
export type ValueMetadata = Session.ValueMetadata;
