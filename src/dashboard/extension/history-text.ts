import type { ChangeKind, GapKind } from '../../contract/journal.ts';
import { describeAgent } from '../../presence/agent.ts';
import type { Condition } from '../../presence/condition.ts';
import type { Happening, History, Unknown } from '../../presence/history.ts';
import { CONDITION_LOOKS } from '../condition/looks.ts';
import { formatDuration, formatLength, formatMoment } from '../condition/time-text.ts';

/** "as seen by this browser since 14:02"; nothing of the journal, which sees all. */
export function bySource({ source, sinceMs }: History, nowMs: number): string {
  return source === 'journal'
    ? ''
    : `as seen by this browser since ${formatMoment(sinceMs, nowMs)}`;
}

/** One line of the log: when, what, and what is to be said of it beside. */
export type LogLine = { atMs: number; look: Condition; text: string; aside: string };

/** What happened, the newest first. */
export function logLines(history: History, sinceMs: number): LogLine[] {
  const { happenings, unknowns } = history;
  const lines = [
    ...happenings.flatMap((happening, at) =>
      isToldByItsEnd(happening) ? [] : lineOf(happenings, at),
    ),
    ...unknowns.map(unknownLine),
  ];
  return lines.filter(({ atMs }) => atMs >= sinceMs).sort((a, b) => b.atMs - a.atMs);
}

/** Back to rest after a call, or after being late: how long that was is said with it. */
function isToldByItsEnd({ kind, from, to }: Happening): boolean {
  const isOwn = kind === undefined || kind === 'presence-changed';
  return isOwn && to === 'registered' && (from === 'ringing' || from === 'busy' || from === 'late');
}

/**
 * Since when an extension has been what it is; undefined when nobody saw it come. Late is not among what the journal
 * tells as it happens, and what this screen lost, a journal saw sign off.
 */
export function conditionSinceMs(history: History, condition: Condition): number | undefined {
  const late = history.lates.find(({ toMs }) => toMs === Infinity);
  if (condition === 'late' && late) return late.fromMs;
  const turns = history.happenings.filter(({ from, to }) => from !== to);
  const last = turns[turns.length - 1];
  const isIt = last?.to === condition || (condition === 'lost' && last?.to === 'not-registered');
  return isIt ? last?.atMs : undefined;
}

const UNKNOWN_WHY: Record<GapKind, string> = {
  'not-running': 'the service was not running',
  'source-stale': 'its source did not answer',
  'not-stored': 'the disk took no changes',
};

function unknownLine({ fromMs, toMs, why }: Unknown): LogLine {
  const reason = why ? UNKNOWN_WHY[why] : 'this browser got no answers';
  const length = toMs === Infinity ? '' : ` for ${formatLength(toMs - fromMs)}`;
  return { atMs: fromMs, look: 'unknown', text: `No data${length}`, aside: reason };
}

/** What the journal says of a device, after its name. */
const DEVICE_WORDS: Partial<Record<ChangeKind, { word: string; look: Condition }>> = {
  registered: { word: 'registered', look: 'registered' },
  'refreshed-late': { word: 'late', look: 'late' },
  unregistered: { word: 'signed off', look: 'not-registered' },
  expired: { word: 'expired', look: 'expired' },
  'agent-changed': { word: '', look: 'registered' },
  forgotten: { word: 'no longer listed', look: 'not-registered' },
};
/** What it says of the extension itself. */
const OWN_WORDS: Partial<Record<ChangeKind, string>> = {
  added: 'Added',
  removed: 'Removed',
  configured: 'Configuration changed',
};

function lineOf(happenings: readonly Happening[], at: number): LogLine {
  const happening = happenings[at];
  if (!happening) throw new Error('A line is of something that happened.');
  const { atMs, kind, agent, to } = happening;
  const device = kind && DEVICE_WORDS[kind];
  const own = kind && OWN_WORDS[kind];
  const aside = asideOf(happenings, at);
  if (device) {
    const name = describeAgent(agent).name || 'No agent';
    return { atMs, look: device.look, text: `${name} ${device.word}`.trim(), aside };
  }
  const word = to ? CONDITION_LOOKS[to].word : 'No longer listed';
  return { atMs, look: to ?? 'unknown', text: own ?? word, aside };
}

function asideOf(happenings: readonly Happening[], at: number): string {
  const happening = happenings[at];
  if (!happening) return '';
  const { atMs, kind, agent, agentBefore, lateMs, from, to } = happening;
  if (agentBefore !== undefined)
    return `was ${describeAgent(agentBefore).name || 'without a name'}`;
  if (lateMs !== undefined) return `recovered after ${formatDuration(lateMs)}`;
  if (kind === 'expired') {
    const bound = happenings
      .slice(0, at)
      .reverse()
      .find((earlier) => earlier.kind === 'registered' && earlier.agent === agent);
    if (bound) return `lived ${formatDuration(atMs - bound.atMs)}`;
  }
  if (from === to) return '';
  // What is over is told by its length, what lasts by what it was before.
  const end = happenings.slice(at + 1).find((later) => later.from !== later.to);
  if (end && (kind === undefined || kind === 'presence-changed')) {
    return `for ${formatDuration(end.atMs - atMs)}`;
  }
  return from ? `was ${CONDITION_LOOKS[from].word}` : '';
}
