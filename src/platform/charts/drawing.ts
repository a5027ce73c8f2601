/**
 * A chart as shapes with places and colours, from which the web (SVG), Word and PDF each draw the same. Units are
 * points from the upper left corner.
 */
export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly title: string;
  /** What it shows, for who cannot see it. */
  readonly description: string;
  readonly shapes: readonly Shape[];
}

export type Shape = PathShape | TextShape;

export interface PathShape {
  readonly kind: 'path';
  /** As the `d` of an SVG path. */
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly strokeWidth?: number;
  /** Lengths of dash and gap: what tells lines apart without colour. */
  readonly dash?: readonly number[];
}

export interface TextShape {
  readonly kind: 'text';
  readonly x: number;
  readonly y: number;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly size: number;
  readonly bold?: boolean;
  readonly colour?: string;
}
