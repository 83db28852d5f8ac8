import { describe, expect, it } from 'vitest';

import { layoutCurriculum } from '../../../../src/renderer/state/lab/graph-layout.ts';
import { curriculum, stage } from './make-run.ts';

const placed = (stages: Parameters<typeof layoutCurriculum>[0], width = 900) => {
  const graph = layoutCurriculum(stages, width);
  return { graph, at: Object.fromEntries(graph.nodes.map((node) => [node.stage.key, node])) };
};

describe('layoutCurriculum', () => {
  it('has room for the longest title, down the page where that is what fits', () => {
    const stages = curriculum();
    for (const available of [900, 640, 400, 200])
      expect(layoutCurriculum(stages, available, 131).nodeWidth).toBeGreaterThanOrEqual(131 + 24);
  });

  it('has a column for each step; the distillations stand above one another', () => {
    const { at } = placed(curriculum());
    expect(at['teacher']!.x).toBe(0);
    expect(at['student']!.x).toBeGreaterThan(at['teacher']!.x);
    expect(at['standard']!.x).toBe(at['triplet']!.x);
    expect(at['standard']!.y).toBeLessThan(at['triplet']!.y);
    expect(at['ensemble']!.x).toBeGreaterThan(at['triplet']!.x);
    expect(at['student']!.y).toBe(at['teacher']!.y);
  });

  it('fits where it can and never overlaps', () => {
    for (const width of [320, 552, 620, 900, 1600]) {
      const { graph } = placed(curriculum(), width);
      expect(graph.width).toBeLessThanOrEqual(width);
      for (const a of graph.nodes)
        for (const b of graph.nodes)
          if (a !== b)
            expect(Math.abs(a.x - b.x) >= graph.nodeWidth || Math.abs(a.y - b.y) >= graph.nodeHeight).toBe(
              true,
            );
    }
  });

  it('goes down where the steps do not fit beside each other', () => {
    const { graph, at } = placed(curriculum(), 320);
    expect(at['standard']!.y).toBe(at['triplet']!.y);
    expect(at['ensemble']!.y).toBeGreaterThan(at['triplet']!.y);
    expect(graph.width).toBeLessThanOrEqual(320);
  });

  it('draws an edge for each parent that is there', () => {
    const { graph } = placed(curriculum());
    expect(graph.edges).toHaveLength(7);
    expect(placed([stage('student', ['elsewhere'])]).graph.edges).toEqual([]);
  });

  it('bears no stage, one stage and a circle', () => {
    expect(placed([]).graph.nodes).toEqual([]);
    expect(placed([stage('teacher')]).graph.nodes).toHaveLength(1);
    expect(placed([stage('standard', ['triplet']), stage('triplet', ['standard'])]).graph.nodes).toHaveLength(
      2,
    );
  });
});
