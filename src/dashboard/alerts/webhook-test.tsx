import { useMutation } from '@tanstack/react-query';
import { testWebhooks } from '../api/alerts.ts';
import { Problem } from '../api/problem.tsx';
import { Button } from '../ui/button.tsx';

/** Sends a message to every webhook of the caller, and says what came of each. */
export function WebhookTest({ webhooks }: { webhooks: number }) {
  const testing = useMutation({ mutationFn: testWebhooks, networkMode: 'always', gcTime: 0 });
  return (
    <section aria-label="Webhooks" className="mt-4 grid gap-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p>{webhooks === 1 ? '1 webhook is told' : `${webhooks} webhooks are told`} of alerts.</p>
        <Button look="line" disabled={testing.isPending} onClick={() => testing.mutate()}>
          Send a test message
        </Button>
      </div>
      <div role="status" className="text-12 text-ink-2">
        {testing.isPending && <p>Sending, for up to 30 s</p>}
        {testing.data?.deliveries.map(({ host, status, error }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two webhooks may be of one host, and nothing else tells them apart.
          <p key={place} className="break-words">
            <b className="font-semibold text-ink">{host}</b>{' '}
            {error ?? `took it${status === null ? '' : ` (${status})`}`}
          </p>
        ))}
      </div>
      {testing.error && <Problem error={testing.error} />}
    </section>
  );
}
