import type { BoardItem } from '../model/board-item.ts';
import { saveFile } from '../ui/save-file.ts';
import { type ExportFormat, viewText } from './view-text.ts';

/** What is saved, and the time of its data on the server's clock. */
export type ExportedView = { items: readonly BoardItem[]; format: ExportFormat; atMs: number };

const TYPES = { csv: 'text/csv', json: 'application/json' } as const;

/** Hands the browser a view as a file to save, named after the time of its data. */
export async function saveView({ items, format, atMs }: ExportedView): Promise<void> {
  const pieces: string[] = [];
  for (const piece of viewText(items, format)) {
    pieces.push(piece);
    await nextTask();
  }
  const name = `rollcall-${fileTime(new Date(atMs))}.${format}`;
  saveFile({ name, type: TYPES[format], pieces });
}

/** Between two pieces the page answers whoever uses it. */
const nextTask = () => new Promise<void>((resolve) => window.setTimeout(resolve));

/** Local, as it sorts: `2026-11-23-1431`. */
function fileTime(at: Date): string {
  const [month, day, hours, minutes] = [
    at.getMonth() + 1,
    at.getDate(),
    at.getHours(),
    at.getMinutes(),
  ].map((part) => String(part).padStart(2, '0'));
  return `${at.getFullYear()}-${month}-${day}-${hours}${minutes}`;
}
