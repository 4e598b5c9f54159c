/** A view as its query string, which is what it is; the empty one in words. */
export function ViewText({ view }: { view: string }) {
  return view === '' ? (
    'every extension, as cards'
  ) : (
    <code className="font-mono break-all">{view}</code>
  );
}
