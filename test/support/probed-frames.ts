import { spawnSync } from 'node:child_process';

export interface ProbedFrame {
  /** From the start of the file. */
  atMs: number;
  width: number;
  height: number;
}

/** The frames of a video's first stream that ffprobe decodes, with the times that are stored for them. */
export function probedFrames(file: string): ProbedFrame[] {
  const asked = ['-select_streams', 'V:0', '-show_frames', '-show_entries'];
  const entries = 'frame=best_effort_timestamp_time,width,height:format=start_time';
  const { stdout } = spawnSync('ffprobe', ['-v', 'quiet', ...asked, entries, '-of', 'json', file], {
    maxBuffer: 1 << 28,
  });
  const { frames, format } = JSON.parse(stdout.toString()) as {
    frames: { best_effort_timestamp_time: string; width: number; height: number }[];
    format: { start_time?: string };
  };
  const start = Number(format.start_time ?? 0);
  return frames.map(({ best_effort_timestamp_time: time, width, height }) => ({
    ...{ width, height },
    atMs: (Number(time) - start) * 1000,
  }));
}
