import { type MouseEvent, type ReactNode, type RefObject, useEffect, useId, useRef } from 'react';
import { Button } from './button.tsx';
import { CloseIcon } from './icons.tsx';

type SheetProps = {
  title: string;
  onClose: () => void;
  /** What is focused when it opens; the button that closes it unless told. */
  firstFocus?: RefObject<HTMLElement | null> | undefined;
  children: ReactNode;
};

/**
 * A modal sheet while it is rendered: from the foot on a phone, in the middle elsewhere. The platform's dialog keeps
 * focus inside; Escape, the button and a press beside it close it, and focus returns to where it was.
 */
export function Sheet({ title, onClose, firstFocus, children }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    const opener = document.activeElement;
    const shown = dialog.current;
    shown?.showModal();
    firstFocus?.current?.focus();
    return () => {
      shown?.close();
      if (opener instanceof HTMLElement) opener.focus();
    };
  }, [firstFocus]);
  const closeFromBackdrop = (event: MouseEvent) => {
    if (event.target === dialog.current) onClose();
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape is the key, by the dialog's own cancel event.
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={closeFromBackdrop}
      className="fixed inset-x-0 top-auto bottom-0 m-auto max-h-[85vh] w-full max-w-[640px] overflow-auto rounded-control border border-line-3 bg-raise p-0 text-ink backdrop:bg-[#000000a6] sm:top-0"
    >
      <div className="px-4 pt-3 pb-5">
        <header className="mb-2 flex items-center justify-between gap-4">
          <h2 id={titleId} className="text-15 font-semibold">
            {title}
          </h2>
          <Button isIcon aria-label="Close" onClick={onClose} className="-mr-2">
            <CloseIcon />
          </Button>
        </header>
        {children}
      </div>
    </dialog>
  );
}
