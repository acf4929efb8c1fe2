import { z } from 'zod';
import { parseInput } from './input.ts';

const schema = z.object({
  note: z.string().max(3, 'Use at most 3 letters.'),
  amount: z.object({ amountMinor: z.int().min(1, 'Must be at least 1.').max(5, 'At most 5.') }),
});

describe('parseInput', () => {
  it('gives back what is acceptable', () => {
    const input = { note: 'abc', amount: { amountMinor: 5 } };
    expect(parseInput(schema, input)).toEqual({ ok: true, input });
  });

  it('names each field that is not, nested ones with dots, and what was expected', () => {
    expect(parseInput(schema, { note: 'abcd', amount: { amountMinor: -1 } })).toEqual({
      ok: false,
      problem: {
        __typename: 'InvalidInput',
        message: 'Please check: note, amount.amountMinor.',
        fields: [
          { name: 'note', message: 'Use at most 3 letters.' },
          { name: 'amount.amountMinor', message: 'Must be at least 1.' },
        ],
      },
    });
  });

  it('names the first fields of very many', () => {
    const parsed = parseInput(z.array(z.int()), Array(1_000).fill('wrong'));
    expect(parsed.ok ? [] : parsed.problem.fields.map(({ name }) => name)).toEqual(
      Array.from({ length: 20 }, (_, at) => String(at)),
    );
  });
});
