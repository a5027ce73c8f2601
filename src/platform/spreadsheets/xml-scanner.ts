export interface XmlHandlers {
  /** `attribute` finds a value by its name without prefix; null where there is none. */
  open?(name: string, attribute: (name: string) => string | null): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** The text is no XML that can be read: cut off, or with a part that nobody needs and some misuse. */
export class XmlDamaged extends Error {}

/** One piece of text grows without end. */
export class XmlTooLarge extends Error {}

const LONGEST_PIECE = 4 * 1024 * 1024;

/**
 * Reads XML as it arrives and keeps nothing. Names are given without their prefix. A document type, which can define
 * texts that grow without end, is refused.
 */
export class XmlScanner {
  private rest = '';

  constructor(private readonly handlers: XmlHandlers) {}

  push(piece: string): void {
    const text = this.rest + piece;
    let at = 0;
    while (at < text.length) {
      const tag = text.indexOf('<', at);
      if (tag < 0) break;
      if (tag > at) this.handlers.text?.(decodeXml(text.slice(at, tag)));
      const end = this.tagEnd(text, tag);
      if (end < 0) {
        at = tag;
        break;
      }
      this.tag(text.slice(tag, end));
      at = end;
    }
    this.rest = text.slice(at);
    if (this.rest.length > LONGEST_PIECE) throw new XmlTooLarge('one piece of text is too long');
  }

  /** Nothing may be left over. */
  end(): void {
    if (this.rest.trim() !== '') throw new XmlDamaged('cut off');
  }

  /** Where the tag that begins at `from` has ended; below 0 while its end has not arrived. */
  private tagEnd(text: string, from: number): number {
    if (text.startsWith('<!--', from)) return after(text, '-->', from + 4);
    if (text.startsWith('<![CDATA[', from)) return after(text, ']]>', from + 9);
    if (text.startsWith('<?', from)) return after(text, '?>', from + 2);
    if (text.startsWith('<!', from)) {
      if (text.length - from < 9) return -1;
      throw new XmlDamaged('a document type is not read');
    }
    let quote = '';
    for (let at = from + 1; at < text.length; at += 1) {
      const letter = text[at]!;
      if (quote !== '') quote = letter === quote ? '' : quote;
      else if (letter === '"' || letter === "'") quote = letter;
      else if (letter === '>') return at + 1;
    }
    return -1;
  }

  private tag(tag: string): void {
    if (tag.startsWith('<![CDATA[')) {
      this.handlers.text?.(tag.slice(9, -3));
      return;
    }
    if (tag.startsWith('<!') || tag.startsWith('<?')) return;
    if (tag.startsWith('</')) {
      this.handlers.close?.(withoutPrefix(tag.slice(2, -1).trim()));
      return;
    }
    const name = withoutPrefix(/^<\s*([^\s/>]+)/.exec(tag)?.[1] ?? '');
    this.handlers.open?.(name, (wanted) => attributeOf(tag, wanted));
    if (tag.endsWith('/>')) this.handlers.close?.(name);
  }
}

function after(text: string, mark: string, from: number): number {
  const at = text.indexOf(mark, from);
  return at < 0 ? -1 : at + mark.length;
}

function withoutPrefix(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const patterns = new Map<string, RegExp>();

function attributeOf(tag: string, wanted: string): string | null {
  let pattern = patterns.get(wanted);
  if (pattern === undefined) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${wanted}\\s*=\\s*("([^"]*)"|'([^']*)')`);
    patterns.set(wanted, pattern);
  }
  const found = pattern.exec(tag);
  return found === null ? null : decodeXml(found[2] ?? found[3] ?? '');
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function decodeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|amp|lt|gt|quot|apos);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
    const code = /^#x/i.test(name) ? parseInt(name.slice(2), 16) : Number(name.slice(1));
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : '';
  });
}
