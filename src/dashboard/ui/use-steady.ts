import { useState } from 'react';

/** The object of before for as long as the new one says the same, so that what is drawn from it is not drawn again. */
export function useSteady<Value>(value: Value): Value {
  const [kept, setKept] = useState(value);
  if (kept === value || JSON.stringify(kept) === JSON.stringify(value)) return kept;
  setKept(value);
  return value;
}
