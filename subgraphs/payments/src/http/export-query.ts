import { parseInput, type ParsedInput } from '@payloom/subgraph-kit/input';
import { z } from 'zod';
import { paymentStatuses } from '../entities/payment-state.ts';
import { exportLanguages, type ExportLanguage } from '../export/headings.ts';
import { timeZoneSchema } from '../operations/input.ts';
import { searchSchema, type PaymentFilter } from '../operations/payment-filter.ts';
import {
  hasBegun,
  statementFields,
  unlessBegun,
  type StatementInput,
} from '../operations/wallet-statement.ts';

const momentSchema = z.iso
  .datetime({ offset: true, error: 'Must be a moment such as 2027-01-31T09:00:00Z.' })
  .transform((text) => new Date(text))
  // PostgreSQL counts no year zero.
  .refine((moment) => moment.getTime() >= 0, 'Must be a moment since 1970.');

const minorSchema = z
  .string()
  .regex(/^\d{1,15}$/, 'Must be a whole number of minor units.')
  .transform(Number);

const languageSchema = z.enum(exportLanguages, `Must be one of ${exportLanguages.join(', ')}.`).default('en');

// A filter that was written wrong must not give more than was wanted.
const noOther = z.unknown().refine(() => false, 'Is no parameter of this file.');

/** The filter of the list, a status as often as one is wanted, and how the file is written. */
const exportQuerySchema = z
  .object({
    status: z.preprocess(
      (given) => (given === undefined ? undefined : [given].flat()),
      z
        .array(z.enum(paymentStatuses, `Must be one of ${paymentStatuses.join(', ')}.`))
        .max(paymentStatuses.length, `Must be at most ${paymentStatuses.length}.`)
        .optional(),
    ),
    direction: z.enum(['SENT', 'RECEIVED'], 'Must be SENT or RECEIVED.').optional(),
    from: momentSchema.optional(),
    to: momentSchema.optional(),
    search: searchSchema.optional(),
    refundRequested: z
      .enum(['true', 'false'], 'Must be true or false.')
      .transform((given) => given === 'true')
      .optional(),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Must be a currency code of ISO 4217, such as EUR.')
      .optional(),
    minMinor: minorSchema.optional(),
    maxMinor: minorSchema.optional(),
    counterparty: z.uuid('Must be the id of a user.').optional(),
    timeZone: timeZoneSchema.default('UTC'),
    language: languageSchema,
  })
  .catchall(noOther)
  .refine(({ currency, minMinor, maxMinor }) => currency || (minMinor ?? maxMinor) === undefined, {
    path: ['currency'],
    error: 'Must be there beside an amount.',
  })
  .refine(({ minMinor, maxMinor }) => (minMinor ?? 0) <= (maxMinor ?? Number.MAX_SAFE_INTEGER), {
    path: ['maxMinor'],
    error: 'Must be no less than minMinor.',
  });

/** A month of one of the viewer's own wallets, and how the file is written. */
const statementQuerySchema = z
  .object({ ...statementFields, timeZone: timeZoneSchema.default('UTC'), language: languageSchema })
  .catchall(noOther)
  .refine(hasBegun, unlessBegun);

export interface ExportQuery {
  readonly filter: PaymentFilter;
  readonly timeZone: string;
  readonly language: ExportLanguage;
}

/** Reads the parameters of a file; what is wrong comes back as the list's own type that names the field. */
export function readExportQuery(query: unknown): ParsedInput<ExportQuery> {
  const parsed = parseInput(exportQuerySchema, query);
  if (!parsed.ok) return parsed;
  const { timeZone, language, currency, minMinor, maxMinor, ...filter } = parsed.input;
  const amount = currency ? { currency, minMinor, maxMinor } : null;
  return { ok: true, input: { filter: { ...filter, amount }, timeZone, language } };
}

export interface StatementQuery extends StatementInput {
  readonly language: ExportLanguage;
}

/** Reads the parameters of a statement; what is wrong comes back as the type that names the field. */
export function readStatementQuery(query: unknown): ParsedInput<StatementQuery> {
  return parseInput(statementQuerySchema, query);
}
