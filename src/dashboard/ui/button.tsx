import type { ComponentProps } from 'react';

const LOOKS = {
  plain: 'text-ink-2 hover:bg-plate-2',
  line: 'border border-line-2 text-ink-2 hover:bg-plate-2',
  primary: 'bg-accent font-semibold text-on-accent hover:bg-accent-2',
} as const;

type ButtonProps = ComponentProps<'button'> & {
  look?: keyof typeof LOOKS;
  /** For a button that holds an icon alone: it is square, and needs an `aria-label`. */
  isIcon?: boolean;
};

/** A button of 28 px, 44 where it is touched. */
export function Button({ look = 'plain', isIcon = false, className = '', ...rest }: ButtonProps) {
  const width = isIcon ? 'w-7 touch:w-11' : 'px-2.5';
  return (
    <button
      type="button"
      className={`inline-flex h-7 touch:h-11 flex-none items-center justify-center gap-1.5 rounded-control font-medium whitespace-nowrap transition-colors disabled:text-ink-3 ${width} ${LOOKS[look]} ${className}`}
      {...rest}
    />
  );
}
