import { useCallback, useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import type { AlarmKind } from './alarm.ts';
import { openSpeaker, type Speaker } from './tones.ts';

/** Whether alerts can be heard. Locked: the browser waits for a key or a click. Missing: it has no Web Audio. */
export type SoundState = 'off' | 'locked' | 'on' | 'missing';

export type Sound = { state: SoundState; play(kind: AlarmKind): void };

/** Sound for as long as it is wanted. Any key and any click unlock it. */
export function useSound(isWanted: boolean): Sound {
  const [speaker, setSpeaker] = useState<Speaker>();
  useEffect(() => {
    if (!isWanted || !('AudioContext' in window)) return;
    const opened = openSpeaker(new AudioContext());
    setSpeaker(opened);
    const unlock = () => opened.unlock();
    // Before whoever the key is meant for, which may keep it to itself.
    document.addEventListener('keydown', unlock, true);
    document.addEventListener('click', unlock, true);
    return () => {
      document.removeEventListener('keydown', unlock, true);
      document.removeEventListener('click', unlock, true);
      opened.close();
      setSpeaker(undefined);
    };
  }, [isWanted]);
  const subscribe = useCallback(
    (listener: () => void) => speaker?.subscribe(listener) ?? (() => {}),
    [speaker],
  );
  const isLocked = useSyncExternalStore(subscribe, () => speaker?.isLocked() ?? true);
  const state = stateOf({ isWanted, isLocked });
  return useMemo(() => ({ state, play: (kind) => speaker?.play(kind) }), [state, speaker]);
}

function stateOf({ isWanted, isLocked }: { isWanted: boolean; isLocked: boolean }): SoundState {
  if (!isWanted) return 'off';
  if (!('AudioContext' in window)) return 'missing';
  return isLocked ? 'locked' : 'on';
}
