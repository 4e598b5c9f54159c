import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askAlertsAnew, makeSilence, takeBackSilence } from '../api/alerts.ts';

/** Makes silences and takes them back. What holds is asked for anew at once. */
export function useSilencing() {
  const queries = useQueryClient();
  const rest = { networkMode: 'always', onSuccess: () => askAlertsAnew(queries) } as const;
  return {
    making: useMutation({ mutationFn: makeSilence, ...rest }),
    takingBack: useMutation({ mutationFn: takeBackSilence, ...rest }),
  };
}
