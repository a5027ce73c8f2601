import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { hash } from '@node-rs/argon2';
import { fileURLToPath } from 'node:url';
import { PeopleModule } from '../../src/features/people/people.module.js';
import { KitModule, saved } from '../support/kit.module.js';
import { TestApp } from '../support/test-app.js';
import type { Visitor } from '../support/visitor.js';

const PASSWORD = 'kettle harbour nineteen';

describe('a form posted after the session ended loses nothing', () => {
  let kit: TestApp;

  beforeAll(async () => {
    kit = await TestApp.start({
      modules: [KitModule, PeopleModule],
      at: new Date().toISOString(),
      viewFolders: [fileURLToPath(new URL('../support/kit-views', import.meta.url))],
    });
    await kit.person({ email: 'jo@westmarch.example', roles: ['owner'] });
    await kit.person({ email: 'both@westmarch.example', roles: ['owner'] });
    await kit.person({ email: 'both@westmarch.example', roles: ['owner'], authority: 'northmoor' });
    await kit.owner.query('update logins set password_hash = $1', [await hash(PASSWORD)]);
  });
  afterAll(() => kit.stop());
  beforeEach(() => void saved.splice(0));

  /** Opens the form, waits too long, and presses Save. */
  async function tooLate(
    email: string,
  ): Promise<{ visitor: Visitor; answer: Awaited<ReturnType<Visitor['get']>> }> {
    const before = await kit.signIn(email, { authority: 'westmarch' });
    const form = await before.get('/kit/form');
    const visitor = kit.visitor();
    const answer = await visitor.submit(form, 'Save', {
      title: 'Typed before',
      kind: 'practice',
      evidence: ['audit', 'data'],
      'dueOn-month': 'July',
    });
    return { visitor, answer };
  }

  const asTyped = {
    title: 'Typed before',
    kind: 'practice',
    evidence: ['audit', 'data'],
    dueOn: '2026-07-30',
  };

  it('after signing in again one press sends it', async () => {
    const { visitor, answer } = await tooLate('jo@westmarch.example');
    const kept = await visitor.submit(answer, 'Sign in', {
      email: 'jo@westmarch.example',
      password: PASSWORD,
    });
    expect(kept.heading).toBe('Your answers are kept');
    expect(kept.text).toContain('Typed before');
    expect(kept.text).toContain('30 July 2026');
    expect(saved).toEqual([]);
    const sent = await visitor.submit(kept, 'Send my answers now');
    expect([sent.status, sent.location]).toEqual([303, '/kit']);
    expect(saved).toMatchObject([asTyped]);
  });

  it('a wrong password first does not lose it', async () => {
    const { visitor, answer } = await tooLate('jo@westmarch.example');
    const wrong = await visitor.submit(answer, 'Sign in', {
      email: 'jo@westmarch.example',
      password: 'wrong',
    });
    expect(wrong.status).toBe(422);
    const kept = await visitor.submit(wrong, 'Sign in', {
      email: 'jo@westmarch.example',
      password: PASSWORD,
    });
    await visitor.submit(kept, 'Send my answers now');
    expect(saved).toMatchObject([asTyped]);
  });

  it('somebody of two authorities chooses one first', async () => {
    const { visitor, answer } = await tooLate('both@westmarch.example');
    const choice = await visitor.submit(answer, 'Sign in', {
      email: 'both@westmarch.example',
      password: PASSWORD,
    });
    const page = choice.forms.some((form) => form.buttons.includes('Send my answers now'))
      ? await visitor.submit(choice, 'Send my answers now')
      : choice;
    const kept = await visitor.submit(page, 'Westmarch Council', {
      authorityId: await kit.authority('westmarch'),
    });
    await visitor.submit(kept, 'Send my answers now');
    expect(saved).toMatchObject([asTyped]);
  });
});
