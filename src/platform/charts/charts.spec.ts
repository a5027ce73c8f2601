import { describe, expect, it, test } from '@jest/globals';
import { bars } from './bar-chart.js';
import { apart, figure, textWidth, thinned, wrapped } from './chart-text.js';
import type { Drawing, TextShape } from './drawing.js';
import { lines } from './line-chart.js';
import { sparkline } from './sparkline.js';
import { stackedColumns, type ColumnSeries } from './stacked-columns.js';
import { svgOf } from './svg.js';
import { wordGrid } from './word-grid.js';

const frame = { title: 'Colours', description: 'Actions by colour' };
const series: ColumnSeries[] = [
  { name: 'Red', letter: 'R', tone: 'red' },
  { name: 'Amber', letter: 'A', tone: 'amber' },
  { name: 'Green', letter: 'G', tone: 'green' },
];
const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);

function columnsOf(values: readonly (readonly number[])[]): Drawing {
  const points = values.map((one, index) => ({ label: `${(index % 28) + 1} Jun 26`, values: one }));
  return stackedColumns({ ...frame, series, points });
}

function linesOf(values: readonly (number | null)[], other: readonly (number | null)[] = []): Drawing {
  const points = values.map((_, index) => ({
    label: `${(index % 28) + 1} June 2026`,
    at: 20_600 + index * 31,
  }));
  return lines({
    ...frame,
    points,
    series: [
      { name: 'Should have been done by the original date', tone: 'grey', values },
      { name: 'Done', tone: 'green', values: other },
    ],
  });
}

function sparkOf(values: readonly number[], target: number | null = 80): Drawing {
  return sparkline({ ...frame, points: values.map((value, index) => ({ at: index, value })), target });
}

function barsOf(values: readonly number[]): Drawing {
  return bars({
    ...frame,
    bars: values.map((value, index) => ({ label: `More than ${index} days late`, value })),
  });
}

function gridOf(columns: number, rows: number): Drawing {
  return wordGrid({
    ...frame,
    columns: upTo(columns).map((index) => `${index + 1} November 20${10 + index}`),
    rows: upTo(rows).map((row) => ({
      label: `The experiences and progress of children in care and of care leavers, part ${row}`,
      cells: upTo(columns).map((column) => ({ text: column % 2 ? 'Requires improvement to be good' : '' })),
    })),
  });
}

const shapesOfData: [string, Drawing][] = [
  ...[0, 1, 2, 8, 60].flatMap((count): [string, Drawing][] => [
    [`columns of ${count} months`, columnsOf(upTo(count).map((index) => [index % 7, 3, index]))],
    [
      `lines of ${count} days`,
      linesOf(
        upTo(count),
        upTo(count).map((index) => (index > 5 ? null : index)),
      ),
    ],
    [`a sparkline of ${count} values`, sparkOf(upTo(count).map((index) => 60 + (index % 9)))],
    [`${count} bars`, barsOf(upTo(count))],
  ]),
  ['columns that are all equal', columnsOf(upTo(12).map(() => [1, 1, 1]))],
  [
    'columns of nothing',
    columnsOf([
      [0, 0, 0],
      [0, 0, 0],
    ]),
  ],
  [
    'columns below zero',
    columnsOf([
      [3, -2, 4],
      [1, -2, 0],
    ]),
  ],
  ['columns of thousands', columnsOf(upTo(6).map((index) => [12_345 * index, 1, 2]))],
  ['lines that are all equal', linesOf([5, 5, 5], [5, 5, 5])],
  ['lines below zero', linesOf([-5, 5.25, -7], [-5, 5, 5])],
  ['lines of zero', linesOf([0, 0], [0, 0])],
  ['a sparkline at its target', sparkOf([80, 80, 80])],
  ['a sparkline below zero', sparkOf([-1.25, -3.5], -10)],
  ['a sparkline without target', sparkOf([4, 5], null)],
  ['bars below zero', barsOf([-4, 12, 0])],
  ['bars of nothing', barsOf([0, 0])],
  ['judgements of five visits', gridOf(5, 4)],
  ['one judgement', gridOf(1, 1)],
];

describe.each(shapesOfData)('%s', (_, drawing) => {
  const texts = drawing.shapes.filter((shape) => shape.kind === 'text');

  it('keeps every text inside the drawing', () => {
    const outside = texts
      .map(extentOf)
      .filter(
        (box) =>
          box.left < -0.5 ||
          box.right > drawing.width + 0.5 ||
          box.top < -3 ||
          box.bottom > drawing.height + 1,
      );
    expect(outside).toEqual([]);
  });

  it('lets no text cover another', () => {
    const boxes = texts.map(extentOf);
    const covering = boxes.flatMap((one, index) =>
      boxes
        .slice(index + 1)
        .filter((other) => covers(one, other))
        .map((other) => [one.text, other.text]),
    );
    expect(covering).toEqual([]);
  });

  it('has only places that are numbers', () => {
    expect(svgOf(drawing)).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('is small enough to send', () => expect(svgOf(drawing).length).toBeLessThan(40_000));
});

describe('Columns', () => {
  it('say the figures of the last one beside it', () => {
    expect(
      textsOf(
        columnsOf([
          [1, 2, 3],
          [7, 0, 40],
        ]),
      ),
    ).toEqual(expect.arrayContaining(['R 7', 'G 40']));
    expect(
      textsOf(
        columnsOf([
          [1, 2, 3],
          [7, 0, 40],
        ]),
      ),
    ).not.toContain('A 0');
  });

  it('write the letter into a part with room and hatch one without', () => {
    const roomy = columnsOf([[10, 10, 10]]);
    const flat = columnsOf([[1, 1, 98]]);
    const letters = (drawing: Drawing) => textsOf(drawing).filter((text) => /^[RAG]$/.test(text)).length;
    // Three letters stand in the key.
    expect([letters(roomy), letters(flat)]).toEqual([6, 4]);
  });

  it('stand on zero and reach as high as their values', () => {
    const d = columnsOf([[10, 0, 10]]).shapes.flatMap((one) =>
      one.kind === 'path' && one.fill && one.stroke ? [one.d] : [],
    );
    const heights = d.map((path) => Number(/v([\d.]+)/.exec(path)![1]));
    // 20 is the top of an axis 200 high.
    expect(heights).toEqual([100, 100]);
  });
});

describe('Lines', () => {
  it('are told apart by their dash and by the name and last figure at their end', () => {
    const drawing = linesOf([1, 2, 9], [1, 2, 4]);
    const dashes = drawing.shapes.flatMap((one) =>
      one.kind === 'path' && one.strokeWidth === 2 ? [one.dash] : [],
    );
    expect(dashes).toEqual([undefined, [7, 4]]);
    expect(textsOf(drawing)).toContain('Done 4');
  });

  it('break where nothing is known', () => {
    const drawing = linesOf([1, null, 3, 4]);
    const d = drawing.shapes.flatMap((one) => (one.kind === 'path' && one.strokeWidth === 2 ? [one.d] : []));
    expect(d[0]!.split('M').length - 1).toBe(2);
  });
});

test('a value on its target is the same height as the line of the target', () => {
  const drawing = sparkOf([70, 80]);
  const dashed = drawing.shapes.find((one) => one.kind === 'path' && one.dash !== undefined);
  const dashedAt = dashed?.kind === 'path' ? Number(/,([\d.]+)L/.exec(dashed.d)![1]) : 0;
  const line = drawing.shapes.find((one) => one.kind === 'path' && one.strokeWidth === 2);
  expect(line?.kind === 'path' ? Number(line.d.split(',').at(-1)) : -1).toBe(dashedAt);
});

test('a bar below zero ends left of where the others begin', () => {
  const boxes = barsOf([-5, 10]).shapes.flatMap((one) => (one.kind === 'path' && one.fill ? [one.d] : []));
  const [below, above] = boxes.map((d) => /^M([\d.]+),[\d.]+h([\d.]+)/.exec(d)!.slice(1).map(Number));
  expect(below![0]! + below![1]!).toBeCloseTo(above![0]!, 1);
  expect(above![1]! / below![1]!).toBeCloseTo(2, 1);
});

test('an occasion that did not judge an area has a dash in its cell', () => {
  expect(textsOf(gridOf(2, 1))).toEqual(expect.arrayContaining(['–', 'good']));
});

describe('SVG', () => {
  const hostile: Drawing = {
    width: 10,
    height: 10,
    title: '</title><script>alert(1)</script>',
    description: 'a & "b"',
    shapes: [
      { kind: 'text', x: 1.23456, y: 2, text: `<b>' & \u0007`, anchor: 'start', size: 12, colour: '"><x' },
      { kind: 'path', d: 'M0,0"onload="x', fill: "'>" },
    ],
  };

  it('escapes every text and attribute', () => {
    const markup = svgOf(hostile, { id: '"><script>' });
    expect(markup).not.toMatch(/<script|<b>|<x|onload="|'>/);
    expect(markup).not.toContain('\u0007');
    expect(markup).toContain('a &amp; &quot;b&quot;');
  });

  it('has a name and a description, no style, and short numbers', () => {
    const markup = svgOf(columnsOf([[1, 2, 3]]), { id: 'colours' });
    expect(markup).toContain('role="img"');
    expect(markup).toContain('aria-labelledby="colours-title colours-description"');
    expect(markup).toContain('<title id="colours-title">Colours</title>');
    expect(markup).not.toMatch(/style|\d\.\d{3}/);
  });

  it('refuses a place that is no number', () => {
    expect(() => svgOf({ ...hostile, width: Number.NaN })).toThrow(RangeError);
  });
});

test.each([
  [1234.5, '1,234.5'],
  [-2, '−2'],
  [-0, '0'],
  [0.005, '0.01'],
  [71, '71'],
])('%d is written %s', (value, text) => expect(figure(value)).toBe(text));

test('labels that fit side by side are all written; else every second, third, …, always the last', () => {
  const labels = (count: number) => upTo(count).map((index) => ({ middle: index * 20, size: 30 }));
  expect(
    thinned(
      [
        { middle: 0, size: 10 },
        { middle: 50, size: 10 },
      ],
      5,
    ),
  ).toEqual([0, 1]);
  expect(thinned(labels(5), 5)).toEqual([0, 2, 4]);
  expect(thinned(labels(4), 5)).toEqual([1, 3]);
  expect(thinned([], 5)).toEqual([]);
});

test('labels that would cover each other move apart and stay between their edges', () => {
  const moved = apart(
    [
      { middle: 98, size: 10 },
      { middle: 97, size: 10 },
      { middle: 5, size: 10 },
    ],
    0,
    0,
    100,
  );
  expect(moved).toEqual([95, 85, 5]);
});

test('a word longer than the line is broken, not lost', () => {
  const broken = wrapped('Safeguardingpartnershiparrangements now', 12, 60);
  expect(broken.join('').replaceAll(' ', '')).toBe('Safeguardingpartnershiparrangementsnow');
  expect(broken.every((line) => textWidth(line, 12) <= 60)).toBe(true);
});

interface Extent {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function extentOf({ text, x, y, size, anchor, bold }: TextShape): Extent {
  const width = textWidth(text, size, bold) * 0.98;
  const left = anchor === 'start' ? x : anchor === 'middle' ? x - width / 2 : x - width;
  return { text, left, right: left + width, top: y - size * 0.75, bottom: y + size * 0.2 };
}

function covers(one: Extent, other: Extent): boolean {
  const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
  const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
  return across > 0 && down > 0;
}

function textsOf(drawing: Drawing): string[] {
  return drawing.shapes.flatMap((shape) => (shape.kind === 'text' ? [shape.text] : []));
}
