import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { type WebhookMessage, webhookMessageSchema } from '../../contract/alerts.ts';

// For tests: a real receiver of webhooks on loopback, which checks signatures as its maker would.

/** What arrived, and whether the signature is that of the secret. */
export type Received = { message: WebhookMessage; isGenuine: boolean; headers: Headers };

/** Starts one, which the end of the test closes. `answer` is the status of the next answers, 200 when left out. */
export async function startReceiver({
  secret,
  answer = () => 200,
}: {
  secret: string;
  answer?: () => number;
}) {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const body = await text(request);
    const headers = new Headers(
      Object.entries(request.headers).map(([name, value]): [string, string] => [name, `${value}`]),
    );
    const signed = `${headers.get('X-Rollcall-Timestamp')}.${body}`;
    const signature = `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`;
    const isGenuine = headers.get('X-Rollcall-Signature') === signature;
    received.push({ message: webhookMessageSchema.parse(JSON.parse(body)), isGenuine, headers });
    const status = answer();
    response.writeHead(status, status === 302 ? { Location: '/elsewhere' } : {}).end('Heard.');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async () => {
    if (!server.listening) return;
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  onTestFinished(close);
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const host = `127.0.0.1:${port}`;
  return { url: `http://${host}/hook/very-secret`, host, received, close };
}
