import {
  type FocusEvent,
  type KeyboardEvent,
  type ReactNode,
  useId,
  useRef,
  useState,
} from 'react';

type PopUpProps = {
  /** The button's accessible name; it also names what opens. */
  label: string;
  /** What the button shows. */
  face: ReactNode;
  faceClassName: string;
  /** Which edge of the button the panel keeps to. */
  align?: 'left' | 'right';
  /** What is in the panel. What takes the reader elsewhere calls `close` first, so that focus comes back to the button. */
  children: ReactNode | ((close: () => void) => ReactNode);
};

/** A button that opens a small panel under itself. Escape, and focus that goes elsewhere, close it. */
export function PopUp({ label, face, faceClassName, align = 'left', children }: PopUpProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();
  const closeWhenLeft = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setIsOpen(false);
  };
  const close = () => {
    setIsOpen(false);
    button.current?.focus();
  };
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !isOpen) return;
    event.stopPropagation();
    close();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only watches keys and focus that bubble out of its controls.
    <span className="relative inline-flex" onBlur={closeWhenLeft} onKeyDown={closeOnEscape}>
      <button
        ref={button}
        type="button"
        aria-label={label}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        onClick={() => setIsOpen(!isOpen)}
        className={faceClassName}
      >
        {face}
      </button>
      {isOpen && (
        // A panel that takes focus keeps a click on its own text from closing it.
        <div
          id={id}
          role="dialog"
          aria-label={label}
          tabIndex={-1}
          className={`absolute top-full z-30 my-1 rounded-control border border-line-3 bg-raise p-1 in-data-sheet:top-auto in-data-sheet:bottom-full ${align === 'left' ? 'left-0' : 'right-0'}`}
        >
          {typeof children === 'function' ? children(close) : children}
        </div>
      )}
    </span>
  );
}
