import { Parser } from 'htmlparser2';

/** What is read from an XML part, element by element; names come without their prefix. */
export interface XmlHandler {
  open(name: string, attributes: Readonly<Record<string, string>>): void;
  close(name: string): void;
  text?(text: string): void;
  /** Whether enough was read. */
  isFull?(): boolean;
}

/** No office program nests deeper. */
const DEEPEST = 500;

/**
 * Reads XML without following anything that it points to. Answers false for what no office program writes: a
 * document type, whose entities can grow without end or name files of the reader, or nesting without end.
 */
export function readXml(source: Buffer, handler: XmlHandler): boolean {
  let depth = 0;
  let sound = true;
  const text = decoded(source);
  if (/<!(?:doctype|entity)/i.test(text.slice(0, 10_000))) return false;
  const parser = new Parser(
    {
      onprocessinginstruction(name) {
        if (/^!(?:doctype|entity)/i.test(name)) stop();
      },
      onopentag(name, attributes) {
        if (++depth > DEEPEST) return stop();
        handler.open(local(name), attributes);
      },
      onclosetag(name) {
        depth--;
        handler.close(local(name));
      },
      ontext(words) {
        handler.text?.(words);
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  function stop(): void {
    sound = false;
    parser.pause();
  }
  // In pieces, so that what is refused is refused early.
  for (let at = 0; at < text.length && sound && !handler.isFull?.(); at += 65_536)
    parser.write(text.slice(at, at + 65_536));
  if (sound && !handler.isFull?.()) parser.end();
  return sound;
}

function decoded(source: Buffer): string {
  if (source[0] === 0xff && source[1] === 0xfe) return source.toString('utf16le', 2);
  return source.toString('utf8').replace(/^\uFEFF/, '');
}

function local(name: string): string {
  const colon = name.indexOf(':');
  return colon < 0 ? name : name.slice(colon + 1);
}

/** The value of an attribute, whatever prefix the file gives it. */
export function attribute(attributes: Readonly<Record<string, string>>, name: string): string | null {
  return attributes[`w:${name}`] ?? attributes[name] ?? byLocalName(attributes, name);
}

function byLocalName(attributes: Readonly<Record<string, string>>, name: string): string | null {
  for (const key in attributes) if (key.endsWith(`:${name}`)) return attributes[key]!;
  return null;
}
