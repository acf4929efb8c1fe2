import { refusedInput } from '@payloom/apollo-client/refused-input';
import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form';

interface InvalidInput {
  readonly message: string;
  readonly fields: readonly { readonly name: string; readonly message: string }[];
}

/**
 * Puts what the graph finds wrong at the fields it is about; what is about none of them stands below the form. `usual` is
 * what is mostly wrong with a field that the form itself has found right.
 */
export function showInvalidInput<Values extends FieldValues>(
  problem: InvalidInput,
  names: readonly FieldPath<Values>[],
  setError: UseFormSetError<Values>,
  usual: Readonly<Record<string, string>> = {},
): void {
  let shown = false;
  for (const { name, message } of problem.fields) {
    const field = names.find((each) => each === name);
    if (!field) continue;
    setError(field, { message: refusedInput(message, usual[field]) }, { shouldFocus: !shown });
    shown = true;
  }
  if (!shown) setError('root', { message: refusedInput(problem.message) });
}
