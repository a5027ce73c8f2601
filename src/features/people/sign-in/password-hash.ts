import { Algorithm, hash, verify } from '@node-rs/argon2';

/** 19 MiB, two passes, one lane: the least that is advised for argon2id, about 50 ms on one core. */
const COST = {
  algorithm: 2 satisfies Algorithm.Argon2id,
  memoryCost: 19 * 1024,
  timeCost: 2,
  parallelism: 1,
};

/** The same password typed on two keyboards may come as different bytes. */
const asTyped = (password: string) => password.normalize('NFKC');

export function hashPassword(password: string): Promise<string> {
  return hash(asTyped(password), COST);
}

/** Compared with when there is nothing to compare with, so that an unknown address takes as long as a known one. */
let nobodys: Promise<string> | undefined;

/** Is this the password? Takes the same time when there is none, and then says no. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this one');
  const isRight = await verify(stored ?? (await nobodys), asTyped(password));
  return stored !== null && isRight;
}
