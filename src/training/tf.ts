/** The only door to TensorFlow.js: the library itself, and the engine that it runs on. */
import * as tf from '@tensorflow/tfjs-core';

export { tf };
export type { Engine } from './engine/engine.ts';
export { startEngine } from './engine/engine.ts';
export { engineText, readyEngine } from './engine/ready.ts';
export { threadCount } from './engine/tensorflow.ts';
export { momentumUpdate } from './engine/momentum-update.ts';
export { batchNormTraining, biasAdd, relu, seededUniform } from './engine/kernels.ts';
export { hasMatrixUnit } from './engine/mixed-precision.ts';
export type { Program } from './engine/program.ts';
export { createProgram } from './engine/program.ts';
