import { describe, expect, it } from 'vitest';
import { ApiError } from './errors.ts';

describe('a refusal', () => {
  it('carries the status and the message of its code', () => {
    const error = new ApiError('count_invalid');
    expect(error.status).toBe(400);
    expect(error.toBody()).toEqual({
      error: { code: 'count_invalid', message: 'Parameter count is invalid.' },
    });
  });

  it('carries a message of its own when one is given', () => {
    expect(new ApiError('filtervalue_invalid', 'Say which.').toBody().error.message).toBe(
      'Say which.',
    );
  });
});
