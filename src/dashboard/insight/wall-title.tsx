import type { ReactNode } from 'react';

/** What a part of a wall's page is, read from the other end of the room. */
export function WallTitle({ children }: { children: ReactNode }) {
  return (
    <h2 className="mb-[1.6rem] text-[2.8rem] leading-[3.2rem] font-semibold whitespace-nowrap">
      {children}
    </h2>
  );
}
