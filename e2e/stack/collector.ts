import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/* Runs in a container of its own, which has nothing but Node.js: says each body that it is sent, one a line. */

createServer((request, response) => {
  void text(request).then((body) => {
    // JSON that exporters write has no line breaks of its own.
    if (request.method === 'POST') process.stdout.write(`${body}\n`);
    response.setHeader('content-type', 'application/json').end('{}');
  });
}).listen(4318);
