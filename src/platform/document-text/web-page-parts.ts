/** Which parts of a web page are the document, and which are the site around it. */

/** Never text of the document. */
const NEVER = new Set(
  `script style noscript template title nav del button select option textarea input svg canvas iframe object embed
  video audio map area dialog datalist meter progress`.split(/\s+/),
);

const SITE_ROLES = /^(navigation|banner|contentinfo|search|dialog|alertdialog|menu|menubar|toolbar)$/i;

/** Names that sites give to what stands around the text; each word of `class` and `id` is looked at by itself. */
const SITE_NAME =
  /^(?:(?:.*[-_])?cookies?(?:[-_].*)?|(?:.*[-_])?breadcrumbs?(?:[-_].*)?|skip[-_]?(?:link|nav|to).*|govuk-skip-link|site[-_]?(?:header|footer|nav).*|share(?:[-_].*)?|social(?:[-_].*)?|(?:.*[-_])?consent(?:[-_].*)?|related[-_](?:content|links|items|pages|navigation).*|gem-c-(?:related|feedback|share|contextual|step-nav|cookie|breadcrumbs|phase-banner|layout-(?:super-navigation|header|footer)).*|page[-_]?footer|footer|(?:main[-_])?(?:menu|nav|navbar|navigation)|sidebar|side[-_]?(?:bar|nav|menu)|pagination|pager|print[-_]?(?:link|this|page)|back[-_]to[-_]top|feedback|newsletter|popup|modal|visually-?hidden|sr-only|screen-reader-text|govuk-visually-hidden)$/i;

const HIDDEN_STYLE = /display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all/i;

const MAY_BE_SITE = /^(div|section|aside|ul|ol|p|a|span|form|footer|header|table)$/;

/** Whether an element with all it holds is left out. `within` says whether the document's own text has begun. */
export function isAroundTheText(
  name: string,
  attributes: Readonly<Record<string, string>>,
  within: boolean,
  strict: boolean,
): boolean {
  if (NEVER.has(name)) return true;
  if (attributes.hidden !== undefined && attributes.hidden !== 'until-found') return true;
  if (/^true$/i.test(attributes['aria-hidden'] ?? '')) return true;
  if (HIDDEN_STYLE.test(attributes.style ?? '')) return true;
  if (SITE_ROLES.test(attributes.role ?? '')) return true;
  if (!strict) return false;
  if (name === 'footer') return true;
  if ((name === 'header' || name === 'aside') && !within) return true;
  if (!MAY_BE_SITE.test(name)) return false;
  const names = `${attributes.class ?? ''} ${attributes.id ?? ''}`.slice(0, 500);
  return names.split(/\s+/).some((word) => word !== '' && SITE_NAME.test(word));
}

/** The element that a page itself says holds its document. */
export function isMain(name: string, attributes: Readonly<Record<string, string>>): boolean {
  return name === 'main' || /^main$/i.test(attributes.role ?? '');
}

/** Where footnotes stand together at the end. */
export function holdsFootnotes(attributes: Readonly<Record<string, string>>): boolean {
  return (
    /^doc-(endnotes|footnotes?)$/i.test(attributes.role ?? '') ||
    /(?:^|\s)(?:footnotes?|endnotes?)(?:\s|$)/i.test(`${attributes.class ?? ''} ${attributes.id ?? ''}`)
  );
}
