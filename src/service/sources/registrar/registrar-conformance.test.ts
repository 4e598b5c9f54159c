import { describe } from 'vitest';
import { MemoryNetwork } from '../../sip/memory-network.rig.ts';
import { headerOf } from '../../sip/message.ts';
import { itKeepsThePromisesOfASource, type OpenSourceBench } from '../source-conformance.rig.ts';
import { createBench } from './test-bench.rig.ts';
import { dialogInfo, publishRequest, TestPhone, type TestRequest } from './test-phone.rig.ts';

const DOCUMENTS = {
  online: dialogInfo({ a: 'terminated' }),
  ringing: dialogInfo({ a: 'early recipient' }),
  busy: dialogInfo({ a: 'confirmed' }),
};

const openBench: OpenSourceBench = ({ sink, clock, database, canStart }) => {
  const network = new MemoryNetwork();
  if (!canStart) network.occupy('UDP', 5060);
  const bench = createBench({ sink, clock, network, database });
  const phone = new TestPhone(bench);
  let last = '';
  const send = (request: TestRequest) => {
    last = phone.write(request);
    return phone.send(last);
  };
  const register = (extension: string, expires: number) => {
    const to = `<sip:${extension}@rollcall.example>`;
    send({ to, contacts: ['<sip:phone@192.0.2.10:5062>'], expires });
  };
  const entityTags = new Map<string, string>();
  const publish = (extension: string, published: { body?: string; expires: number }) => {
    const uri = `sip:${extension}@rollcall.example`;
    const ifMatch = entityTags.get(extension);
    const response = send(publishRequest({ uri, ...(ifMatch && { ifMatch }), ...published }));
    entityTags.set(extension, (response && headerOf(response, 'SIP-ETag')) ?? '');
  };
  return {
    source: bench.registrar,
    register,
    unregister: (extension) => register(extension, 0),
    presence: {
      hasEnds: true,
      publish: (extension, presence, expires) =>
        publish(extension, { body: DOCUMENTS[presence], expires }),
      withdraw: (extension) => publish(extension, { expires: 0 }),
    },
    repeat: () => void phone.send(last),
    breakage: {
      noneBecause:
        'The registrar is its own source: while it runs there is nobody who could fail to answer it, and without its disk it goes on in memory.',
    },
  };
};

describe('the embedded registrar', () => itKeepsThePromisesOfASource(openBench));
