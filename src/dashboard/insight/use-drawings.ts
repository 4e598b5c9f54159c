import { useEffect, useState } from 'react';

/** The drawings of the charts, once their code is there. */
export type Drawings = typeof import('./drawings.tsx');
export type DrawingsLoading = Drawings | 'loading' | 'failed';

/**
 * Loads the code of the charts, the largest part of the program, and the one that nobody waits for. Wanted, it is
 * loaded at once and once.
 */
export function useDrawings(isWanted: boolean): DrawingsLoading {
  const [loading, setLoading] = useState<DrawingsLoading>('loading');
  useEffect(() => {
    if (!isWanted) return;
    let isLeft = false;
    const told = (state: DrawingsLoading) => {
      if (!isLeft) setLoading(state);
    };
    import('./drawings.tsx').then(told, () => told('failed'));
    return () => {
      isLeft = true;
    };
  }, [isWanted]);
  return loading;
}
