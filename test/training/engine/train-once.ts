/** A process of its own: three compiled steps, then the hash of all weights. */
import { createHash } from 'node:crypto';

import { startEngine } from '../../../src/training/engine/tf.ts';
import { OPTIMIZERS, smallTraining } from './small-training.ts';

process.env['DEMIFACE_ENGINE'] = 'tensorflow';
await startEngine();
const training = smallTraining(OPTIMIZERS.momentum);
for (let i = 0; i < 3; i++) training.step(i, 0.01);
console.log(training.program.mode, createHash('sha256').update(training.values()).digest('hex'));
