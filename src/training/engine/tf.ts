/** The only door to TensorFlow.js: the library itself, and the engine that it runs on. */
import * as tf from '@tensorflow/tfjs-core';

export { tf };
export type { Engine } from './engine.ts';
export { startEngine } from './engine.ts';
export { engineText, readyEngine, runningEngine } from './ready.ts';
export { threadCount } from './tensorflow.ts';
export { momentumUpdate } from './momentum-update.ts';
export { batchNormTraining, biasAdd, relu, seededUniform } from './kernels.ts';
export { hasMatrixUnit } from './mixed-precision.ts';
export type { Program } from './program.ts';
export { createProgram } from './program.ts';
