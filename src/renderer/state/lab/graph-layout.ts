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
  /** SVG path from the right side of one node to the left side of another. */
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

const ROW_GAP = 16;
const COLUMN_GAP = { least: 28, most: 96 };
const NODE = { least: 116, most: 232, height: 76 };

/** Columns by how many stages come before; what stands side by side is spread around the middle. */
export function layoutCurriculum(stages: readonly StageSummary[], available: number): Graph {
  const depth = depths(stages);
  const columns: StageSummary[][] = [];
  for (const stage of stages) (columns[depth.get(stage.key)!] ??= []).push(stage);
  const n = columns.length;
  const tallest = Math.max(0, ...columns.map((column) => column.length));
  const gap = clamp((available / Math.max(1, n)) * 0.22, COLUMN_GAP.least, COLUMN_GAP.most);
  const nodeWidth = clamp((available - gap * Math.max(0, n - 1)) / Math.max(1, n), NODE.least, NODE.most);
  const nodeHeight = NODE.height;
  const height = tallest * nodeHeight + Math.max(0, tallest - 1) * ROW_GAP;
  const nodes = columns.flatMap((column, c) =>
    column.map((stage, r) => ({
      stage,
      x: c * (nodeWidth + gap),
      y:
        (height - column.length * nodeHeight - (column.length - 1) * ROW_GAP) / 2 +
        r * (nodeHeight + ROW_GAP),
    })),
  );
  const at = new Map(nodes.map((node) => [node.stage.key, node]));
  const edges = nodes.flatMap(({ stage, x, y }) =>
    stage.parents.flatMap((parent): GraphEdge[] => {
      const from = at.get(parent);
      if (!from) return [];
      const skips = depth.get(stage.key)! - depth.get(parent)! > 1;
      const a = { x: from.x + nodeWidth, y: from.y + nodeHeight / 2 };
      const b = { x, y: y + nodeHeight / 2 };
      return [
        { id: `${parent}>${stage.key}`, from: parent, to: stage.key, path: edgePath(a, b, skips, gap) },
      ];
    }),
  );
  const width = n * nodeWidth + Math.max(0, n - 1) * gap;
  return { width, height, nodeWidth, nodeHeight, nodes, edges };
}

interface Point {
  x: number;
  y: number;
}
const clamp = (value: number, least: number, most: number): number => Math.min(most, Math.max(least, value));

/** What skips a column turns in the first gap and passes above or below what stands there. */
function edgePath(a: Point, b: Point, skips: boolean, gap: number): string {
  const r = (value: number) => Math.round(value * 10) / 10;
  const turn = (to: Point) => {
    const middle = (a.x + to.x) / 2;
    return `M${r(a.x)} ${r(a.y)}C${r(middle)} ${r(a.y)} ${r(middle)} ${r(to.y)} ${r(to.x)} ${r(to.y)}`;
  };
  if (!skips) return turn(b);
  if (Math.abs(a.y - b.y) > NODE.height / 2) return `${turn({ x: a.x + gap, y: b.y })}H${r(b.x)}`;
  const bend = a.y + NODE.height;
  return `M${r(a.x)} ${r(a.y)}C${r(a.x + gap)} ${r(bend)} ${r(b.x - gap)} ${r(bend)} ${r(b.x)} ${r(b.y)}`;
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
