import { DemifaceError } from '../../common/error.ts';
import { message } from '../../messages/message.ts';
import { facePictures } from '../../artifact/face-pictures.ts';
import type { Visible } from '../../artifact/labels.ts';
import type { ModelFolder } from '../../artifact/model-folder.ts';
import { loadModel } from '../library/load-model.ts';
import { tf } from '../engine/tf.ts';
import { enlargeHeat, gradCam, heatSquares } from './grad-cam.ts';
import type { HeatSquares } from './grad-cam.ts';

export interface Explanation {
  /** [head width], before temperature and softmax; mirror images averaged in if the card states so. */
  outputs: Float32Array;
  /** Which output was explained. */
  chosen: number;
  /** side × side, not negative. */
  heat: Float32Array;
}

/** Explains faces that are in memory. The caller disposes it. */
export interface Explainer {
  /** Of the heat, in pixels. */
  readonly side: number;
  readonly squares: HeatSquares;
  /**
   * @param face prepared as the card states: size × size × (1 for gray, 3 for rgb) bytes
   * @param chosen output to explain; the highest if left out
   */
  explain(face: Uint8Array, visible: Visible, chosen?: number): Promise<Explanation>;
  dispose(): void;
}

/** @param side of the heat, in pixels */
export function createExplainer(folder: ModelFolder, side: number): Explainer {
  const { preprocessing, flip } = folder.card;
  const { size } = preprocessing;
  const model = loadModel(folder);
  return {
    side,
    squares: heatSquares(model.architecture),
    async explain(face, visible, chosen) {
      const pictures = facePictures([face], preprocessing, visible);
      const found = tf.tidy(() => {
        const cam = gradCam(model, tf.tensor4d(pictures, [1, size, size, 3]), { chosen, flip });
        return [enlargeHeat(cam.heat, side, model.architecture), cam.outputs, cam.chosen] as const;
      });
      const [heat, outputs, explained] = await Promise.all(found.map((tensor) => tensor.data()));
      tf.dispose([...found]);
      return { heat: heat as Float32Array, outputs: outputs as Float32Array, chosen: explained![0]! };
    },
    dispose: () => model.dispose(),
  };
}

/**
 * The output of a class.
 * @throws DemifaceError `usage` if the model does not know the class, or reads ages
 */
export function outputOfClass({ card }: ModelFolder, name: string): number {
  if (card.labels === null)
    throw new DemifaceError('usage', message('model.hasNoClasses', { name: card.name }));
  const index = card.labels.indexOf(name);
  if (index < 0)
    throw new DemifaceError(
      'usage',
      message('model.noClass', { name: card.name, label: name, labels: card.labels.join(', ') }),
    );
  return index;
}
