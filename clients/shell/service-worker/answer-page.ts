import { matchPrecache } from 'workbox-precaching';
import { isOwnPage } from './routes.ts';

const ANSWER_WITHIN_MS = 3_000;
const SERVER_FAILED = 500;

/** Whoever waits for a file waits as long as it takes; for a page of ours there is a kept one. */
async function fromNetwork(request: Request, isOurs: boolean): Promise<Response | undefined> {
  try {
    if (!isOurs) return await fetch(request);
    const response = await fetch(request, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    return response.status < SERVER_FAILED ? response : undefined;
  } catch {
    return undefined;
  }
}

/** Answers a page: from the network, else the kept shell for its own pages, else a page that says what is wrong. */
export async function answerPage(request: Request, url: URL): Promise<Response> {
  const isOurs = isOwnPage(url);
  const answer = await fromNetwork(request, isOurs);
  if (answer) return answer;
  const kept = isOurs ? await matchPrecache('/index.html') : undefined;
  return kept ?? (await matchPrecache('/offline.html')) ?? Response.error();
}
