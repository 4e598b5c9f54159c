import { queryOptions } from '@tanstack/react-query';
import { ask } from '../api/ask.ts';

const ASKED_EVERY_MS = 5 * 60_000;

/** What the build calls a script. Another program's page, which a network may put in the place of ours, has none. */
const ENTRY = /^\/assets\/[\w.-]+\.js$/;

/** The script that a page begins with: named after its content, so that another release has another one. */
export function entryOf(page: Document): string | undefined {
  const name = page.querySelector('script[type="module"][src]')?.getAttribute('src') ?? '';
  return ENTRY.test(name) ? name : undefined;
}

/**
 * The entry that the served index names, when the service has it too; null while that is not known. Asked every few
 * minutes, never at the start: the page has just come from there.
 */
export const servedEntry = () =>
  queryOptions({
    queryKey: ['release'] as const,
    queryFn: ({ signal }) => fetchServedEntry(signal),
    initialData: null,
    staleTime: Number.POSITIVE_INFINITY,
    refetchInterval: ASKED_EVERY_MS,
    refetchIntervalInBackground: true,
    networkMode: 'always',
    retry: false,
  });

export async function fetchServedEntry(signal: AbortSignal): Promise<string | null> {
  const index = await ask('/', { signal });
  if (index.status !== 200) return null;
  const entry = entryOf(new DOMParser().parseFromString(index.text, 'text/html'));
  if (entry === undefined || entry === entryOf(document)) return entry ?? null;
  // Behind a proxy the index may come before what it names.
  const script = await ask(entry, { signal });
  const isScript = script.headers.get('content-type')?.includes('javascript') ?? false;
  return script.status === 200 && isScript ? entry : null;
}
