import { formatShare } from './figure-text.ts';

/** A share as its number and, for whoever looks along the column, as a bar. */
export function Availability({ share }: { share: number | null }) {
  return (
    <span className="flex items-center gap-2">
      <span className="w-16 flex-none print:w-12 text-right font-medium">{formatShare(share)}</span>
      {share !== null && (
        <span
          aria-hidden="true"
          className="keep-colour h-2 w-20 flex-none print:w-14 border border-line-3 [-webkit-print-color-adjust:exact] [print-color-adjust:exact]"
        >
          <span className="block h-full bg-reg-bar" style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </span>
  );
}
