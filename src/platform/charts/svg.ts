import type { Drawing, Shape } from './drawing.js';

export interface SvgOptions {
  /** Makes the ids of its title and description: unique on its page. Without it they are still its first children. */
  readonly id?: string;
}

/**
 * A drawing as SVG markup for a page. Only presentation attributes, no style, so that it fits a strict content
 * security policy; every text and attribute is escaped.
 */
export function svgOf(drawing: Drawing, { id }: SvgOptions = {}): string {
  const { width, height, title, description, shapes } = drawing;
  const name = id === undefined ? '' : attributes({ 'aria-labelledby': `${id}-title ${id}-description` });
  const idOf = (part: string) => (id === undefined ? '' : attributes({ id: `${id}-${part}` }));
  const root = attributes({
    xmlns: 'http://www.w3.org/2000/svg',
    viewBox: `0 0 ${short(width)} ${short(height)}`,
    width: short(width),
    height: short(height),
    role: 'img',
    focusable: 'false',
    class: 'app-drawing',
    'font-family': 'Arial, Helvetica, sans-serif',
  });
  return (
    `<svg${root}${name}><title${idOf('title')}>${escaped(title)}</title>` +
    `<desc${idOf('description')}>${escaped(description)}</desc>${shapes.map(shapeMarkup).join('')}</svg>`
  );
}

function shapeMarkup(shape: Shape): string {
  if (shape.kind === 'path') {
    return `<path${attributes({
      d: shape.d,
      fill: shape.fill ?? 'none',
      stroke: shape.stroke,
      'stroke-width': shape.strokeWidth,
      'stroke-dasharray': shape.dash?.map(short).join(' '),
    })}/>`;
  }
  return `<text${attributes({
    x: short(shape.x),
    y: short(shape.y),
    'text-anchor': shape.anchor,
    'font-size': short(shape.size),
    'font-weight': shape.bold ? 'bold' : undefined,
    fill: shape.colour,
  })}>${escaped(shape.text)}</text>`;
}

function attributes(values: Readonly<Record<string, string | number | undefined>>): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [` ${name}="${escaped(String(value))}"`]))
    .join('');
}

/** A hundredth of a point is finer than any paper. */
function short(value: number): string {
  if (!Number.isFinite(value)) throw new RangeError(`A place in a drawing must be a number, not ${value}`);
  return String(Math.round(value * 100) / 100);
}

const MARKUP: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as SVG and HTML may hold it. What XML cannot hold at all is left out. */
function escaped(text: string): string {
  return text.replace(
    /[&<>"'\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g,
    (character) => MARKUP[character] ?? '',
  );
}
