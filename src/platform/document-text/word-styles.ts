import { attribute, readXml } from './xml-reader.js';

/** How a paragraph or a piece of text is set; null where nothing is said. */
export interface WordLook {
  heading: number | null;
  /** Number list and level; list "0" takes an inherited number away. */
  list: string | null;
  level: number | null;
  left: number | null;
  bold: boolean | null;
  italic: boolean | null;
  size: number | null;
  raised: boolean | null;
  hidden: boolean | null;
}

export function plainLook(): WordLook {
  return {
    heading: null,
    list: null,
    level: null,
    left: null,
    bold: null,
    italic: null,
    size: null,
    raised: null,
    hidden: null,
  };
}

type Attributes = Readonly<Record<string, string>>;

/** Takes one property of a paragraph, a piece of text or a style into its look. */
export function takeProperty(look: WordLook, name: string, attributes: Attributes): void {
  const value = attribute(attributes, 'val');
  const on = value === null || !/^(0|false|off|none)$/i.test(value);
  if (name === 'b') look.bold = on;
  else if (name === 'i') look.italic = on;
  else if (name === 'sz') look.size = Number(value) / 2 || null;
  else if (name === 'vertAlign') look.raised = value === 'superscript';
  else if (name === 'vanish') look.hidden = on;
  else if (name === 'outlineLvl') look.heading = Number(value) <= 5 ? Number(value) + 1 : 0;
  else if (name === 'numId') look.list = value;
  else if (name === 'ilvl') look.level = Number(value) || 0;
  else if (name === 'ind') {
    const left = attribute(attributes, 'left') ?? attribute(attributes, 'start');
    if (left !== null) look.left = Number(left) / 20 || 0;
  }
}

interface Style {
  name: string;
  basedOn: string | null;
  isDefault: boolean;
  readonly look: WordLook;
}

/** Where something is said nearer by, that counts. */
export function over(far: WordLook, near: WordLook): WordLook {
  return {
    heading: near.heading ?? far.heading,
    list: near.list ?? far.list,
    level: near.level ?? far.level,
    left: near.left ?? far.left,
    bold: near.bold ?? far.bold,
    italic: near.italic ?? far.italic,
    size: near.size ?? far.size,
    raised: near.raised ?? far.raised,
    hidden: near.hidden ?? far.hidden,
  };
}

/** The named styles of a Word file, each with all it inherits. */
export class WordStyles {
  private readonly styles = new Map<string, Style>();
  private readonly known = new Map<string, WordLook>();
  private usual: string | null = null;
  private readonly ground = plainLook();

  /** Answers false when the part is not one that Word writes. */
  read(source: Buffer): boolean {
    let style: Style | null = null;
    let defaults = false;
    return readXml(source, {
      open: (name, attributes) => {
        if (name === 'docDefaults') defaults = true;
        else if (name === 'style') {
          const isDefault = /^(1|true|on)$/i.test(attribute(attributes, 'default') ?? '');
          style = { name: '', basedOn: null, isDefault, look: plainLook() };
          const id = attribute(attributes, 'styleId') ?? '';
          this.styles.set(id, style);
          if (isDefault && attribute(attributes, 'type') === 'paragraph') this.usual = id;
        } else if (style && name === 'name') style.name = (attribute(attributes, 'val') ?? '').toLowerCase();
        else if (style && name === 'basedOn') style.basedOn = attribute(attributes, 'val');
        else if (style) takeProperty(style.look, name, attributes);
        else if (defaults) takeProperty(this.ground, name, attributes);
      },
      close: (name) => {
        if (name === 'style') style = null;
        else if (name === 'docDefaults') defaults = false;
      },
    });
  }

  /** The look of a paragraph style; without a name, of ordinary text. */
  paragraph(id: string | null): WordLook {
    return over(this.ground, this.lookOf(id ?? this.usual ?? ''));
  }

  /** The look that a style of letters adds. */
  letters(id: string): WordLook {
    return this.lookOf(id);
  }

  /** The look of a style with what it inherits; styles that inherit in a circle end. */
  private lookOf(id: string): WordLook {
    const before = this.known.get(id);
    if (before) return before;
    const chain: Style[] = [];
    const seen = new Set<string>();
    for (let at: string | null = id; at !== null && !seen.has(at);) {
      seen.add(at);
      const style: Style | undefined = this.styles.get(at);
      if (!style) break;
      chain.unshift(style);
      at = style.basedOn;
    }
    let look = plainLook();
    for (const style of chain) {
      look = over(look, style.look);
      const level = headingNamed(style.name);
      if (level !== null) look.heading = level;
    }
    this.known.set(id, look);
    return look;
  }
}

function headingNamed(name: string): number | null {
  const level = /^heading ([1-9])$/.exec(name)?.[1];
  if (level) return Math.min(Number(level), 6);
  if (name === 'title') return 1;
  return name === 'subtitle' ? 2 : null;
}
