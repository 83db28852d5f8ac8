import { session as words } from '../../../messages/index.ts';
import { clockText } from './clock-text.ts';
import { ribbonColor } from './ribbon-names.ts';
import { fitted, markNames } from './mark-names.ts';
import type { PlotMark, SessionScene } from './session-scene.ts';
import { MIN_USABLE_SHARE } from './session-scene.ts';
import type { PlotLayout } from './plot-layout.ts';
import { timeTicks } from './plot-layout.ts';

const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, Cantarell, "Liberation Sans", sans-serif';

interface Drawing {
  ctx: CanvasRenderingContext2D;
  layout: PlotLayout;
  scene: SessionScene;
  /** What a token is worth in the theme of now. */
  color: (token: string) => string;
}

/** Draws a stretch of a session: steps, ribbon, ratings and marks over one axis of time. */
export function drawSession(drawing: Drawing): void {
  const { ctx, layout } = drawing;
  ctx.clearRect(0, 0, layout.width, layout.height);
  ctx.lineWidth = 1;
  drawTicks(drawing);
  drawSteps(drawing);
  if (layout.ribbon.height > 0) drawRibbon(drawing);
  drawMarks(drawing);
  drawSuds(drawing);
}

function write(
  { ctx, layout, color }: Drawing,
  text: string,
  x: number,
  y: number,
  token = '--text-quiet',
): void {
  ctx.font = `${12 * layout.scale}px ${FONT}`;
  ctx.fillStyle = color(token);
  ctx.fillText(text, x, y);
}

function drawTicks(drawing: Drawing): void {
  const { ctx, layout, scene, color } = drawing;
  const { axis, left, right } = layout;
  ctx.fillStyle = color('--line');
  const ticks = timeTicks(scene.fromMs, scene.toMs, right - left);
  for (const atMs of ticks) ctx.fillRect(Math.round(layout.x(atMs)), axis.y, 1, 4);
  ctx.fillRect(left, axis.y, right - left, 1);
  for (const value of [0, 50, 100]) ctx.fillRect(left, Math.round(layout.y(value)), right - left, 1);
  ctx.textAlign = 'right';
  ctx.textBaseline = 'middle';
  if (!layout.isSmall) {
    for (const value of [0, 50, 100]) write(drawing, String(value), left - 6, layout.y(value));
    const hasRoom = layout.suds.height / 4 >= 14 * layout.scale;
    if (hasRoom) write(drawing, words.suds.title, left - 6, layout.y(75), '--text');
  }
  ctx.textBaseline = 'top';
  for (const atMs of ticks) {
    const x = layout.x(atMs);
    ctx.textAlign = x < left + 20 ? 'left' : x > right - 20 ? 'right' : 'center';
    write(drawing, clockText(atMs), x, axis.y + 5);
  }
}

function drawSteps(drawing: Drawing): void {
  const { ctx, layout, scene, color } = drawing;
  const { y, height } = layout.steps;
  ctx.textAlign = 'left';
  ctx.textBaseline = 'middle';
  for (const { step, title, fromMs, toMs } of scene.steps) {
    const x0 = Math.max(layout.left, layout.x(fromMs));
    const x1 = Math.min(layout.right, layout.x(toMs));
    if (x1 <= x0) continue;
    ctx.fillStyle = color(step % 2 === 0 ? '--line' : '--hover');
    ctx.fillRect(x0, y, x1 - x0 - 1, height);
    if (layout.isSmall) continue;
    const measure = (text: string) => widthOf(drawing, text);
    const number = String(step + 1);
    const name = fitted(`${number}  ${title}`, x1 - x0 - 10, measure);
    if (name) write(drawing, name, x0 + 6, y + height / 2 + 0.5, '--text');
    else if (measure(number) <= x1 - x0 - 10) write(drawing, number, x0 + 6, y + height / 2 + 0.5, '--text');
  }
}

function drawRibbon(drawing: Drawing): void {
  const { ctx, layout, scene, color } = drawing;
  const { y, height } = layout.ribbon;
  ctx.fillStyle = color('--surface-sunken');
  ctx.fillRect(layout.left, y, layout.right - layout.left, height);
  const shown = scene.columns.flatMap((column): ShownColumn[] => {
    const x0 = Math.max(layout.left, Math.round(layout.x(column.fromMs)));
    const x1 = Math.min(layout.right, Math.max(x0 + 1, Math.round(layout.x(column.toMs))));
    return x1 > x0 ? [{ column, x0, width: x1 - x0 }] : [];
  });
  const usable = shown.filter(({ column }) => column.usable >= MIN_USABLE_SHARE);
  const floors = usable.map(() => y + height);
  for (const name of scene.names) {
    ctx.fillStyle = color(ribbonColor(name));
    usable.forEach(({ column, x0, width }, i) => {
      const tall = (column.values[name] ?? 0) * height;
      floors[i]! -= tall;
      // Half a pixel more, so that no seam shows between neighbors.
      if (tall > 0) ctx.fillRect(x0, floors[i]!, width, tall + 0.5);
    });
  }
  const talking = runs(shown, ({ talking }) => talking > 0.5);
  ctx.fillStyle = color('--surface');
  ctx.globalAlpha = 0.66;
  for (const { x0, x1 } of talking) ctx.fillRect(x0, y, x1 - x0, height);
  ctx.globalAlpha = 1;
  ctx.fillStyle = hatch(ctx, color('--surface'));
  for (const { x0, x1 } of runs(usable, ({ unsure }) => unsure > 0.5)) ctx.fillRect(x0, y, x1 - x0, height);
  // Below the ribbon: where the client talked, and where nothing could be used.
  const { flags } = layout;
  ctx.fillStyle = color('--text-quiet');
  for (const { x0, x1 } of talking) ctx.fillRect(x0, flags.y, x1 - x0, flags.height);
  ctx.fillStyle = color('--warn');
  const foot = flags.y + flags.height / 2;
  for (const { x0, x1 } of runs(shown, ({ usable }) => usable < MIN_USABLE_SHARE))
    ctx.fillRect(x0, foot, x1 - x0, flags.height / 2);
}

interface ShownColumn {
  column: SessionScene['columns'][number];
  x0: number;
  width: number;
}

/** Neighbors of which something holds, as one. */
function runs(
  shown: readonly ShownColumn[],
  holds: (column: ShownColumn['column']) => boolean,
): { x0: number; x1: number }[] {
  const found: { x0: number; x1: number }[] = [];
  for (const { column, x0, width } of shown) {
    if (!holds(column)) continue;
    const last = found.at(-1);
    if (last && x0 <= last.x1 + 1) last.x1 = x0 + width;
    else found.push({ x0, x1: x0 + width });
  }
  return found;
}

let pattern: { color: string; fill: CanvasPattern } | undefined;

/** Diagonal lines: not sure. */
function hatch(ctx: CanvasRenderingContext2D, color: string): CanvasPattern {
  if (pattern?.color === color) return pattern.fill;
  const tile = new OffscreenCanvas(8, 8);
  const own = tile.getContext('2d')!;
  own.strokeStyle = color;
  own.lineWidth = 2.5;
  for (const from of [-8, 0, 8]) {
    own.moveTo(from, 8);
    own.lineTo(from + 8, 0);
  }
  own.stroke();
  pattern = { color, fill: ctx.createPattern(tile, 'repeat')! };
  return pattern.fill;
}

const MARK_TOKENS: Readonly<Record<PlotMark['kind'], string>> = {
  marker: '--text',
  stop: '--bad',
  break: '--warn',
  note: '--accent',
};

function drawMarks(drawing: Drawing): void {
  const { ctx, layout, scene, color } = drawing;
  const foot = layout.axis.y;
  const marks = scene.marks
    .filter(({ atMs }) => scene.fromMs <= atMs && atMs <= scene.toMs)
    .map((mark) => ({ ...mark, x: Math.round(layout.x(mark.atMs)) + 0.5 }));
  for (const { kind, x } of marks) {
    ctx.strokeStyle = color(MARK_TOKENS[kind]);
    ctx.lineWidth = kind === 'stop' ? 3 : 1;
    ctx.setLineDash(kind === 'stop' ? [] : [3, 3]);
    ctx.beginPath();
    ctx.moveTo(x, layout.ribbon.y);
    ctx.lineTo(x, foot);
    ctx.stroke();
  }
  ctx.setLineDash([]);
  if (layout.isSmall) return;
  ctx.textBaseline = 'middle';
  const y = layout.names.y + layout.names.height / 2;
  const measure = (text: string) => widthOf(drawing, text);
  for (const { text, x, isBefore, kind } of markNames(marks, layout, measure)) {
    ctx.textAlign = isBefore ? 'right' : 'left';
    write(drawing, text, x, y, MARK_TOKENS[kind]);
  }
}

function widthOf({ ctx, layout }: Drawing, text: string): number {
  ctx.font = `${12 * layout.scale}px ${FONT}`;
  return ctx.measureText(text).width;
}

function drawSuds(drawing: Drawing): void {
  const { ctx, layout, scene, color } = drawing;
  const first = scene.suds.findLastIndex(({ atMs }) => atMs < scene.fromMs);
  const points = scene.suds.slice(Math.max(0, first)).filter(({ atMs }, i, all) => {
    const before = all[i - 1];
    return atMs <= scene.toMs || (before !== undefined && before.atMs <= scene.toMs);
  });
  ctx.save();
  ctx.beginPath();
  ctx.rect(layout.left, 0, layout.right - layout.left + 8, layout.height);
  ctx.clip();
  ctx.strokeStyle = color('--text');
  ctx.lineWidth = 1.5 * layout.scale;
  ctx.beginPath();
  points.forEach(({ atMs, value }, i) => ctx[i === 0 ? 'moveTo' : 'lineTo'](layout.x(atMs), layout.y(value)));
  ctx.stroke();
  let free = -Infinity;
  ctx.textAlign = 'center';
  for (const { atMs, value } of points) {
    const [x, y] = [layout.x(atMs), layout.y(value)];
    ctx.fillStyle = color('--text');
    ctx.beginPath();
    ctx.arc(x, y, (layout.isSmall ? 2.5 : 4) * layout.scale, 0, 2 * Math.PI);
    ctx.fill();
    if (layout.isSmall || x < Math.max(free, layout.left + 8)) continue;
    ctx.textBaseline = value > 75 ? 'top' : 'bottom';
    write(drawing, String(value), x, value > 75 ? y + 7 : y - 6, '--text');
    free = x + 26 * layout.scale;
  }
  ctx.restore();
}
