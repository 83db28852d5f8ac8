import { tensorFlowFiles } from '../../artifact/model-weights.ts';
import { architectureOf, readModel } from './load-model.ts';
import { graphModel } from '../models/graph-model.ts';
import { onnxModel } from '../models/onnx/index.ts';

/** A model that holds ONNX alone as TensorFlow.js loads it: the contents of its files by name. @throws as `readModel` */
export function tensorFlowModel(path: string): Record<string, Uint8Array | string> {
  const { weights, ...folder } = readModel(path);
  return tensorFlowFiles({ ...graphModel(architectureOf(folder)), weights });
}

/** A model as the content of an ONNX file with kernels in half precision. @throws as `readModel` */
export function halfOnnx(path: string): Uint8Array {
  const folder = readModel(path);
  const weights = new Map(folder.weights.map(({ name, values }) => [name, values]));
  return onnxModel(architectureOf(folder), weights, folder.card, 'float16');
}
