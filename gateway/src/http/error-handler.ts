import type { FastifyError, FastifyInstance } from 'fastify';

/** What is the client's fault is told as it is, anything else in one sentence; the rest of it is in the log. */
export function maskServerErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status < 500) return reply.code(status).send({ message: error.message });
    request.log.error({ err: error }, 'a request failed');
    return reply.code(status).send({ message: 'Something went wrong on our side.' });
  });
}
