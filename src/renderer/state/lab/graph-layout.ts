import type { StageSummary } from '../../../main/ipc/contract.ts';

export interface GraphNode {
  stage: StageSummary;
  x: number;
  y: number;
}

export interface GraphEdge {
  id: string;
  from: string;
  to: string;
  /** SVG path from the end of one node to the beginning of another. */
  path: string;
}

export interface Graph {
  width: number;
  height: number;
  nodeWidth: number;
  nodeHeight: number;
  nodes: GraphNode[];
  edges: GraphEdge[];
}

const SIDE_GAP = 16;
const STEP_GAP = { least: 28, most: 96 };
const NODE = { least: 116, most: 232, height: 92, padding: 12 };

/** A place along the curriculum and across it; on the screen to the right and down, or turned. */
interface Place {
  along: number;
  across: number;
}
type Turn = (place: Place) => [x: number, y: number];

/**
 * Steps by how many stages come before; what stands side by side is spread around the middle. The steps go to the right, or
 * down where only that fits.
 * @param titlePx width of the longest title of a node
 */
export function layoutCurriculum(stages: readonly StageSummary[], available: number, titlePx = 0): Graph {
  const narrowest = Math.max(NODE.least, Math.ceil(titlePx) + 2 * NODE.padding);
  const depth = depths(stages);
  const steps = Array.from({ length: Math.max(-1, ...depth.values()) + 1 }, (_, i) =>
    stages.filter(({ key }) => depth.get(key) === i),
  );
  const n = Math.max(1, steps.length);
  const most = Math.max(1, ...steps.map((step) => step.length));
  const isDown =
    least(n, narrowest, STEP_GAP.least) > available && least(most, narrowest, SIDE_GAP) <= available;
  const spare = n > 1 ? (available - n * narrowest) / (n - 1) : STEP_GAP.most;
  const gap = isDown
    ? STEP_GAP.least
    : clamp(Math.min(spare, (available / n) * 0.22), STEP_GAP.least, STEP_GAP.most);
  const nodeWidth = isDown ? fit(available, most, narrowest, SIDE_GAP) : fit(available, n, narrowest, gap);
  const [length, breadth] = isDown ? [NODE.height, nodeWidth] : [nodeWidth, NODE.height];
  const turn: Turn = ({ along, across }) => (isDown ? [across, along] : [along, across]);

  const all = most * breadth + (most - 1) * SIDE_GAP;
  const places = new Map<string, Place>();
  for (const [i, step] of steps.entries())
    for (const [r, { key }] of step.entries()) {
      const inset = (all - step.length * breadth - (step.length - 1) * SIDE_GAP) / 2;
      places.set(key, { along: i * (length + gap), across: inset + r * (breadth + SIDE_GAP) });
    }
  const edges = stages.flatMap(({ key, parents }) =>
    parents.flatMap((parent): GraphEdge[] => {
      const from = places.get(parent);
      const to = places.get(key)!;
      if (!from) return [];
      const skips = depth.get(key)! - depth.get(parent)! > 1;
      const a = { along: from.along + length, across: from.across + breadth / 2 };
      const b = { along: to.along, across: to.across + breadth / 2 };
      const path = edgePath(a, b, { skips, gap, breadth, turn });
      return [{ id: `${parent}>${key}`, from: parent, to: key, path }];
    }),
  );
  const [width, height] = turn({
    along: steps.length * length + Math.max(0, steps.length - 1) * gap,
    across: all,
  });
  const nodes = stages.map((stage) => {
    const [x, y] = turn(places.get(stage.key)!);
    return { stage, x, y };
  });
  return { width, height, nodeWidth, nodeHeight: NODE.height, nodes, edges };
}

const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

const least = (n: number, node: number, gap: number): number => n * node + (n - 1) * gap;

/** How wide each of several nodes can be beside each other. */
const fit = (available: number, n: number, narrowest: number, gap: number): number =>
  clamp((available - gap * (n - 1)) / n, narrowest, NODE.most);

interface EdgeOptions {
  skips: boolean;
  gap: number;
  breadth: number;
  turn: Turn;
}

/** What skips a step turns in the first gap and passes beside what stands there. */
function edgePath(a: Place, b: Place, { skips, gap, breadth, turn }: EdgeOptions): string {
  const at = (along: number, across: number) =>
    turn({ along, across })
      .map((value) => Math.round(value * 10) / 10)
      .join(' ');
  const to = (end: Place) => {
    const middle = (a.along + end.along) / 2;
    return `M${at(a.along, a.across)}C${at(middle, a.across)} ${at(middle, end.across)} ${at(end.along, end.across)}`;
  };
  if (!skips) return to(b);
  if (Math.abs(a.across - b.across) > breadth / 2)
    return `${to({ along: a.along + gap, across: b.across })}L${at(b.along, b.across)}`;
  const bend = a.across + breadth;
  return `M${at(a.along, a.across)}C${at(a.along + gap, bend)} ${at(b.along - gap, bend)} ${at(b.along, b.across)}`;
}

function depths(stages: readonly StageSummary[]): Map<string, number> {
  const byKey = new Map(stages.map((stage) => [stage.key, stage]));
  const known = new Map<string, number>();
  const depthOf = (stage: StageSummary, path: readonly string[]): number => {
    const found = known.get(stage.key);
    if (found !== undefined) return found;
    const parents = stage.parents.flatMap((key) => (path.includes(key) ? [] : (byKey.get(key) ?? [])));
    const depth =
      parents.length === 0 ? 0 : 1 + Math.max(...parents.map((p) => depthOf(p, [...path, stage.key])));
    known.set(stage.key, depth);
    return depth;
  };
  for (const stage of stages) depthOf(stage, []);
  return known;
}
