import { refusedInput } from '@payloom/apollo-client/refused-input';

interface InvalidInput {
  readonly message: string;
  readonly fields: readonly { readonly name: string; readonly message: string }[];
}

/** Says at a field what is wrong with it, or below the form as a whole; React Hook Form's and `usePlainForm`'s. */
export type SetError<Name extends string> = (
  name: Name | 'root',
  error: { message: string },
  options?: { shouldFocus: boolean },
) => void;

/**
 * Puts what the graph finds wrong at the fields it is about; what is about none of them stands below the form. `usual` is
 * what is mostly wrong with a field that the form itself has found right.
 */
export function showInvalidInput<Name extends string>(
  problem: InvalidInput,
  names: readonly Name[],
  setError: SetError<NoInfer<Name>>,
  usual: Readonly<Record<string, string>> = {},
): void {
  let shown = false;
  for (const { name, message } of problem.fields) {
    const field = names.find((each) => each === name);
    if (field === undefined) continue;
    setError(field, { message: refusedInput(message, usual[field]) }, { shouldFocus: !shown });
    shown = true;
  }
  if (!shown) setError('root', { message: refusedInput(problem.message) });
}
