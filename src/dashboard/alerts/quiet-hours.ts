import type { QuietHours } from '../address/board-address.ts';

/** True in the quiet hours, by the clock on the wall of whoever looks at the screen. */
export function isQuietAt(quiet: QuietHours | undefined, nowMs: number): boolean {
  if (!quiet) return false;
  const { fromHour, toHour } = quiet;
  const hour = new Date(nowMs).getHours();
  return fromHour < toHour ? hour >= fromHour && hour < toHour : hour >= fromHour || hour < toHour;
}

/** "06:00". */
export function formatHour(hour: number): string {
  return `${String(hour).padStart(2, '0')}:00`;
}
