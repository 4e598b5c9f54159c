import { isIP } from 'node:net';
import * as z from 'zod/mini';
import { nearest } from './nearest.ts';

/** A value, or a sentence that says what would be right. */
export type Reading<Value> = { value: Value } | { fault: string };

/** One value, read from its text. */
export function text<Value>(read: (given: string) => Reading<Value>, missing = 'needs one value.') {
  return z.pipe(
    z.string(missing),
    z.transform((given, context) => {
      const reading = read(given);
      if ('value' in reading) return reading.value;
      context.issues.push({ code: 'custom', message: reading.fault, input: given });
      return z.NEVER;
    }),
  );
}

/** Text of a certain form. The fault does not repeat it: passwords get into the wrong column. */
export function pattern(test: RegExp, fault: string, missing = fault) {
  return text((given) => (test.test(given) ? { value: given } : { fault }), missing);
}

export function wholeNumber(
  least: number,
  most: number,
  right = `Give a whole number from ${least} to ${most}.`,
) {
  return text((given): Reading<number> => {
    const value = /^\d{1,9}$/.test(given) ? Number(given) : Number.NaN;
    return value >= least && value <= most ? { value } : wrong(given, right);
  });
}

/** One of a few words, each with what it stands for. */
export function oneOf<const Value>(choices: Readonly<Record<string, Value>>) {
  const words = Object.keys(choices);
  const right = `Give ${[words.slice(0, -1).join(', '), words.at(-1)].filter(Boolean).join(' or ')}.`;
  return text((given): Reading<Value> => {
    const choice = Object.entries(choices).find(([word]) => word === given);
    return choice ? { value: choice[1] } : wrong(given, right);
  });
}

const HOST_NAME = /^(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/i;

/** An address of this machine to listen on. */
export const host = text((given) =>
  isHost(given)
    ? { value: given }
    : wrong(given, 'Give an address or a name of this machine, for example 127.0.0.1.'),
);

export function isHost(given: string): boolean {
  return isIP(given) > 0 || HOST_NAME.test(given);
}

/** Of this machine alone. */
export function isLoopback(given: string): boolean {
  return given === 'localhost' || given === '::1' || /^127(\.\d{1,3}){3}$/.test(given);
}

export const port = wholeNumber(
  0,
  65_535,
  'Give a whole number from 0 to 65535; 0 picks a free port.',
);

/** An address, or a network with the length of its prefix. */
export const network = text((given) => {
  const [address = '', prefix, ...rest] = given.split('/');
  const longest = isIP(address) === 6 ? 128 : 32;
  const isPrefix = prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= longest);
  return isIP(address) > 0 && isPrefix && rest.length === 0
    ? { value: given }
    : wrong(given, 'Give an address or a network, for example 127.0.0.1 or 10.0.0.0/8.');
});

/** Where pages come from, exactly as a browser names it. Plain HTTP is right for pages of this machine alone. */
export const origin = text((given) => {
  const url = URL.canParse(given) ? new URL(given) : undefined;
  const isSafe =
    url?.protocol === 'https:' || /^http:\/\/(localhost|127\.0\.0\.1)(:|$)/.test(given);
  return url?.origin === given && isSafe && isHost(url.hostname)
    ? { value: given }
    : wrong(
        given,
        'Give https://host, with :port when it is not 443 and with nothing behind it; http:// for localhost only.',
      );
});

/** The digits before the `*`. */
export const ORGANIZATION = /^\d{1,32}$/;

export const organization = pattern(
  ORGANIZATION,
  'is not an organization. Give its digits, for example "0003".',
);

const NUMBER_FORM = 'Give organization*extension in digits, for example 0003*210.';

export const extensionNumber = pattern(
  /^\d{1,32}\*\d{1,32}$/,
  `is not an extension. ${NUMBER_FORM}`,
  `is missing. ${NUMBER_FORM}`,
);

export const personalName = pattern(
  /^\P{Cc}{1,120}$/u,
  'is not a name. Give 1 to 120 characters on one line.',
);

/** What somebody is known by. The API wants tokens of this form, and 16 characters keep guessing hopeless. */
export function strongToken(reading: Reading<string>): Reading<string> {
  if ('fault' in reading || /^[A-Za-z0-9_.-]{16,}$/.test(reading.value)) return reading;
  return { fault: 'give at least 16 letters, digits, "_", "." or "-".' };
}

/** Several of a kind; none when it is left out. */
export function list<Item extends z.core.$ZodType>(item: Item, fault: string) {
  return z._default(z.array(item, fault), []);
}

/** A group of keys. A key that it does not have is a fault that names the likeliest one. */
export function section<Shape extends z.core.$ZodShape>(shape: Shape) {
  const keys = Object.keys(shape);
  const unknownKey = z.custom<unknown>(() => false, {
    error: ({ path }) => {
      const meant = nearest(String(path?.at(-1)), keys);
      return `is not a key. ${meant ? `Did you mean ${meant}?` : 'See rollcall.example.yaml.'}`;
    },
  });
  return z.catchall(z.object(shape, `is a group of keys: ${keys.join(', ')}.`), unknownKey);
}

/** A key that the interface has and this version does not serve. */
export function notYet(says: string) {
  return z.optional(z.custom<never>(() => false, says));
}

function wrong(given: string, right: string): { fault: string } {
  const shown = given.length > 60 ? `${given.slice(0, 60)}…` : given;
  return { fault: `${JSON.stringify(shown)} is not right. ${right}` };
}
