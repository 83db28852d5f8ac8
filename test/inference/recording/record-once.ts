/** Records a video with what ships, in a process of its own that a test may kill. */
import { TASKS, VISIBLE } from '../../../src/artifact/labels.ts';
import { shippedModels } from '../../../src/artifact/places.ts';
import { recordClip } from '../../../src/inference/recording/record-clip.ts';
import { openRecordingNets } from '../../../src/inference/recording/recording-nets.ts';

const [, , file, to, chapterMs] = process.argv as unknown as [string, string, string, string, string];
const readers = TASKS.flatMap((task) => VISIBLE.map((visible) => `${shippedModels()}/${task}.${visible}`));
const { nets, models } = await openRecordingNets(readers, `${shippedModels()}/occlusion`);
process.send?.({ first: true });
const recorded = await recordClip({
  ...{ file, to, nets, models, tasks: TASKS, chapterMs: Number(chapterMs) },
  onProgress: (done) => process.send?.({ done }),
  signal: new AbortController().signal,
});
process.stdout.write(JSON.stringify(recorded));
process.exit(0);
