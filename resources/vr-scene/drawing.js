/** Draws a room in which a spider comes nearer step by step; the safe scene is the same room, calm and empty. */

const WALL = { safe: ['#8fb3b0', '#b9d3cf'], step: ['#5f6b66', '#8b958f'] };
const STEPS = 8;

/**
 * @param {CanvasRenderingContext2D} context
 * @param {number | null} step null: the safe scene
 * @param {number} timeMs moves the legs
 */
export function draw(context, step, timeMs) {
  const { width, height } = context.canvas;
  const [wall, floor] = step === null ? WALL.safe : WALL.step;
  context.fillStyle = wall;
  context.fillRect(0, 0, width, height * 0.6);
  context.fillStyle = floor;
  context.fillRect(0, height * 0.6, width, height * 0.4);
  drawWindow(context, width, height);
  if (step === null) return;
  const nearness = Math.min(1, step / (STEPS - 1));
  const radius = Math.min(width, height) * (0.015 + 0.12 * nearness);
  drawSpider(context, width / 2, height * (0.62 + 0.2 * nearness), radius, timeMs);
}

function drawWindow(context, width, height) {
  context.fillStyle = '#dcecf2';
  context.fillRect(width * 0.66, height * 0.12, width * 0.18, height * 0.28);
  context.strokeStyle = '#f7f7f2';
  context.lineWidth = Math.max(2, width * 0.006);
  context.strokeRect(width * 0.66, height * 0.12, width * 0.18, height * 0.28);
}

function drawSpider(context, x, y, radius, timeMs) {
  context.strokeStyle = context.fillStyle = '#201a17';
  context.lineWidth = Math.max(1, radius * 0.14);
  for (let leg = 0; leg < 8; leg++) {
    const side = leg < 4 ? -1 : 1;
    const lift = Math.sin(timeMs / 300 + leg * 1.7) * 0.15;
    const dy = ((leg % 4) - 1.5) * 0.8;
    context.beginPath();
    context.moveTo(x, y);
    context.lineTo(x + side * radius * 1.7, y + (dy - 0.8 + lift) * radius);
    context.lineTo(x + side * radius * 2.4, y + (dy + 0.6) * radius);
    context.stroke();
  }
  for (const [dx, size] of [
    [0, 1],
    [0.9, 0.55],
  ]) {
    context.beginPath();
    context.ellipse(x, y + dx * radius, radius * size, radius * size * 0.9, 0, 0, 2 * Math.PI);
    context.fill();
  }
}
