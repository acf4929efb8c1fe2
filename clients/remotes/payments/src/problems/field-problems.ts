/** The graph's `IdempotencyKeyReused`, for people who never heard of keys. */
export const mixedUp =
  'This got mixed up with an earlier try that had other details, so nothing was moved. Check your payments, then try again.';

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

/** Finds the form's field for each thing that the server refused: `amount.amountMinor` stands at `amount`. */
export function placeProblems<Field extends string>(
  problem: InvalidInput,
  fields: readonly Field[],
): PlacedProblems<Field> {
  const atFields: PlacedProblems<Field>['atFields'] = [];
  const left: string[] = [];
  for (const { name, message } of problem.fields) {
    const field = fields.find((candidate) => candidate === name.split('.')[0]);
    if (field) atFields.push({ field, message });
    else left.push(message);
  }
  if (atFields.length === 0 && left.length === 0) left.push(problem.message);
  return { atFields, elsewhere: left.join(' ') || undefined };
}
