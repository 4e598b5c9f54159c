import type { RegistrationSink } from '../../directory/registration-sink.ts';
import type { Change } from './acknowledgements.ts';
import type { Binding } from './binding.ts';
import { isLive, type Publication, presenceOf } from './publication.ts';

/** Tells the directory what has been stored. */
export function tell(sink: RegistrationSink, change: Change): void {
  if ('device' in change) tellBinding(sink, change);
  else tellPublication(sink, change);
}

function tellBinding(sink: RegistrationSink, binding: Binding): void {
  const { extension, device, agent, liveSinceMs, heardAtMs, expiresAtMs, end } = binding;
  const registration = { extension, device, agent, liveSinceMs, heardAtMs };
  if (!end) sink.registered(registration, expiresAtMs);
  else if (end.by === 'removal') sink.unregistered(registration, end.atMs);
  else sink.expired(registration, end.atMs);
}

function tellPublication(sink: RegistrationSink, publication: Publication): void {
  const { extension, id, acceptedAtMs, expiresAtMs } = publication;
  const published = { extension, publication: id };
  if (isLive(publication, acceptedAtMs)) {
    sink.published({ ...published, presence: presenceOf(publication) }, expiresAtMs);
  } else sink.withdrawn(published);
}
