/** A small reader of our own pages for tests over HTTP: enough to find words, links and forms, no more. */

export interface FormOnPage {
  readonly method: string;
  readonly action: string;
  readonly multipart: boolean;
  /** Hidden fields, texts, chosen options and ticked boxes, as a browser would send them. */
  readonly fields: [name: string, value: string][];
  /** The names of every field it has, filled in or not. */
  readonly names: string[];
  readonly buttons: string[];
}

const ENTITIES: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  '#x27': "'",
  nbsp: ' ',
};

export function decode(text: string): string {
  return text.replace(/&(#x[0-9a-f]+|#\d+|[a-z]+);/gi, (whole, name: string) => {
    const known = ENTITIES[name.toLowerCase()];
    if (known !== undefined) return known;
    if (/^#x/i.test(name)) return String.fromCodePoint(Number.parseInt(name.slice(2), 16));
    return name.startsWith('#') ? String.fromCodePoint(Number(name.slice(1))) : whole;
  });
}

/** The words of a page or a part of it, as read aloud: tags gone, spaces single. */
export function words(html: string): string {
  const visible = html.replace(/<(script|style|head)\b[\s\S]*?<\/\1>/gi, ' ');
  return decode(visible.replace(/<[^>]+>/g, ' '))
    .replace(/\s+/g, ' ')
    .trim();
}

export function titleOf(html: string): string {
  return decode(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '').trim();
}

export function headingOf(html: string): string {
  return words(/<h1[^>]*>([\s\S]*?)<\/h1>/.exec(html)?.[1] ?? '');
}

export function linksOf(html: string): { text: string; href: string }[] {
  return [...html.matchAll(/<a\b([^>]*)>([\s\S]*?)<\/a>/g)].map((match) => ({
    text: words(match[2] ?? ''),
    href: attributes(match[1] ?? '')['href'] ?? '',
  }));
}

export function formsOf(html: string): FormOnPage[] {
  return [...html.matchAll(/<form\b([^>]*)>([\s\S]*?)<\/form>/g)].map((match) => {
    const form = attributes(match[1] ?? '');
    const inside = match[2] ?? '';
    const fields: [string, string][] = [];
    const names: string[] = [];
    for (const [, tag] of inside.matchAll(/<input\b([^>]*)>/g)) {
      const input = attributes(tag ?? '');
      const name = input['name'];
      if (name === undefined) continue;
      names.push(name);
      const isBox = input['type'] === 'checkbox' || input['type'] === 'radio';
      if (input['type'] === 'file' || (isBox && input['checked'] === undefined)) continue;
      fields.push([name, input['value'] ?? '']);
    }
    for (const [, tag, value] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
      const name = attributes(tag ?? '')['name'] ?? '';
      names.push(name);
      fields.push([name, decode(value ?? '').replace(/^\n/, '')]);
    }
    for (const [, tag, options] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attributes(tag ?? '')['name'] ?? '';
      names.push(name);
      const all = [...(options ?? '').matchAll(/<option\b([^>]*)>/g)].map((option) =>
        attributes(option[1] ?? ''),
      );
      const chosen = all.find((option) => option['selected'] !== undefined) ?? all[0];
      fields.push([name, chosen?.['value'] ?? '']);
    }
    for (const [, tag] of inside.matchAll(/<button\b([^>]*)>/g)) {
      const name = attributes(tag ?? '')['name'];
      if (name !== undefined) names.push(name);
    }
    return {
      method: (form['method'] ?? 'get').toLowerCase(),
      action: form['action'] ?? '',
      multipart: form['enctype'] === 'multipart/form-data',
      fields,
      names: [...new Set(names)],
      buttons: [...inside.matchAll(/<button\b[^>]*>([\s\S]*?)<\/button>/g)].map((button) =>
        words(button[1] ?? ''),
      ),
    };
  });
}

function attributes(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z-]+)(?:\s*=\s*"([^"]*)")?/g)].map((match) => [
      match[1],
      decode(match[2] ?? ''),
    ]),
  );
}
