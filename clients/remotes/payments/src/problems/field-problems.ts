import { refusedInput } from '@payloom/apollo-client/refused-input';
import { useWords } from './words.ts';

/** The graph's `IdempotencyKeyReused`, for people who never heard of keys. */
export const mixedUp = useWords.later('mixedUp');

/** The graph's `StepUpRequired`, once whoever was asked would not show that it is them. */
export const notProven = useWords.later('notProven');

/** The graph's `InvalidInput`. */
export interface InvalidInput {
  message: string;
  fields: readonly { name: string; message: string }[];
}

export interface PlacedProblems<Field extends string> {
  atFields: { field: Field; message: string }[];
  /** What belongs to no field of the form. */
  elsewhere: string | undefined;
}

/**
 * Finds the form's field for each thing that the server refused: `amount.amountMinor` stands at `amount`. `usual` is what
 * is mostly wrong with a field that the form itself has found right; about no field at all, a wallet is not open yet.
 */
export function placeProblems<Field extends string>(
  problem: InvalidInput,
  fields: readonly Field[],
  usual: Readonly<Partial<Record<string, string>>> = {},
): PlacedProblems<Field> {
  const atFields: PlacedProblems<Field>['atFields'] = [];
  const left: string[] = [];
  for (const { name, message } of problem.fields) {
    const field = fields.find((candidate) => candidate === name.split('.')[0]);
    if (field) atFields.push({ field, message: refusedInput(message, usual[field]) });
    else left.push(refusedInput(message));
  }
  if (atFields.length === 0 && left.length === 0)
    left.push(refusedInput(problem.message, useWords.now()('walletOpening')));
  return { atFields, elsewhere: left.join(' ') || undefined };
}
