import type { Change } from '../../presence/changes.ts';
import type { Condition } from '../../presence/condition.ts';
import { splitNumber } from '../../presence/organization.ts';

const isGone = (condition: Condition | undefined) =>
  condition === 'expired' || condition === 'lost';
const isBack = ({ from, to }: Change) =>
  (isGone(from) || from === 'not-registered') && (to === 'registered' || to === 'late');

/**
 * What happened, in one sentence that can be listened to: "9 lost in 40 s, organization 0003". An empty string when
 * nothing did that is worth interrupting for.
 */
export function changeSummary(changes: readonly Change[]): string {
  const parts = [
    part(
      changes.filter(({ from, to }) => isGone(to) && !isGone(from)),
      'lost',
    ),
    part(
      changes.filter(({ to }) => to === 'late'),
      'late',
    ),
    part(changes.filter(isBack), 'registered again'),
  ];
  return parts.filter((text) => text !== '').join('. ');
}

function part(changes: readonly Change[], word: string): string {
  const numbers = new Set(changes.map(({ number }) => number));
  const [first] = numbers;
  if (first === undefined) return '';
  if (numbers.size === 1) return `${first} ${word}`;
  const times = changes.map(({ atMs }) => atMs);
  const seconds = Math.round((Math.max(...times) - Math.min(...times)) / 1000);
  const organizations = new Set([...numbers].map((number) => splitNumber(number).organization));
  const [organization = ''] = organizations;
  const where = organizations.size === 1 && organization ? `, organization ${organization}` : '';
  return `${numbers.size} ${word}${seconds > 0 ? ` in ${seconds} s` : ''}${where}`;
}
