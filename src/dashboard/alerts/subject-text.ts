import { type Silence, SUBJECT_LIMIT, type Subject } from '../../contract/alerts.ts';
import { compareNumbers } from '../../presence/order.ts';
import { silenceText } from '../condition/silence-text.ts';
import type { BoardModel } from '../model/board-model.ts';

/** "extension 0003*210", "organization 0003", "agent Yealink SIP-T46S". */
export function subjectText({ kind, value }: Subject): string {
  return `${kind} ${value}`;
}

/** "Muted until 18:00 by Ann". */
export function madeText(silence: Silence, nowMs: number): string {
  const { id, name } = silence.account;
  return `${silenceText(silence, nowMs)} by ${name === '' ? `account ${id}` : name}`;
}

export type NamedSubject = { subject: Subject; text: string };

/** What of the board can be silenced as a whole: its organizations, then its agents, the commonest first. */
export function subjectsOf(
  { items, agents }: BoardModel,
  names: Record<string, string>,
): readonly NamedSubject[] {
  const prefixes = new Set([...items.values()].map(({ organization }) => organization));
  const organizations = [...prefixes].filter((prefix) => prefix !== '').sort(compareNumbers);
  return [
    ...organizations.map((value) => ({
      subject: { kind: 'organization', value } as const,
      text: ['Organization', value, names[value]].filter(Boolean).join(' '),
    })),
    ...agents.map(({ name }) => ({
      subject: { kind: 'agent', value: name } as const,
      text: `Agent ${name}`,
    })),
  ].filter(({ subject }) => subject.value.length <= SUBJECT_LIMIT);
}
