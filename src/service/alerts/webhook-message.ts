import type { WebhookMessage } from '../../contract/alerts.ts';
import { toApiInstant } from '../../presence/extension.ts';
import { type Member, massLossOf } from '../../presence/mass-loss.ts';
import { massLossLines } from '../../presence/mass-loss-text.ts';
import { compareNumbers } from '../../presence/order.ts';
import { splitNumber } from '../../presence/organization.ts';

/** A message lists so many extensions; its `count` is of all. Its sentence names fewer. */
const LISTED = 100;
const NAMED = 10;

type Listed = WebhookMessage['extensions'][number];

/** What a message of a loss and that of its recovery have in common. */
export type LostTogether = Pick<
  WebhookMessage,
  'id' | 'extensions' | 'count' | 'organizations' | 'shared'
>;

/** What names extensions: undefined or '' for those without one. */
export type NameOf = (number: string) => string | undefined;

/**
 * The message of a loss.
 * @param lost by number, when each was seen to be lost
 * @param members all that could be lost, as far as the webhook is told of them
 * @param sinceMs when the first was lost
 */
export function lossMessage(loss: {
  id: string;
  lost: ReadonlyMap<string, number>;
  members: readonly Omit<Member, 'lostAtMs'>[];
  sinceMs: number;
  nameOf: NameOf;
}): WebhookMessage {
  const { id, lost, members, sinceMs, nameOf } = loss;
  const numbers = [...lost.keys()].sort(compareNumbers);
  const extensions = numbers.slice(0, LISTED).map((number) => listed(number, nameOf));
  const count = numbers.length;
  const [happened, shared] = togetherLines(members, lost);
  const what = [happened || (count === 1 ? 'Lost' : `${count} lost`), shared].filter(Boolean);
  return {
    ...{ id, kind: 'loss', text: plain(`${what.join(', ')}: ${names({ extensions, count })}`) },
    ...{ since: toApiInstant(sinceMs), extensions, count },
    organizations: [...new Set(numbers.map((number) => splitNumber(number).organization))],
    shared,
  };
}

/** The message that everything of a loss is back, the first of it since then. */
export function recoveryMessage(loss: LostTogether, sinceMs: number): WebhookMessage {
  const { id, extensions, count, organizations, shared } = loss;
  const what = count === 1 ? 'Back' : `All ${count} are back`;
  return {
    ...{ id, kind: 'recovery', text: plain(`${what}: ${names(loss)}`) },
    ...{ since: toApiInstant(sinceMs), extensions, count, organizations, shared },
  };
}

export function testMessage(id: string, nowMs: number): WebhookMessage {
  return {
    ...{ id, kind: 'test', text: 'A test from Rollcall. Nothing is lost.' },
    ...{ since: toApiInstant(nowMs), extensions: [], count: 0, organizations: [], shared: '' },
  };
}

/** "37 of 40 lost in 60 s" and "all Yealink SIP-T46S 66.86.0.15", where all were lost together; else nothing. */
function togetherLines(
  members: readonly Omit<Member, 'lostAtMs'>[],
  lost: ReadonlyMap<string, number>,
): readonly [happened: string, shared: string] {
  const together = massLossOf(
    members.map((member) => ({ ...member, lostAtMs: lost.get(member.number) })),
  );
  return together?.numbers.size === lost.size ? massLossLines(together) : ['', ''];
}

function listed(number: string, nameOf: NameOf): Listed {
  return { extension: number, name: nameOf(number) ?? '' };
}

function names({ extensions, count }: Pick<WebhookMessage, 'extensions' | 'count'>): string {
  const named = extensions
    .slice(0, NAMED)
    .map(({ extension, name }) => (name ? `${extension} ${name}` : extension))
    .join('; ');
  const more = count - Math.min(extensions.length, NAMED);
  return more > 0 ? `${named}; and ${more} more.` : `${named}.`;
}

/**
 * Text that Slack and its like show as it is. A telephone says itself what it is called, and must not be able to call a
 * whole channel (`<!channel>`, `@all`) or to show a link under another name.
 */
function plain(text: string): string {
  return text
    .replace(/</g, '‹')
    .replace(/>/g, '›')
    .replace(/@(?=\w)/g, '@\u200b');
}
