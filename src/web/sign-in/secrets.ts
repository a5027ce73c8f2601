import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { WEB_SETTINGS, type WebSettings } from '../web-settings.js';

const NONCE = 12;
const TAG = 16;

/** 32 random bytes for a cookie or link, and the SHA-256 of them for the database. */
export function newSecret(): { token: string; hash: Buffer } {
  const token = randomBytes(32).toString('base64url');
  return { token, hash: hashOf(token) };
}

export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Keys derived from the session secret, one per purpose, so that what is sealed for one opens for no other. */
@Injectable()
export class Secrets {
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(WEB_SETTINGS) private readonly settings: WebSettings) {}

  /** Encrypts and authenticates (AES-256-GCM), as text that fits a cookie or a hidden field. */
  seal(purpose: string, value: unknown): string {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(purpose), nonce);
    const sealed = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** What was sealed for this purpose, or null when it was not sealed here or was changed since. */
  open<T>(purpose: string, text: string): T | null {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length < NONCE + TAG) return null;
    const decipher = createDecipheriv('aes-256-gcm', this.key(purpose), bytes.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    try {
      const opened = Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]);
      return JSON.parse(opened.toString('utf8')) as T;
    } catch {
      // A forged or foreign text is an ordinary answer here, not a fault: the caller treats it as absent.
      return null;
    }
  }

  digest(purpose: string, text: string): string {
    return createHmac('sha256', this.key(purpose)).update(text).digest('base64url');
  }

  private key(purpose: string): Buffer {
    let key = this.keys.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync('sha256', this.settings.sessionSecret, 'tracker', purpose, 32));
      this.keys.set(purpose, key);
    }
    return key;
  }
}
