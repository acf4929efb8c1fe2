import { Readable } from 'node:stream';
import type { EntityManager } from '@mikro-orm/postgresql';
import type { InvalidInput } from '@payloom/subgraph-kit/input';
import { requestViewer } from '@payloom/subgraph-kit/request-viewer';
import type { RouteParts } from '@payloom/subgraph-kit/start-subgraph';
import type { Viewer } from '@payloom/subgraph-kit/viewer';
import type { FastifyInstance } from 'fastify';
import { fileNames } from '../export/headings.ts';
import { moment, paymentCsv } from '../export/payment-csv.ts';
import { statementCsv } from '../export/statement-csv.ts';
import { statementFileNames } from '../export/statement-words.ts';
import { exportPayments } from '../operations/export-payments.ts';
import { exportStatement } from '../operations/export-statement.ts';
import { scopeOf } from '../operations/wallet-statement.ts';
import { readExportQuery, readStatementQuery } from './export-query.ts';

/** Each holds a connection of the database for as long as it is taken: payments must be left with most of them. */
const exportsAtOnceMax = 3;

/** A file that can be begun: nothing of it has been read yet. */
interface NewFile {
  readonly name: string;
  readonly text: AsyncIterable<string>;
}

/** What the file of a path is, for a viewer and what they ask for; or what is wrong with that. */
type OpenFile = (em: EntityManager, viewer: Viewer, query: unknown) => Promise<NewFile | InvalidInput>;

const openPayments: OpenFile = async (em, viewer, query) => {
  const parsed = readExportQuery(query);
  if (!parsed.ok) return parsed.problem;
  const { filter, timeZone, language } = parsed.input;
  const name = `${fileNames[language]}-${moment(new Date(), timeZone).slice(0, 10)}`;
  return { name, text: paymentCsv(exportPayments(em, viewer, filter), parsed.input) };
};

const openStatement: OpenFile = async (em, viewer, query) => {
  const parsed = readStatementQuery(query);
  if (!parsed.ok) return parsed.problem;
  const { language, ...input } = parsed.input;
  const scope = await scopeOf(em.fork(), viewer.userId, input);
  if ('message' in scope) return scope;
  const name = `${statementFileNames[language]}-${scope.month}-${scope.currency}`;
  return { name, text: statementCsv(exportStatement(em, viewer, scope), scope, language) };
};

const files: Readonly<Record<string, OpenFile>> = {
  '/files/payments.csv': openPayments,
  '/files/statement.csv': openStatement,
};

const headersOf = (name: string) => ({
  'content-type': 'text/csv; charset=utf-8',
  'content-disposition': `attachment; filename="${name}.csv"`,
  'content-security-policy': "default-src 'none'; sandbox",
  'x-content-type-options': 'nosniff',
});

export interface ExportRouteParts {
  readonly em: EntityManager;
  readonly verifyToken: RouteParts['verifyToken'];
}

/**
 * `GET /files/payments.csv`, the list of payments, and `GET /files/statement.csv`, a wallet's month, as one file of any
 * length. Read only as fast as it is taken, and no further once nobody takes it. A failure after the first bytes breaks the
 * connection, so that no half is taken for whole.
 */
export function mountExport(app: FastifyInstance, parts: ExportRouteParts): void {
  app.register(async (scope) => addExports(scope, parts));
}

function addExports(app: FastifyInstance, { em, verifyToken }: ExportRouteParts): void {
  let running = 0;
  app.setErrorHandler((error, request, reply) => {
    request.log.error({ err: error }, 'a file was not made');
    return reply
      .code(500)
      .removeHeader('content-disposition')
      .type('application/json')
      .send({ message: 'Something went wrong on our side.' });
  });
  for (const [path, open] of Object.entries(files)) {
    app.get(path, { exposeHeadRoute: false }, async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const viewer = await requestViewer(request, verifyToken);
      if (!('userId' in viewer)) return reply.code(401).send(viewer);
      const made = await open(em, viewer, request.query);
      if ('message' in made) return reply.code(400).send(made);
      if (running >= exportsAtOnceMax) {
        const message = 'Too many files are being made just now. Try again in a moment.';
        return reply.code(503).header('retry-after', '10').send({ reason: 'BUSY', message });
      }
      const file = Readable.from(made.text);
      running += 1;
      file.once('close', () => (running -= 1));
      return reply.headers(headersOf(made.name)).send(file);
    });
  }
}
