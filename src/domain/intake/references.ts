/** References that an item prints about itself. They stay in its text. */

/** "(Para 31)", "(paragraphs 12, 14 and 20–22)": the numbers, ranges written out. */
export function paragraphRefsIn(text: string): string[] {
  const refs: string[] = [];
  for (const found of text.matchAll(
    /[([]?\b(?:see\s+)?para(?:graph)?s?\.?\s+((?:\d{1,3}(?:\.\d{1,3})*(?:\s*(?:,|and|&|–|-|to)\s*)?)+)/gi,
  )) {
    for (const part of found[1]!.split(/\s*(?:,|and|&)\s*/)) {
      const range = /^(\d{1,3})\s*(?:–|-|to)\s*(\d{1,3})$/.exec(part.trim());
      if (range && Number(range[2]) > Number(range[1]) && Number(range[2]) - Number(range[1]) < 50) {
        for (let number = Number(range[1]); number <= Number(range[2]); number++) refs.push(String(number));
      } else if (/\d/.test(part)) refs.push(part.trim().replace(/[–-]$/, '').trim());
    }
  }
  return [...new Set(refs)];
}

/** "(outcome 4, national framework)": the tag to the Children's Social Care National Framework, without brackets. */
export function frameworkRefIn(text: string): string | undefined {
  return /\(((?:(?:outcome|enabler|principle)s?\s+\d[^()]*?)(?:,?\s*national framework)?)\)[.\s]*$/i.exec(
    text,
  )?.[1];
}

/** Recommendation numbers that a finding names: "(recommendation 4)", "(Recommendations 2, 3 and 5–7)", "(R3)". */
export function recommendationRefsIn(text: string): string[] {
  const refs: string[] = [];
  for (const found of text.matchAll(
    /\brecommendations?\s+((?:R?\d{1,3}(?:\s*(?:,|and|&|to|–|-)\s*)?)+)|\((?:see )?((?:R\d{1,3}(?:\s*(?:,|and|&)\s*)?)+)\)/gi,
  )) {
    for (const part of (found[1] ?? found[2]!).matchAll(/(\d{1,3})(?:\s*(?:to|–|-)\s*R?(\d{1,3}))?/gi)) {
      const last = Number(part[2] ?? part[1]);
      for (let number = Number(part[1]); number <= last && number < Number(part[1]) + 50; number++)
        refs.push(String(number));
    }
  }
  return [...new Set(refs)];
}

/** The paragraph says that a recommendation answers it, without saying which. */
export function marksRecommendation(text: string): boolean {
  return /\(\s*recommendations?\b[^)]*\)/i.test(text);
}
