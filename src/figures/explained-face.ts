import type { Card } from '../artifact/card.ts';
import type { Visible } from '../artifact/labels.ts';
import type { ModelFolder } from '../artifact/model-folder.ts';
import { agePrediction } from '../inference/prediction/face-prediction.ts';
import { classPrediction } from '../inference/runtime/class-prediction.ts';
import type { Explanation } from '../training/explain/explainer.ts';
import { createExplainer } from '../training/explain/explainer.ts';
import type { HeatSquares } from '../training/explain/grad-cam.ts';
import type { HeatShares } from '../training/explain/heat-shares.ts';
import { heatShares, isMapped } from '../training/explain/heat-shares.ts';
import { enlargedFace, heatPicture, overlay } from '../training/explain/overlay.ts';
import { shownFace } from './shown-face.ts';

/** What was explained of one face. */
export interface ExplainedOutput {
  /** The class; none for age. */
  class?: string;
  /** Of that class, calibrated, 0 … 1. */
  prob?: number;
  ageYears?: number;
}

/** One face with its heat; pictures are side × side × 3, 0 … 255. */
export interface ExplainedFace {
  side: number;
  /** What the model was shown. */
  shown: Uint8Array;
  heat: Uint8Array;
  /** The heat over what was shown. */
  over: Uint8Array;
  /** [head width] */
  outputs: Float32Array;
  output: ExplainedOutput;
  /** Null without heat, or where it is not known where the face's parts lie. */
  shares: HeatShares | null;
}

export interface FaceExplainer {
  card: Card;
  /** Of the pictures that come out. */
  side: number;
  squares: HeatSquares;
  visible: Visible;
  /** The class that is explained whatever is read; undefined where it is the one that is read. */
  className: string | undefined;
  /** @param face prepared as the card states */
  explain(face: Uint8Array): Promise<ExplainedFace>;
  dispose(): void;
}

/** Side of what is drawn, at least; small faces are enlarged by a whole number. */
const SMALLEST_SIDE = 384;

/** @param chosen output to explain; each face's highest if left out. The caller disposes it. */
export function createFaceExplainer(
  folder: ModelFolder,
  visible: Visible,
  chosen: number | undefined,
): FaceExplainer {
  const { card } = folder;
  const { size, color } = card.preprocessing;
  const side = size * Math.ceil(SMALLEST_SIDE / size);
  const explainer = createExplainer(folder, side);
  return {
    card,
    side,
    squares: explainer.squares,
    visible,
    className: chosen === undefined ? undefined : card.labels?.[chosen],
    async explain(face) {
      const explanation = await explainer.explain(face, visible, chosen);
      const { heat, outputs } = explanation;
      const channels = color === 'gray' ? 1 : 3;
      const pixels = shownFace(face, size, channels, visible);
      const shown = await enlargedFace({ pixels, size, channels }, side);
      const { layout } = card.data;
      return {
        side,
        shown,
        heat: heatPicture(heat),
        over: overlay(shown, heat),
        outputs,
        output: outputOf(card, explanation),
        shares: (isMapped(layout) && heatShares(heat, side, { layout, visible, size })) || null,
      };
    },
    dispose: () => explainer.dispose(),
  };
}

function outputOf(card: Card, { outputs, chosen }: Explanation): ExplainedOutput {
  if (card.labels === null) return { ageYears: agePrediction(card, outputs[0]!).value };
  const name = card.labels[chosen]!;
  return { class: name, prob: classPrediction(card, outputs).probs[name]! };
}
