import { useState } from 'react';
import type { WatchedEvents } from '../../presence/events.ts';
import { massLossText } from './change-summary.ts';

/** A mass loss as it was told, by the event that was the last then. */
export type MassLossAlert = { text: string; numbers: ReadonlySet<string>; count: number };

/** Who is part of the present mass loss, and what was told when it began; nothing of one that was there before. */
type Alerted = { numbers: ReadonlySet<string>; alert: MassLossAlert | undefined };

const NOBODY: Alerted = { numbers: new Set(), alert: undefined };

type AlertInput = { events: WatchedEvents | undefined; isStale: boolean };

/**
 * What interrupts a screen reader: that many were lost together, once, when it begins. What is added to it is told with
 * everything else. While the data is stale there is none: that has an alert of its own.
 */
export function useMassLossAlert({ events, isStale }: AlertInput): MassLossAlert | undefined {
  const numbers = events?.massLoss?.numbers;
  const [alerted, setAlerted] = useState<Alerted>(numbers ? { numbers, alert: undefined } : NOBODY);
  const next = afterEvents(alerted, events);
  const shown = isStale && next.alert ? { ...next, alert: undefined } : next;
  if (shown !== alerted) setAlerted(shown);
  return shown.alert;
}

/** The same object as long as nothing changes. */
function afterEvents(alerted: Alerted, events: WatchedEvents | undefined): Alerted {
  // Without a list nothing began and nothing is over.
  if (!events) return alerted;
  const { massLoss, count } = events;
  if (!massLoss) return NOBODY;
  const { numbers } = massLoss;
  if (numbers === alerted.numbers) return alerted;
  const isKnown = [...numbers].some((number) => alerted.numbers.has(number));
  if (isKnown) return { ...alerted, numbers };
  return { numbers, alert: { text: massLossText(massLoss), numbers, count } };
}
