import { type Ref, useState } from 'react';
import {
  FILTER_OPERATIONS,
  type FilterOperation,
  type PresenceQuery,
  SORT_ORDERS,
} from '../../contract/query.ts';
import { MenuSelect } from '../ui/menu-select.tsx';
import { ChipsControl } from './chips-control.tsx';
import { FieldsControl } from './fields-control.tsx';
import { CONTROL, Parameter } from './parameter.tsx';
import {
  filterValues,
  readCount,
  readFilterValue,
  withCount,
  withFilterValues,
  withSortOrder,
} from './request-edit.ts';
import { StartControl } from './start-control.tsx';
import { TextControl } from './text-control.tsx';

const OPERATION_OPTIONS = FILTER_OPERATIONS.map((value) => ({ value, text: value }));
const SORT_OPTIONS = ['none', ...SORT_ORDERS].map((value) => ({ value, text: value }));

export type RequestEditing = {
  query: PresenceQuery;
  onChange: (query: PresenceQuery) => void;
  /** How many match, when that is known. */
  totalResults: number | undefined;
  filterValueRef: Ref<HTMLInputElement>;
  operation: FilterOperation;
  onOperation: (operation: FilterOperation) => void;
};

/** The operation of the filter, remembered while there is no filterValue and therefore no filter to hold it. */
export function useOperation({ filter }: PresenceQuery) {
  const [chosen, setChosen] = useState<FilterOperation>(filter?.op ?? 'startsWith');
  // The address may bring another one, and it is the one to remember when the value goes.
  if (filter && filter.op !== chosen) setChosen(filter.op);
  return { operation: filter?.op ?? chosen, remember: setChosen };
}

/** The API's query parameters, under their own names, each a control. */
export function RequestControls(editing: RequestEditing) {
  const { query, onChange, totalResults } = editing;
  return (
    <>
      <FilterControls {...editing} />
      <Parameter name="sortOrder">
        <MenuSelect
          label="sortOrder"
          value={query.sortOrder ?? 'none'}
          options={SORT_OPTIONS}
          onChoose={(value) =>
            onChange(
              withSortOrder(
                query,
                SORT_ORDERS.find((order) => order === value),
              ),
            )
          }
          className={CONTROL}
        />
      </Parameter>
      <TextControl
        name="count"
        text={query.count === undefined ? '' : String(query.count)}
        placeholder="all"
        read={readCount}
        onCommit={(count) => onChange(withCount(query, count))}
      />
      <StartControl query={query} onChange={onChange} totalResults={totalResults} />
      <FieldsControl query={query} onChange={onChange} />
    </>
  );
}

function FilterControls(editing: RequestEditing) {
  const { query, onChange, filterValueRef, operation, onOperation } = editing;
  const values = filterValues(query.filter);
  const ask = (asked: readonly string[]) => onChange(withFilterValues(query, operation, asked));
  const choose = (op: FilterOperation) => {
    onOperation(op);
    if (query.filter) onChange(withFilterValues(query, op, values));
  };
  return (
    <>
      <Parameter name="filterBy" lead="?">
        <span>extension</span>
      </Parameter>
      <Parameter name="filterOp">
        <MenuSelect
          label="filterOp"
          value={operation}
          options={OPERATION_OPTIONS}
          onChoose={choose}
          className={CONTROL}
        />
      </Parameter>
      {operation === 'inArray' ? (
        <ChipsControl chips={values} onChange={ask} inputRef={filterValueRef} />
      ) : (
        <TextControl
          name="filterValue"
          text={values[0] ?? ''}
          placeholder="any"
          read={readFilterValue}
          onCommit={(value) => ask(value === undefined ? [] : [value])}
          inputRef={filterValueRef}
        />
      )}
    </>
  );
}
