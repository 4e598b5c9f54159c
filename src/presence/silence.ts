import type { Silence, Subject } from '../contract/alerts.ts';
import { MASS_LOSS_WITHIN_MS } from './thresholds.ts';

/** Silences, by what they silence. */
export type SilenceBook = ReadonlyMap<string, readonly Silence[]>;

/** An extension that somebody may have silenced. */
export type Silenceable = {
  number: string;
  organization: string;
  /**
   * As `describeAgent` names it: the agent of the device that its condition is read from, so of what was lost with it.
   * A muted softphone silences no desk phone.
   */
  agentName: string;
  /** It is expired or lost. */
  isLost: boolean;
  /** When it was lost, if that was seen. */
  lostAtMs: number | undefined;
};

/** What a subject may name of it. */
type Named = Pick<Silenceable, 'number' | 'organization' | 'agentName'>;

/** Puts silences in order, so that a list of thousands can be asked one by one. */
export function silenceBook(silences: readonly Silence[]): SilenceBook {
  const book = new Map<string, Silence[]>();
  for (const silence of silences) {
    const key = keyOf(silence.subject);
    book.set(key, [...(book.get(key) ?? []), silence]);
  }
  return book;
}

/**
 * The silence that holds for an extension at a time. Of several the strongest: a mute, which outlasts the loss, before an
 * acknowledgement; then the one that ends last.
 */
export function silenceAt(
  book: SilenceBook,
  extension: Silenceable,
  nowMs: number,
): Silence | undefined {
  if (book.size === 0) return undefined;
  return subjectsOf(extension)
    .flatMap((subject) => book.get(keyOf(subject)) ?? [])
    .filter((silence) => nowMs < endOf(silence) && concerns(silence, extension))
    .sort(byStrength)[0];
}

/** Whether an extension belongs to a subject. */
export function isOfSubject(extension: Named, { kind, value }: Subject): boolean {
  return subjectsOf(extension).some((own) => own.kind === kind && own.value === value);
}

function subjectsOf({ number, organization, agentName }: Named): Subject[] {
  return [
    { kind: 'extension', value: number },
    { kind: 'organization', value: organization },
    { kind: 'agent', value: agentName },
  ];
}

/** When the clock alone ends a silence, if it will. */
export function nextEndMs(silences: readonly Silence[], nowMs: number): number | undefined {
  const ends = silences.map(endOf).filter((endMs) => endMs > nowMs && endMs !== Infinity);
  return ends.length === 0 ? undefined : Math.min(...ends);
}

const keyOf = ({ kind, value }: Subject) => `${kind} ${value}`;

function endOf({ until }: Silence): number {
  return until === null ? Infinity : Date.parse(until);
}

function concerns(silence: Silence, { isLost, lostAtMs }: Silenceable): boolean {
  if (silence.kind === 'mute') return true;
  return (
    isLost && concernsLoss({ ...silence, createdAtMs: Date.parse(silence.createdAt) }, lostAtMs)
  );
}

/**
 * Whether a silence of an extension's concerns its loss. A mute concerns whatever comes; an acknowledgement of an
 * organization or an agent only what was lost before it, or so shortly after that it is the same mass loss.
 * @param lostAtMs undefined when the loss was not seen
 */
export function concernsLoss(
  { kind, subject, createdAtMs }: Pick<Silence, 'kind' | 'subject'> & { createdAtMs: number },
  lostAtMs: number | undefined,
): boolean {
  if (kind === 'mute' || subject.kind === 'extension' || lostAtMs === undefined) return true;
  return lostAtMs <= createdAtMs + MASS_LOSS_WITHIN_MS;
}

function byStrength(a: Silence, b: Silence): number {
  if (a.kind !== b.kind) return a.kind === 'mute' ? -1 : 1;
  const [endA, endB] = [endOf(a), endOf(b)];
  return endA === endB ? 0 : endB - endA;
}
