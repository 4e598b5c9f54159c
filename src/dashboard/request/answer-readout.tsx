/** What the last request brought: its status, how long it took and how large it was. */
export type Answer = { status: number; durationMs: number; bytes: number };

/** `200 · 41 ms · 18.2 kB`, where there is room for it. */
export function AnswerReadout({ answer }: { answer: Answer | undefined }) {
  if (!answer) return null;
  return (
    <span className="hidden pr-3 font-mono text-12 whitespace-nowrap xl:inline">
      <b className="font-medium text-ink-2">{answer.status}</b> · {Math.round(answer.durationMs)} ms
      · {formatBytes(answer.bytes)}
    </span>
  );
}

function formatBytes(bytes: number): string {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} kB`;
}
