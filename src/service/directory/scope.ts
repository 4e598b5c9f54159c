import { splitNumber } from '../../presence/organization.ts';

/** A set of extensions by rule: all, those with an organization's prefix, or those named. As data, so that it can key a cache. */
export type Scope =
  | { kind: 'all' }
  | { kind: 'organization'; organization: string }
  | { kind: 'extensions'; numbers: readonly string[] };

/** True when the rule covers the extended number, whether or not such an extension exists. */
export function covers(scope: Scope, number: string): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'organization':
      return number.includes('*') && splitNumber(number).organization === scope.organization;
    case 'extensions':
      return scope.numbers.includes(number);
  }
}

/** True when the rule covers extensions of the organization. */
export function coversOrganization(scope: Scope, organization: string): boolean {
  switch (scope.kind) {
    case 'all':
      return true;
    case 'organization':
      return scope.organization === organization;
    case 'extensions':
      return scope.numbers.some((number) => splitNumber(number).organization === organization);
  }
}

/** True when the one rule covers nothing that the other does not. */
export function liesWithin(inner: Scope, outer: Scope): boolean {
  if (outer.kind === 'all') return true;
  if (inner.kind === 'extensions') return inner.numbers.every((number) => covers(outer, number));
  return (
    inner.kind === 'organization' &&
    outer.kind === 'organization' &&
    inner.organization === outer.organization
  );
}
