/** How many characters a password has at least. */
export const SHORTEST_PASSWORD = 12;
export const LONGEST_PASSWORD = 200;

/** Words that too many passwords are made of; compared after digits and signs that stand for letters are undone. */
const GUESSED_FIRST = [
  'password',
  'passphrase',
  'passcode',
  'letmein',
  'welcome',
  'changeme',
  'administrator',
  'iloveyou',
  'sunshine',
  'princess',
  'football',
  'liverpool',
  'arsenal',
  'chelsea',
  'manchester',
  'superman',
  'computer',
  'internet',
  'secret',
  'council',
  'children',
  'improvement',
  'ofsted',
  'safeguarding',
  'monday',
  'january',
  'summer',
  'winter',
  'spring',
  'autumn',
  'qwerty',
  'qwertyuiop',
  'asdfghjkl',
  'zxcvbnm',
];
/** What people run a finger along. */
const ROWS = [
  'abcdefghijklmnopqrstuvwxyz',
  '01234567890',
  'qwertyuiopasdfghjklzxcvbnm',
  '1qaz2wsx3edc4rfv5tgb6yhn7ujm',
];
const LOOKALIKES: Record<string, string> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
  '!': 'i',
};

/**
 * What is wrong with a new password, in one sentence, or null. At least 12 characters; not the mail address or a part
 * of it; not one of the first that anybody would guess. Nothing is asked about capitals, digits or signs: length is
 * what helps.
 */
export function passwordProblem(password: string, email: string): string | null {
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return `The password must be ${SHORTEST_PASSWORD} characters or more`;
  if (length > LONGEST_PASSWORD) return `The password must be ${LONGEST_PASSWORD} characters or fewer`;
  if (isAddress(password, email)) return 'The password must not be your email address';
  if (isGuessedFirst(password)) {
    return 'This password is one of the first that somebody would guess. Three words that do not belong together are better';
  }
  return null;
}

/** The address, its name or its domain, with or without digits and signs around it. */
function isAddress(password: string, email: string): boolean {
  const typed = password.toLowerCase();
  const address = email.toLowerCase();
  const [name = '', domain = ''] = address.split('@');
  const bare = lettersOf(typed);
  return typed.includes(address) || [name, domain, address].some((part) => bare === lettersOf(part));
}

function isGuessedFirst(password: string): boolean {
  const typed = password.toLowerCase().replace(/\s+/g, '');
  if (isRepeated(typed) || isRun(typed)) return true;
  const readings = [
    lettersOf(typed),
    lettersOf(undisguised(typed)),
    lettersOf(undisguised(typed.replace(/[\d\W_]+$/, ''))),
  ];
  return readings.some((letters) => letters === '' || madeOf(letters, GUESSED_FIRST));
}

/** "abcabcabcabc", "aaaaaaaaaaaa": up to six characters again and again. */
function isRepeated(text: string): boolean {
  return [1, 2, 3, 4, 5, 6].some(
    (size) =>
      text ===
      text
        .slice(0, size)
        .repeat(Math.ceil(text.length / size))
        .slice(0, text.length),
  );
}

/** "123456789012", "qwertyuiopas", either way, and such runs joined. */
function isRun(text: string): boolean {
  const rows = ROWS.flatMap((row) => [row.repeat(3), [...row.repeat(3)].reverse().join('')]);
  let at = 0;
  while (at < text.length) {
    let end = text.length;
    while (end - at >= 4 && !rows.some((row) => row.includes(text.slice(at, end)))) end -= 1;
    if (end - at < 4) return false;
    at = end;
  }
  return true;
}

function undisguised(text: string): string {
  return [...text].map((character) => LOOKALIKES[character] ?? character).join('');
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, '');
}

/** The same word over and over, or one of these alone: what digits and signs around it hardly hide. */
function madeOf(letters: string, words: readonly string[]): boolean {
  return words.some((word) => letters === word.repeat(Math.max(1, Math.round(letters.length / word.length))));
}
