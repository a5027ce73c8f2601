import type { Settings } from '../platform/settings/settings.js';

/** What the person at the keyboard needs to know once everything runs. Without a password there is no demonstration. */
export function greeting(settings: Settings, seconds: number, password: string | null): string[] {
  const lines = [`Ready after ${seconds.toFixed(1)} seconds: ${settings.baseUrl}`, ''];
  if (password !== null) {
    lines.push(
      'Sign in as one of the people of the invented council Westmarch:',
      '  plan.manager@westmarch.example   builds and publishes the plan',
      '  owner.one@westmarch.example      has actions to update',
      '  director@westmarch.example       sees the whole picture',
      '  also administrator@ chair@ member@ quality@ lead.one@ lead.two@ owner.two@ … owner.eight@ partner@ viewer@',
      'or of a second council that sees nothing of the first: plan.manager@northmoor.example',
      `Password: ${password}`,
      '',
    );
  }
  if (settings.mailUrl.startsWith('file:')) {
    lines.push(`Mail is written to ${settings.mailUrl.slice('file:'.length)}, one file each.`);
  }
  lines.push(`Everything else is kept in ${settings.dataDir}. Stop with Ctrl-C.`);
  return lines;
}
