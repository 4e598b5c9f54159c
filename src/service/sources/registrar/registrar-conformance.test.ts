import { describe } from 'vitest';
import { MemoryNetwork } from '../../sip/memory-network.ts';
import { itKeepsThePromisesOfASource, type OpenSourceBench } from '../source-conformance.ts';
import { createBench } from './test-bench.ts';
import { TestPhone } from './test-phone.ts';

const openBench: OpenSourceBench = ({ sink, clock, database, canStart }) => {
  let isBroken = false;
  const network = new MemoryNetwork();
  if (!canStart) network.occupy('UDP', 5060);
  const bench = createBench({
    sink,
    clock,
    network,
    database: {
      ...database,
      transaction(work) {
        if (isBroken) throw new Error('disk full');
        return database.transaction(work);
      },
    },
  });
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
    breakDown: () => {
      isBroken = true;
    },
    repair: () => {
      isBroken = false;
    },
  };
};

describe('the embedded registrar', () => itKeepsThePromisesOfASource(openBench));
