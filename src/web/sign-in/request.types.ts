import type { SignIn } from '../person.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who signed in, null for nobody. Set before any guard runs. */
    signIn: SignIn | null;
    /** Only what the CSRF plugin looks for; the session itself lives in the database. */
    session: { _csrf?: string };
  }
}
