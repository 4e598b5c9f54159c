import { describe } from 'vitest';
import { MemoryNetwork } from '../../sip/memory-network.ts';
import { itKeepsThePromisesOfASource, type OpenSourceBench } from '../source-conformance.ts';
import { createBench } from './test-bench.ts';
import { TestPhone } from './test-phone.ts';

const openBench: OpenSourceBench = ({ sink, clock, database, canStart }) => {
  const network = new MemoryNetwork();
  if (!canStart) network.occupy('UDP', 5060);
  const bench = createBench({ sink, clock, network, database });
  const phone = new TestPhone(bench);
  let last = '';
  const register = (extension: string, expires: number) => {
    last = phone.write({
      to: `<sip:${extension}@rollcall.example>`,
      contacts: ['<sip:phone@192.0.2.10:5062>'],
      expires,
    });
    phone.send(last);
  };
  return {
    source: bench.registrar,
    register,
    unregister: (extension) => register(extension, 0),
    repeat: () => void phone.send(last),
    breakage: {
      noneBecause:
        'The registrar is its own source: while it runs there is nobody who could fail to answer it, and without its disk it goes on in memory.',
    },
  };
};

describe('the embedded registrar', () => itKeepsThePromisesOfASource(openBench));
