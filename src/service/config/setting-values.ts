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

export const port = wholeNumber(
  0,
  65_535,
  'Give a whole number from 0 to 65535; 0 picks a free port.',
);

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
