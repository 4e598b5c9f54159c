import type { MassLoss, Traits } from './mass-loss.ts';

/**
 * A mass loss in two lines: "37 of 40 lost in 60 s", of how many that there are, and "all Yealink SIP-T46S 66.86.0.15,
 * organization 0003". When not all share it: "9 lost in 40 s", "7 of 9 Yealink SIP-T46S". The second line is empty when
 * the data show nothing in common.
 */
export function massLossLines(loss: MassLoss): readonly [happened: string, shared: string] {
  const { numbers, count, total, withinMs } = loss;
  const isAll = count === numbers.size;
  const seconds = Math.round(withinMs / 1000);
  const many = isAll ? `${counted(count)} of ${counted(total)}` : counted(numbers.size);
  const happened = `${many} lost${seconds > 0 ? ` in ${seconds} s` : ''}`;
  const shared = sharedText(loss.shared);
  if (shared === '') return [happened, ''];
  return [happened, `${isAll ? 'all' : `${counted(count)} of ${counted(numbers.size)}`} ${shared}`];
}

const counted = (count: number) => count.toLocaleString('en');

/** "Yealink SIP-T46S 66.86.0.15, organization 0003", "Poly, version 8.2.3.0127", "in organization 0003". */
function sharedText({ vendor, model, version, organization }: Partial<Traits>): string {
  const agent = model
    ? withVersion(model, version, ' ')
    : withVersion(vendor, version, ', version ');
  if (!organization) return agent;
  return agent === ''
    ? `in organization ${organization}`
    : `${agent}, organization ${organization}`;
}

function withVersion(name: string | undefined, version: string | undefined, between: string) {
  return [name, version].filter(Boolean).join(between);
}
