import type { Silence, SilenceKind } from '../../contract/alerts.ts';
import { formatMoment } from './time-text.ts';

export const SILENCE_WORDS: Record<SilenceKind, string> = {
  acknowledgement: 'Acknowledged',
  mute: 'Muted',
};

/** "Acknowledged", "Muted until 18:00". */
export function silenceText({ kind, until }: Silence, nowMs: number): string {
  const word = SILENCE_WORDS[kind];
  return until === null ? word : `${word} until ${formatMoment(Date.parse(until), nowMs)}`;
}

/** The same in a sentence, with who made it: "acknowledged by Ann until 18:00". */
export function speakSilence({ kind, until, account }: Silence, nowMs: number): string {
  const who = account.name === '' ? `account ${account.id}` : account.name;
  const end = until === null ? '' : ` until ${formatMoment(Date.parse(until), nowMs)}`;
  return `${SILENCE_WORDS[kind].toLowerCase()} by ${who}${end}`;
}
