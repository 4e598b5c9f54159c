import type { UseQueryResult } from '@tanstack/react-query';
import type { Alerts } from '../../contract/alerts.ts';
import { Sheet } from '../ui/sheet.tsx';
import { type HereProps, HereSettings } from './here-settings.tsx';
import { SilenceForm } from './silence-form.tsx';
import { SilenceList } from './silence-list.tsx';
import type { NamedSubject } from './subject-text.ts';
import { WebhookTest } from './webhook-test.tsx';

type AlertsSheetProps = HereProps & {
  list: UseQueryResult<Alerts>;
  /** What can be silenced as a whole. */
  subjects: readonly NamedSubject[];
  /** A wall link looks, and changes nothing that others see. */
  isReadOnly: boolean;
  onClose: () => void;
};

/** All about alerts: how this browser tells them, what is silenced on every board, and who else is told. */
export function AlertsSheet(props: AlertsSheetProps) {
  const { list, subjects, isReadOnly, onClose, ...here } = props;
  const webhooks = list.data?.webhooks ?? 0;
  return (
    <Sheet title="Alerts" onClose={onClose}>
      <HereSettings {...here} />
      <SilenceList list={list} isReadOnly={isReadOnly} />
      {!isReadOnly && <SilenceForm subjects={subjects} />}
      {!isReadOnly && webhooks > 0 && <WebhookTest webhooks={webhooks} />}
    </Sheet>
  );
}
