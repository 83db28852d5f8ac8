import { DemifaceError } from '../../common/error.ts';
import type { Occlusion } from '../../inference/occlusion/occlusion.ts';
import { OCCLUSIONS } from '../../inference/occlusion/occlusion.ts';
import type { LiveFace } from '../../inference/prediction/live-frame.ts';
import type { LivePipelineOptions } from '../../inference/live/live-pipeline.ts';
import { createLivePipeline } from '../../inference/live/live-pipeline.ts';
import { videoSource } from '../../inference/sources/video-source.ts';
import type { FacePrediction } from '../../inference/prediction/face-prediction.ts';
import type { Io } from '../output/io.ts';
import type { Prediction } from '../output/prediction.ts';

/**
 * Reads a video as a camera's frames are read: faces are followed, readings smoothed over their tracks. Every frame is
 * read, those without a face too.
 * @throws DemifaceError `interrupted`; as `videoSource`
 */
export async function* predictClip(
  file: string,
  options: LivePipelineOptions,
  { signal, note }: Pick<Io, 'signal' | 'note'>,
): AsyncGenerator<Prediction> {
  const reader = createLivePipeline({ ...options, isRecording: true });
  for await (const frame of videoSource(file, { onNote: note }).frames(signal)) {
    const { atMs, faces } = await reader.process(frame);
    yield { file, timeS: atMs / 1000, faces: faces.filter(({ isSeen }) => isSeen).map(faceReading) };
  }
  if (signal.aborted) throw new DemifaceError('interrupted', `stopped before all of ${file} was read`);
}

function faceReading({ box, score, track, occlusion, onThisFrame, ...read }: LiveFace): FacePrediction {
  const { expression, gender, ageYears, custom } = read;
  return {
    box,
    score,
    occlusion: occlusion ?? likeliest(onThisFrame!.occlusion),
    track,
    ...(expression && { expression }),
    ...(gender && { gender }),
    ...(ageYears && { ageYears }),
    ...(custom && { custom }),
  };
}

/** Of what is in doubt; nothing that is read then is sure. */
function likeliest(probs: Readonly<Record<string, number>> | undefined): Occlusion {
  return probs ? OCCLUSIONS.reduce((a, b) => (probs[b]! > probs[a]! ? b : a)) : 'none';
}
