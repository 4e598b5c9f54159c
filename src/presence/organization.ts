/** The two parts of an extended number: `0003*210` is extension 210 of organization 0003. */
export type ExtendedNumber = { organization: string; local: string };

/** Splits at the first `*`. A number without one belongs to no organization, named by the empty string. */
export function splitNumber(extension: string): ExtendedNumber {
  const star = extension.indexOf('*');
  return star < 0
    ? { organization: '', local: extension }
    : { organization: extension.slice(0, star), local: extension.slice(star + 1) };
}
