import { FIELDS, type PresenceQuery } from '../../contract/query.ts';
import { ChevronDownIcon } from '../ui/icons.tsx';
import { PopUp } from '../ui/pop-up.tsx';
import { CONTROL, Parameter } from './parameter.tsx';
import { withFieldToggled } from './request-edit.ts';

type FieldsControlProps = { query: PresenceQuery; onChange: (query: PresenceQuery) => void };

/** fields: which parts of an entry are asked for. */
export function FieldsControl({ query, onChange }: FieldsControlProps) {
  const asked = query.fields ?? FIELDS;
  const text = asked.length === FIELDS.length ? 'all 3' : asked.join(',');
  return (
    <Parameter name="fields">
      <PopUp
        label={`fields: ${text}`}
        align="right"
        faceClassName={`${CONTROL} gap-1`}
        face={
          <>
            {text}
            <ChevronDownIcon className="size-2.5 text-ink-3" />
          </>
        }
      >
        {FIELDS.map((field) => (
          <label
            key={field}
            className="flex h-8 touch:h-11 items-center gap-2 rounded-chip px-2 hover:bg-plate-2"
          >
            <input
              type="checkbox"
              checked={asked.includes(field)}
              disabled={asked.length === 1 && asked[0] === field}
              onChange={() => onChange(withFieldToggled(query, field))}
              className="size-4 accent-accent"
            />
            {field}
          </label>
        ))}
      </PopUp>
    </Parameter>
  );
}
