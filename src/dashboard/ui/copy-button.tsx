import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Button } from './button.tsx';
import { CheckIcon, CopyIcon } from './icons.tsx';
import { Sheet } from './sheet.tsx';

/** How long the button says that it has copied. */
const SAID_MS = 2000;

type CopyButtonProps = {
  /** The accessible name: "Copy URL". */
  label: string;
  text: string;
  look?: 'plain' | 'line' | 'primary';
  isIcon?: boolean;
  className?: string;
  children?: ReactNode;
};

/**
 * Copies a text. A page served over plain HTTP to a television has no clipboard; there the text is shown, selected,
 * to be copied by hand.
 */
export function CopyButton({ label, text, children, ...look }: CopyButtonProps) {
  const [state, setState] = useState<'idle' | 'copied' | 'shown'>('idle');
  const timer = useRef<number>(undefined);
  const shownText = useRef<HTMLTextAreaElement>(null);
  useEffect(() => () => window.clearTimeout(timer.current), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      setState('shown');
      return;
    }
    setState('copied');
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setState('idle'), SAID_MS);
  };
  const isCopied = state === 'copied';
  return (
    <>
      <Button {...look} aria-label={label} title={label} onClick={copy}>
        {isCopied ? <CheckIcon className="size-3.5" /> : <CopyIcon className="size-3.5" />}
        {children}
      </Button>
      <span role="status" className="sr-only">
        {isCopied ? 'Copied' : ''}
      </span>
      {state === 'shown' && (
        <Sheet title={label} onClose={() => setState('idle')} firstFocus={shownText}>
          <p className="mb-2 text-ink-2">
            This page may not use the clipboard. The text is selected, to be copied by hand.
          </p>
          <textarea
            ref={shownText}
            readOnly
            aria-label={label}
            value={text}
            rows={4}
            onFocus={(event) => event.target.select()}
            className="w-full resize-none rounded-control border border-line-3 bg-well p-2 font-mono text-12 text-ink"
          />
        </Sheet>
      )}
    </>
  );
}
