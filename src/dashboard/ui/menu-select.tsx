import { ChevronDownIcon } from './icons.tsx';

export type MenuOption<Value extends string> = { value: Value; text: string };

type MenuSelectProps<Value extends string> = {
  /** The accessible name. */
  label: string;
  /** A word shown before the value: "Order". */
  caption?: string;
  value: Value;
  options: readonly MenuOption<Value>[];
  onChoose: (value: Value) => void;
  /** How the visible part looks; a chip unless told. */
  className?: string;
};

const CHIP =
  'h-[26px] touch:h-11 rounded-control border border-line-2 px-2 text-12 font-medium text-ink-2 hover:bg-plate-2 transition-colors';

/**
 * The platform's own select, lying unseen over what is drawn: it keeps the platform's menu and keys, and the drawn
 * part is as wide as the chosen value instead of the longest one.
 */
export function MenuSelect<Value extends string>(props: MenuSelectProps<Value>) {
  const { label, caption, value, options, onChoose, className = CHIP } = props;
  const chosen = options.find((option) => option.value === value);
  const choose = (text: string) => {
    const option = options.find((candidate) => candidate.value === text);
    if (option) onChoose(option.value);
  };
  return (
    <span className="relative inline-flex min-w-0">
      <select
        aria-label={label}
        value={value}
        onChange={(event) => choose(event.target.value)}
        className="peer absolute inset-0 w-full appearance-none bg-raise text-ink opacity-0"
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
      <span
        aria-hidden="true"
        className={`pointer-events-none inline-flex min-w-0 items-center gap-1.5 whitespace-nowrap peer-hover:bg-plate-2 peer-focus-visible:outline-2 peer-focus-visible:outline-offset-1 peer-focus-visible:outline-accent ${className}`}
      >
        {caption && <span className="max-sm:hidden">{caption}</span>}
        <span className="truncate text-ink">{chosen?.text ?? value}</span>
        <ChevronDownIcon className="size-2.5 text-ink-3 print:hidden" />
      </span>
    </span>
  );
}
