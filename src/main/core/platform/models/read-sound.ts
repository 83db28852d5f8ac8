import { DemifaceError } from '../../../../common/error.ts';
import type { OnnxModel } from '../../../../artifact/model-folder.ts';
import { readOnnxModelInSlices } from '../../../../artifact/model-folder.ts';
import { message, joined, type CodedMessage } from '../../../../messages/message.ts';

/** A model folder and the name by which people know it. */
export interface NamedModel {
  readonly name: string;
  readonly path: string;
}

/**
 * Reads the first of these models that is sound, so that a damaged one keeps nothing else from working; in slices, for
 * frames come meanwhile.
 * @param leftOut a sentence with the name of each damaged one before it is added
 */
export async function readIntactModel(
  candidates: readonly NamedModel[],
  leftOut: CodedMessage[],
): Promise<OnnxModel | null> {
  for (const { name, path } of candidates)
    try {
      return await readOnnxModelInSlices(path);
    } catch (error) {
      if (!(error instanceof DemifaceError)) throw error;
      leftOut.push(message('model.leftOut', { name, error: error.coded }));
    }
  return null;
}

/**
 * As `readIntactModel`, of what recognizes the covered half: without it covered faces would be read as whole ones, so where there
 * is one, one must be sound.
 * @throws DemifaceError `corrupt` if all are damaged
 */
export async function readIntactOcclusionModel(
  candidates: readonly NamedModel[],
  leftOut: CodedMessage[],
): Promise<OnnxModel | null> {
  const found = await readIntactModel(candidates, leftOut);
  if (!found && candidates.length > 0) throw new DemifaceError('corrupt', joined(leftOut));
  return found;
}
