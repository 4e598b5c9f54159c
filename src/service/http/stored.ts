import { ApiError } from '../../contract/errors.ts';
import { sqliteCodeOf, storageFaultOf } from '../storage-fault.ts';

/** Throws ApiError `not_stored`, with what is wrong and what would mend it, when the database takes nothing. */
export function stored<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (sqliteCodeOf(error) === undefined) throw error;
    const { reason, remedy } = storageFaultOf(error);
    throw new ApiError('not_stored', `This cannot be stored. ${reason}. ${remedy}.`);
  }
}
