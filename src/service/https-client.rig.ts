import type { IncomingHttpHeaders } from 'node:http';
import { Agent, type RequestOptions, request } from 'node:https';
import { TLSSocket } from 'node:tls';
import type { Certificate } from './certificate.ts';

export type HttpsAnswer = {
  status: number | undefined;
  headers: IncomingHttpHeaders;
  body: string;
  /** The common name in the certificate that was shown. */
  shown: string;
};

/** `path` is the request target as it is sent, when that is another than the URL's. */
type Asked = Pick<RequestOptions, 'agent' | 'headers' | 'method' | 'path'> & { body?: string };

/**
 * For tests: asks over TLS as a client that trusts one certificate, on a connection of its own unless an agent is
 * given. Rejects with Node's error when it is shown another certificate.
 */
export function askOverTls(
  url: string,
  { cert: ca }: Certificate,
  { body = '', agent = new Agent(), ...asked }: Asked = {},
): Promise<HttpsAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { ca, agent, ...asked }, async (response) => {
      const { statusCode: status, headers, socket } = response;
      const shown =
        socket instanceof TLSSocket ? String(socket.getPeerCertificate().subject.CN) : '';
      let text = '';
      for await (const chunk of response) text += chunk;
      resolve({ status, headers, body: text, shown });
    });
    sent.once('error', reject).end(body);
  });
}
