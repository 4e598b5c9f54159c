import type { QuietHours } from '../address/board-address.ts';
import { formatHour, isQuietAt } from './quiet-hours.ts';
import type { SoundState } from './use-sound.ts';

const WORDS: Record<SoundState, string> = {
  off: 'Sound off',
  locked: 'Sound locked: press any key',
  on: 'Sound on',
  missing: 'No sound: this browser has no Web Audio',
};

/** Whether an alert would be heard now, and if not, why: "Quiet until 06:00". */
export function soundText(state: SoundState, quiet: QuietHours | undefined, nowMs: number): string {
  const isQuiet = state === 'on' && quiet && isQuietAt(quiet, nowMs);
  return isQuiet ? `Quiet until ${formatHour(quiet.toHour)}` : WORDS[state];
}
