import type { Clock } from '../clock.ts';
import type { Configuration } from '../config/configuration.ts';
import type { Database } from '../database.ts';
import type { Directory } from '../directory/directory.ts';
import type { Log } from '../log.ts';
import type { PhoneBook } from '../phone-book.ts';
import { createRegistrar, type Registrar } from './registrar/registrar.ts';
import type { RegistrationSource } from './registration-source.ts';
import type { Told } from './unified-api/told-entries.ts';
import { createUnifiedApiSource } from './unified-api/unified-api-source.ts';

/** The configured source. `registrar` is the same one where telephones register here, undefined where another is asked. */
export type OpenedSource = { source: RegistrationSource; registrar: Registrar | undefined };

/** Makes the configured source, which tells the directory. It is not started yet. */
export function openSource(
  configuration: Configuration,
  options: {
    directory: Directory;
    phoneBook: PhoneBook;
    database: Database;
    forgetAfterMs: number;
    fetch: typeof fetch;
    clock: Clock;
    log: Log;
  },
): OpenedSource {
  const { sip, unifiedApi } = configuration;
  const { directory, phoneBook } = options;
  if (unifiedApi) {
    const exist: Told['exist'] = (extensions) => {
      phoneBook.list(extensions);
      directory.provision(phoneBook.extensions());
    };
    const source = createUnifiedApiSource({ ...unifiedApi, ...options, sink: directory, exist });
    return { source, registrar: undefined };
  }
  const { credentialsOf } = phoneBook;
  const registrar = createRegistrar({ ...sip, ...options, credentialsOf, sink: directory });
  return { source: registrar, registrar };
}
