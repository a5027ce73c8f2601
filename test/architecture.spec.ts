import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import ts from 'typescript';

/** From the ground up: each may use the ones before it. */
const floors = ['domain', 'platform', 'web', 'features', 'entrances'] as const;
/** Each may use only those before it. */
const features = (
  'history authorities people meetings documents recommendations actions evidence measures plans findings imports plan-sheets ' +
  'challenges voices packs public-plan notices home administration'
).split(' ');
const packagesOfTheRulebook = ['temporal-polyfill', 'snowball-stemmers'];
const packagesOfItsTests = ['@jest/globals', 'fast-check', 'date-holidays'];

const root = fileURLToPath(new URL('..', import.meta.url));

describe('The import fence', () => {
  const imports = sourceFiles().flatMap((file) => importsOf(file).map((target) => ({ file, target })));

  it('looks at every source file', () => {
    expect(imports.length).toBeGreaterThan(50);
  });

  it('finds that imports go down only', () => {
    const broken = imports.flatMap(({ file, target }) => complaint(file, target) ?? []);
    expect(broken).toEqual([]);
  });

  it.each([
    ['src/domain/rating/rate.ts', 'src/platform/clock/clock.ts'],
    ['src/domain/rating/rate.ts', 'node:fs'],
    ['src/domain/rating/rate.ts', 'typeorm'],
    ['src/domain/rating/rate.ts', 'fast-check'],
    ['src/platform/mail/mailer.ts', 'src/web/session.ts'],
    ['src/platform/mail/mailer.ts', 'src/features/people/people.service.ts'],
    ['src/web/session.ts', 'src/features/people/people.service.ts'],
    ['src/features/people/people.service.ts', 'src/features/actions/actions.service.ts'],
    ['src/features/people/people.service.ts', 'src/main.ts'],
    ['src/features/gossip/gossip.service.ts', 'src/domain/rating/rate.ts'],
    ['src/features/people/people.service.ts', 'test/support/builders.ts'],
    ['migrations/20261122100000-first.ts', 'src/platform/clock/clock.ts'],
  ])('would notice %s importing %s', (file, target) => {
    expect(complaint(file, target)).not.toBeNull();
  });

  it.each([
    ['src/domain/rating/rate.ts', 'src/domain/calendar/local-date.ts'],
    ['src/domain/rating/rate.ts', 'temporal-polyfill'],
    ['src/domain/matching/stems.ts', 'snowball-stemmers'],
    ['src/domain/rating/rate.spec.ts', 'fast-check'],
    ['src/features/actions/actions.service.ts', 'src/features/people/people.service.ts'],
    ['src/features/actions/actions.service.ts', 'src/features/actions/action.entity.ts'],
    ['src/features/actions/actions.service.ts', 'src/domain/rating/rate.ts'],
    ['src/main.ts', 'src/features/actions/actions.module.ts'],
    ['src/platform/database/migration-list.ts', 'migrations/20261122100000-first.ts'],
  ])('lets %s import %s', (file, target) => {
    expect(complaint(file, target)).toBeNull();
  });
});

/** What is wrong with this import, or null. Both are paths from the project's folder; a package goes by its name. */
function complaint(file: string, target: string): string | null {
  const says = (why: string) => `${file} imports ${target}: ${why}`;
  const isPackage = !/^(src|migrations|seeds|test)\//.test(target);
  if (file.startsWith('migrations/')) {
    return isPackage || target.startsWith('migrations/') ? null : says('a migration stands alone');
  }
  const floor = floorOf(file);
  if (isPackage) return floor === 'domain' ? packageComplaint(file, target, says) : null;
  if (target.startsWith('test/')) return file.endsWith('.spec.ts') ? null : says('only tests use test/');
  if (!target.startsWith('src/'))
    return floor === 'domain' ? says('the rulebook imports nothing but itself') : null;
  const below = floorOf(target);
  if (floors.indexOf(below) > floors.indexOf(floor)) return says(`${floor} stands below ${below}`);
  return floor === 'features' && below === 'features'
    ? orderComplaint(file, target, says)
    : orderOf(file, says);
}

function packageComplaint(file: string, target: string, says: (why: string) => string): string | null {
  const isTest = file.endsWith('.spec.ts');
  const allowed = isTest ? [...packagesOfTheRulebook, ...packagesOfItsTests] : packagesOfTheRulebook;
  if (allowed.includes(target) || (isTest && target.startsWith('node:'))) return null;
  return says('the rulebook imports nothing but itself');
}

function orderComplaint(file: string, target: string, says: (why: string) => string): string | null {
  const [own, other] = [features.indexOf(featureOf(file)), features.indexOf(featureOf(target))];
  if (own === -1 || other === -1) return says('this feature has no place in the order of features');
  return other > own ? says(`${featureOf(target)} comes after ${featureOf(file)}`) : null;
}

function orderOf(file: string, says: (why: string) => string): string | null {
  if (floorOf(file) !== 'features' || features.includes(featureOf(file))) return null;
  return says('this feature has no place in the order of features');
}

function floorOf(file: string): (typeof floors)[number] {
  const room = file.split('/')[1] ?? '';
  return floors.find((floor) => floor === room) ?? 'entrances';
}

function featureOf(file: string): string {
  return file.split('/')[2] ?? '';
}

function sourceFiles(): string[] {
  return ['src', 'migrations'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name).replaceAll('\\', '/')),
  );
}

/** Static, re-exported, type-only and dynamic imports alike. */
function importsOf(file: string): string[] {
  const text = readFileSync(join(root, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => {
    if (!fileName.startsWith('.')) return fileName;
    const path = relative(root, join(root, dirname(file), fileName)).replaceAll('\\', '/');
    return path.replace(/\.js$/, '.ts');
  });
}
